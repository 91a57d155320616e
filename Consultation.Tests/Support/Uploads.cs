using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Api.Data;

namespace Consultation.Tests.Support;

/// <summary>Files as senders upload them, and what replies hold beside text.</summary>
internal static class Uploads
{
    public static readonly byte[] Pdf = Encoding.Latin1.GetBytes(
        "%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    );
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13];
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0];

    public static byte[] Zip(params (string Name, string Content)[] members)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = archive
                    .CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Fastest)
                    .Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return file.ToArray();
    }

    public static byte[] Docx(params (string Name, string Content)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), .. more]);

    public static async Task<HttpResponseMessage> Upload(this HttpClient client, byte[] content, string fileName)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", fileName);
        return await client.PostAsync("/api/v1/attachments", form);
    }

    /// <summary>Uploads it and answers the token.</summary>
    public static async Task<string> Token(this TestApp app, byte[]? content = null, string fileName = "Høringssvar.pdf") =>
        (await app.Anonymous.Upload(content ?? Pdf, fileName).Json(201)).Text("token");

    /// <summary>Lays a file beside the hearing's documents and answers the annex's id.</summary>
    public static async Task<string> Annex(
        this TestApp app,
        string hearing,
        byte[]? content = null,
        string fileName = "Utkast til forskrift.pdf",
        string? title = null
    ) => (await app.Staff.AddAnnex(hearing, await app.Token(content, fileName), title).Json(201)).Text("id");

    public static Task<HttpResponseMessage> AddAnnex(this HttpClient client, string hearing, string token, string? title = null) =>
        client.PostAsJsonAsync($"/api/v1/hearings/{hearing}/annexes", new { attachment = token, title });

    public static Task<HttpResponseMessage> RemoveAnnex(this HttpClient client, string hearing, string annex, string? reason = null) =>
        client.PostAsJsonAsync($"/api/v1/hearings/{hearing}/annexes/{annex}/remove", new { reason });

    public static JsonObject Reply(params string[] tokens)
    {
        var reply = Given.Reply();
        reply["attachments"] = new JsonArray([.. tokens.Select(token => (JsonNode)token)]);
        return reply;
    }

    /// <summary>
    /// Gives an open hearing its questions. Straight into the row: this part of the program only reads them.
    /// </summary>
    public static Task Ask(this TestApp app, string hearing, params JsonObject[] questions) =>
        app.Database.Write(db =>
            db.Run(
                "update Hearing set Questions = @Questions where Id = @Id",
                new
                {
                    Id = long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture),
                    Questions = new JsonArray([.. questions.Select(q => q.DeepClone())]).ToJsonString(),
                }
            )
        );

    public static JsonObject Question(string key, string kind, bool required = false, bool isPublic = true, JsonObject? showWhen = null) =>
        new()
        {
            ["key"] = key,
            ["kind"] = kind,
            ["label"] = "Spørsmål " + key,
            ["required"] = required,
            ["public"] = isPublic,
            ["options"] = kind is "single" or "multiple"
                ? new JsonArray([.. new[] { "a", "b", "c" }.Select(v => (JsonNode)new JsonObject { ["value"] = v, ["label"] = v })])
                : null,
            ["scale"] = kind == "scale" ? new JsonObject { ["min"] = 1, ["max"] = 5 } : null,
            ["showWhen"] = showWhen,
        };

    public static JsonObject ShowWhen(string question, string op, string? value = null) =>
        new()
        {
            ["question"] = question,
            ["op"] = op,
            ["value"] = value,
        };

    /// <summary>A reply with these answers, each key and value.</summary>
    public static JsonObject Answering(params (string Key, JsonNode? Value)[] answers)
    {
        var reply = Given.Reply();
        reply["answers"] = new JsonArray([
            .. answers.Select(answer => (JsonNode)new JsonObject { ["question"] = answer.Key, ["value"] = answer.Value }),
        ]);
        return reply;
    }
}
