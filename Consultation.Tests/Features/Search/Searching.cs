using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Search;

/// <summary>Searching as an outside program does.</summary>
internal static class Searching
{
    public static async Task<IReadOnlyList<JsonNode>> Find(this HttpClient client, string hearing, string typed, string more = "")
    {
        var address = $"/api/v1/hearings/{hearing}/replies?q={Uri.EscapeDataString(typed)}{more}";
        return [.. (await client.GetAsync(address).Json(200))["items"]!.AsArray().Select(item => item!)];
    }

    public static async Task<int[]> Numbers(this HttpClient client, string hearing, string typed, string more = "") =>
        [.. (await client.Find(hearing, typed, more)).Select(item => item.Number("number"))];

    public static string[] Marked(this JsonNode item) =>
        [
            .. item["hit"]!["marks"]!
                .AsArray()
                .Select(mark => item["hit"]!.Text("snippet").Substring(mark!.Number("start"), mark!.Number("length"))),
        ];

    /// <summary>Sends a text; answers its number.</summary>
    public static async Task<int> Say(this TestApp app, string hearing, string text, string name = "Åse Ødegård") =>
        (await app.Anonymous.Send(hearing, Given.Reply(text, name)).Json(201)).Number("number");
}
