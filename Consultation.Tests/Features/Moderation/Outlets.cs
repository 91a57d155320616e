using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Consultation.Tests.Support;
using static Consultation.Tests.Features.Moderation.TellingReply;

namespace Consultation.Tests.Features.Moderation;

/// <summary>One address at which something of a reply may be read.</summary>
/// <param name="Address">
/// With <c>{api}</c>, <c>{site}</c>, <c>{slug}</c>, <c>{document}</c>, <c>{paragraph}</c>, <c>{reference}</c> and <c>{sample}</c> (the number
/// of the campaign's example) filled in.
/// </param>
/// <param name="Shown">What it shows of a published reply; nothing: it never may.</param>
internal sealed record Outlet(string Address, params string[] Shown)
{
    private static readonly string[] Languages = ["", "/nn", "/en"];
    private static readonly string[] Headed = [TellingReply.Name, TellingReply.Text];
    private static readonly string[] Listed = [.. Headed, TellingReply.Behalf];
    private static readonly string[] Exported = [.. Headed, TellingReply.Answer, TellingReply.Comment, TellingReply.FileName];

    /// <summary>Staff who ask for everything; they are never answered from what is kept.</summary>
    public bool ForStaff => Address.Contains("scope=all", StringComparison.Ordinal);

    /// <summary>Whoever has the receipt is told the name that stands on it, also when nobody else is.</summary>
    public bool IsSendersOwn => Address.Contains("{reference}", StringComparison.Ordinal);

    /// <summary>Whoever has been told of a change is given nothing from before it, and nobody else is either.</summary>
    public bool RenewsWhatIsKept => Address.StartsWith("/api/v1/changes", StringComparison.Ordinal);

    public static IReadOnlyList<Outlet> All { get; } =
    [
        new("{api}/replies", Listed),
        new("{api}/replies?sort=oldest&limit=1", Listed),
        new("{api}/replies?campaign=1", Listed),
        new("{api}/replies?paragraph={paragraph}", Listed),
        new("{api}/replies?senderType=person&position=withRemarks&round=1", Listed),
        new("{api}/replies?scope=all", Listed),
        new("{api}/replies?scope=all&campaign=1", Listed),
        new("{api}/replies/1", [.. Exported, TellingReply.Behalf]),
        new("{api}/replies/{sample}", [.. Exported, TellingReply.Behalf]),
        new("{api}/replies/1/attachments/0", TellingReply.FileName, TellingReply.FileContent),
        new("{api}/documents/{document}/paragraphs/{paragraph}/comments", TellingReply.Name, TellingReply.Behalf, TellingReply.Comment),
        .. Searches(),
        // With everything asked for they show a hidden file's name to staff: RedactedWordTests.NamesHiddenFiles.
        new("{api}/replies.csv", Exported),
        new("{api}/replies.csv?senderType=person&round=1", Exported),
        new("{api}/replies.csv?scope=all", Exported),
        new("{api}/replies.jsonl", Exported),
        new("{api}/replies.jsonl?position=withRemarks", Exported),
        new("{api}/replies.jsonl?scope=all", Exported),
        new("{api}/replies.csv.meta.json"),
        new("{api}/replies.csv.meta.json?scope=all"),
        new("{api}/replies.jsonl.meta.json"),
        new("{api}/replies.jsonl.meta.json?scope=all"),
        new("{api}/campaigns"),
        new("{api}/campaigns?scope=all"),
        new("{api}/campaigns/1"),
        new("{api}/campaigns/1?scope=all"),
        new("{api}"),
        new("{api}/documents/{document}/versions/1"),
        new("{api}/moderation-ledger"),
        new("{api}/rounds/1/report"),
        new("{api}/rounds/1/report?scope=all"),
        new("{api}/rounds/1/report.csv"),
        new("{api}/rounds/1/report.csv?scope=all"),
        new("{api}/rounds/1/report.html?lang=nb"),
        new("{api}/rounds/1/report.html?lang=nn"),
        new("{api}/rounds/1/report.html?lang=en"),
        new("{api}/rounds/1/report.html?scope=all"),
        new("/api/v1/hearings"),
        .. Words.Select(word => new Outlet("/api/v1/hearings?q=" + word)),
        new("/api/v1/receipts/{reference}"),
        new("/feeds/hearings.atom"),
        new("/feeds/hearings.ics"),
        new("{site}/feed.atom", Headed),
        .. Languages.SelectMany(Pages),
        new("/api/v1/changes?limit=100"), // The last: from then on nothing older is given.
    ];

    /// <summary>Each word is found in its own place, which the hit shows; what a file holds is not searched.</summary>
    private static IEnumerable<Outlet> Searches() =>
        from scope in (string[])["", "&scope=all"]
        from word in Words
        select new Outlet(
            $"{{api}}/replies?q={word}{scope}",
            word == TellingReply.FileContent ? [] : [.. Listed.Append(word).Distinct(StringComparer.Ordinal)]
        );

    private static IEnumerable<Outlet> Pages(string language) =>
        [
            new(language.Length == 0 ? "/" : language),
            new(language + "{site}/{slug}", Headed),
            new(language + "{site}/{slug}/send"),
            // Put together with the others that are alike, under the newest one's text.
            new(language + "{site}/{slug}/replies", TellingReply.Name),
            new(language + "{site}/{slug}/replies?sort=Oldest&sender=Person", Headed),
            new(language + "{site}/{slug}/replies?sort=Oldest&q=støy", Headed),
            new(language + "{site}/{slug}/replies?paragraph={paragraph}", Headed),
            new(language + "{site}/{slug}/replies?sort=Oldest&attachments=true", Headed),
            new(language + "{site}/{slug}/replies/1", [.. Exported, TellingReply.Behalf]),
            new(language + "{site}/{slug}/replies/2", TellingReply.Name), // As the one before it.
            new(language + "{site}/{slug}/replies/1/flag", TellingReply.Name),
            new(language + "{site}/{slug}/campaigns/1", Headed),
            new(language + "{site}/{slug}/rounds/1/report", TellingReply.Text),
            new(language + "{site}/{slug}/hidden"),
            new(language + "{site}/{slug}/documents/{document}"),
            new(language + "/receipts/{reference}", TellingReply.Name),
        ];

    public sealed record Answer(int Status, string Content, bool WasKept, EntityTagHeaderValue? Tag)
    {
        public IEnumerable<string> Said => Words.Where(word => Content.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Headers and body; what is packed unpacked. With a tag: as whoever has an earlier answer asks.</summary>
    public async Task<Answer> Read(TestApp app, Func<string, string> fill, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, fill(Address));
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }
        using var answer = await (ForStaff ? app.Staff : app.Anonymous).SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var content = new StringBuilder().Append(answer.Headers).Append(answer.Content.Headers);
        if (body.AsSpan().StartsWith("PK"u8))
        {
            using var packed = new ZipArchive(new MemoryStream(body));
            foreach (var entry in packed.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                content.Append(entry.FullName).Append(await reader.ReadToEndAsync());
            }
        }
        else
        {
            content.Append(Encoding.UTF8.GetString(body));
        }
        return new Answer((int)answer.StatusCode, content.ToString(), answer.Headers.Age is not null, answer.Headers.ETag);
    }
}
