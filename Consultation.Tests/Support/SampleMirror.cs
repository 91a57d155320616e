using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Consultation.Tests.Support;

/// <summary>
/// A mirror of what is public, as an outsider would write it: reads the log of changes, fetches what each item names, deletes what is
/// no longer there. It knows nothing of this program but three public addresses.
/// </summary>
internal sealed class SampleMirror(HttpClient client)
{
    private string _cursor = "";

    /// <summary>What it holds, by the item's id.</summary>
    public Dictionary<string, JsonNode> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads on until nothing is new; answers the items.</summary>
    public async Task<List<JsonNode>> Follow(int limit = 100)
    {
        var seen = new List<JsonNode>();
        JsonNode page;
        do
        {
            page = (await client.GetFromJsonAsync<JsonNode>($"/api/v1/changes?limit={limit}&cursor={_cursor}"))!;
            foreach (var item in page["items"]!.AsArray())
            {
                await Fetch(item!);
                seen.Add(item!);
            }
            _cursor = page.Text("cursor");
        } while (page["next"] is not null);
        return seen;
    }

    public static string Address(JsonNode item) =>
        item.Text("kind") == "hearing"
            ? $"/api/v1/hearings/{item.Text("id")}"
            : $"/api/v1/hearings/{item.Text("hearing")}/replies/{item.Number("number")}";

    /// <summary>What follows from the clock or from counting is not mirrored: everybody can tell it from the rest.</summary>
    public static JsonNode Kept(JsonNode answer)
    {
        var kept = answer.AsObject();
        if (kept["rounds"] is JsonArray rounds)
        {
            kept.Remove("status");
            kept.Remove("counts");
            foreach (var round in rounds)
            {
                round!.AsObject().Remove("status");
            }
        }
        return kept;
    }

    private async Task Fetch(JsonNode item)
    {
        using var answer = await client.GetAsync(Address(item));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            Held.Remove(item.Text("id"));
        }
        else
        {
            answer.EnsureSuccessStatusCode();
            Held[item.Text("id")] = Kept((await answer.Content.ReadFromJsonAsync<JsonNode>())!);
        }
    }
}
