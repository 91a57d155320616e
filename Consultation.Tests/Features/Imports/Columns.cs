using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>Files of columns, made here, and what became of them.</summary>
internal static class Columns
{
    public const string Text = """{ "format": "csv", "fields": { "text": "text" } }""";

    public static byte[] Bytes(string text, Encoding? encoding = null) => (encoding ?? new UTF8Encoding(false)).GetBytes(text);

    public static Task<JsonNode> Imported(this TestApp app, string hearing, string file, string mapping = Text) =>
        app.Imported(hearing, Bytes(file), mapping);

    /// <summary>Row and code of everything that was left out, on all pages.</summary>
    public static IEnumerable<(int Row, string Code)> Errors(this JsonNode import) =>
        import["errors"]!.AsArray().Select(error => (error!.Number("row"), error!.Text("code")));

    /// <summary>Every reply of the hearing, in order of number, as staff see it.</summary>
    public static async Task<List<JsonNode>> Replies(this TestApp app, string hearing)
    {
        var replies = new List<JsonNode>();
        foreach (var item in await app.Staff.AllPages($"/api/v1/hearings/{hearing}/replies?scope=all&sort=oldest&limit=100"))
        {
            replies.Add(await app.Staff.GetAsync($"/api/v1/hearings/{hearing}/replies/{item.Number("number")}?scope=all").Json(200));
        }
        return replies;
    }

    public static string? Name(this JsonNode reply) => reply["sender"]!["name"]?.GetValue<string>();
}
