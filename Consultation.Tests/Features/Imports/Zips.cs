using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>Files in the form of regulations.gov, made here, and the calls that bring them in.</summary>
internal static class Zips
{
    public const string Mapping = """{ "format": "regulations.gov" }""";

    public static JsonObject Comment(
        string id,
        string? text,
        string? organisation = null,
        string? first = "Kari",
        string? last = "Nordmann"
    ) =>
        new()
        {
            ["data"] = new JsonObject
            {
                ["id"] = id,
                ["type"] = "comments",
                ["attributes"] = new JsonObject
                {
                    ["comment"] = text,
                    ["firstName"] = first,
                    ["lastName"] = last,
                    ["organization"] = organisation,
                    ["govAgency"] = null,
                    ["receiveDate"] = "2022-10-09T04:00:00Z",
                    ["withdrawn"] = false,
                },
            },
        };

    public static JsonObject With(this JsonObject comment, string attribute, JsonNode? value)
    {
        comment["data"]!["attributes"]![attribute] = value;
        return comment;
    }

    /// <summary>A zip whose entries are named 001.json and so on, in this order; a string goes in as it is.</summary>
    public static byte[] Of(params IEnumerable<object> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (entry, at) in entries.Select((entry, at) => (entry, at)))
            {
                using var writer = new StreamWriter(zip.CreateEntry($"comments/{at + 1:000}.json").Open(), new UTF8Encoding(false));
                writer.Write(entry is JsonNode json ? json.ToJsonString() : entry);
            }
        }
        return bytes.ToArray();
    }

    public static Task<HttpResponseMessage> Import(
        this HttpClient client,
        string hearing,
        byte[] file,
        string? mapping = Mapping,
        bool asPart = false
    )
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "comments.zip" } };
        if (mapping is not null && asPart)
        {
            form.Add(new StringContent(mapping, Encoding.UTF8, "application/json"), "mapping", "mapping.json");
        }
        else if (mapping is not null)
        {
            form.Add(new StringContent(mapping), "mapping");
        }
        return client.PostAsync($"/api/v1/hearings/{hearing}/imports", form);
    }

    /// <summary>Brings the file in, lets the job run, and answers how it went.</summary>
    public static async Task<JsonNode> Imported(this TestApp app, string hearing, byte[] file, string mapping = Mapping)
    {
        var import = (await app.Staff.Import(hearing, file, mapping).Json(202)).Text("id");
        await app.DoDueWork();
        return await app.Import(hearing, import);
    }

    public static Task<JsonNode> Import(this TestApp app, string hearing, string import) =>
        app.Staff.GetAsync($"/api/v1/hearings/{hearing}/imports/{import}").Json(200);

    /// <summary>The numbers of an import's progress: read, accepted, rejected, skipped.</summary>
    public static int[] Numbers(this JsonNode import) =>
        [import.Number("read"), import.Number("accepted"), import.Number("rejected"), import.Number("skipped")];
}
