using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Features.Search;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>
/// What is typed is found where a plain scan of the export finds it: a word in all its forms, a phrase whatever marks stand in it, a beginning.
/// </summary>
internal static class RealSearch
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task FindsWhatAScanFinds(RealHearing hearing, Dictionary<int, JsonNode> rows)
    {
        await Same(hearing, rows, "typographical", @"\btypographical\b", atLeast: 2);
        await Same(hearing, rows, "clearinghouse", @"\bclearinghouses?\b", atLeast: 3);
        await Same(hearing, rows, "\"single source of truth\"", @"\bsingle\W+source\W+of\W+truth\b", atLeast: 5);
        await Same(hearing, rows, "interoperab*", @"\binteroperab\w*", atLeast: 10);
        Assert.That(await hearing.Public.Numbers(hearing.Id, "hvalfangst"), Is.Empty);
    }

    /// <summary>The numbers of the replies that say it, newest first, by the export.</summary>
    public static int[] Scan(Dictionary<int, JsonNode> rows, string pattern) =>
        [
            .. rows.Where(row => Regex.IsMatch(row.Value.Text("text"), pattern, RegexOptions.IgnoreCase, Longest))
                .Select(row => row.Key)
                .OrderDescending(),
        ];

    private static async Task Same(RealHearing hearing, Dictionary<int, JsonNode> rows, string typed, string pattern, int atLeast)
    {
        var scanned = Scan(rows, pattern);
        Assert.That(scanned, Has.Length.GreaterThanOrEqualTo(atLeast), typed);
        var found = await hearing.Public.Find(hearing.Id, typed, "&limit=100");
        Assert.That(found.Select(item => item.Number("number")), Is.EqualTo(scanned), typed);
        Assert.Multiple(() =>
        {
            foreach (var item in found)
            {
                Assert.That(item["hit"]!.Text("field"), Is.EqualTo("text"), typed);
                Assert.That(
                    item.Marked(),
                    Is.Not.Empty.And.All.Matches<string>(mark => Regex.IsMatch(mark!, $"^{pattern}", RegexOptions.IgnoreCase, Longest)),
                    typed
                );
            }
        });
    }
}
