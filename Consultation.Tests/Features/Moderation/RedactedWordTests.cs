using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>
/// A word that was taken out of a reply is looked for in every outlet, kept answers included. Each outlet is known to have shown it before:
/// so the search would find it.
/// </summary>
public sealed class RedactedWordTests
{
    private const string Text = "qvtekstord";
    private const string Name = "Qvnavnord";
    private const string Answer = "qvsvarord";
    private const string Comment = "qvkommentarord";
    private const string FileName = "qvfilord";
    private const string FileContent = "qvinnholdord";
    private static readonly string[] Words = [Text, Name, Answer, Comment, FileName, FileContent];

    /// <param name="Address">With <c>{api}</c>, <c>{site}</c>, <c>{slug}</c>, <c>{document}</c>, <c>{paragraph}</c> and <c>{reference}</c> filled in.</param>
    /// <param name="Shown">What it shows of a published reply; nothing: it never may.</param>
    private sealed record Outlet(string Address, params string[] Shown)
    {
        public bool ForStaff => Address.Contains("scope=all", StringComparison.Ordinal);
    }

    private static readonly Outlet[] Outlets =
    [
        new("{api}/replies", Name, Text),
        new("{api}/replies?sort=oldest", Name, Text),
        new("{api}/replies?scope=all", Name, Text),
        new("{api}/replies/1", Name, Text, Answer, Comment, FileName),
        new("{api}/replies/1/attachments/0", FileName, FileContent),
        new("{api}/documents/{document}/paragraphs/{paragraph}/comments", Name, Comment),
        new("{api}/replies.csv", Name, Text),
        new("{api}/replies.csv?scope=all", Name, Text),
        new("{api}/replies.jsonl", Name, Text),
        new("{api}/replies.jsonl?scope=all", Name, Text),
        new("{site}/{slug}/replies", Name, Text),
        new("{site}/{slug}/replies/1", Name, Text),
        new("/nn{site}/{slug}/replies/1", Name, Text),
        new("/en{site}/{slug}/replies/1", Name, Text),
        new("/receipts/{reference}", Name),
        new("/api/v1/receipts/{reference}"),
        new("{site}/{slug}", Name, Text),
        new("{api}"),
        new("{api}/moderation-ledger"),
        new("{api}/rounds/1/report"),
        new("{api}/rounds/1/report?scope=all"),
    ];

    [Test]
    public async Task Redacted_IsInNoOutlet()
    {
        await using var app = new TestApp();
        var (id, fill) = await Published(app);
        await AssertShown(app, fill);

        await app
            .Staff.Decide(
                id,
                "redact",
                ground: "privacy",
                redactions:
                [
                    ("text", 8, Text.Length),
                    ("sender.name", 0, Name.Length),
                    ("answer:hvorfor", 0, Answer.Length),
                    ("comment:0", 0, Comment.Length),
                    ("attachment:0", 0, 0),
                ]
            )
            .Json(200);
        await AssertGone(app, fill, Outlets);
        var seen = await app.Reply(id);
        Assert.That(seen.Text("text"), Is.EqualTo($"Mitt er {Redaction.Mark} om støy."));
        Assert.That(seen["sender"]!.Text("name"), Is.EqualTo(Redaction.Mark + " Ødegård"));
        Assert.That(seen["answers"]![0]!.Text("value"), Is.EqualTo(Redaction.Mark + " fordi"));
        Assert.That(seen["comments"]![0]!.Text("text"), Is.EqualTo(Redaction.Mark + " her"));
        Assert.That(seen["attachments"]!.AsArray(), Has.Count.EqualTo(1), "that there was one is no secret");
        await AssertStored(app, "Attachment", "ReplyVersion");

        await app.DoDueWork();
        await AssertGone(app, fill, Outlets);
        await app.Staff.Decide(id, "restore").Json(200);
        await AssertShown(app, fill);
    }

    [Test]
    public async Task Withheld_IsInNoPublicOutlet()
    {
        await using var app = new TestApp();
        var (id, fill) = await Published(app);
        await AssertShown(app, fill);
        await app.Staff.Decide(id, "withhold", ground: "privacy").Json(200);
        var own = Outlets.Where(outlet => outlet.Address == "/receipts/{reference}");
        await AssertGone(app, fill, Outlets.Where(outlet => !outlet.ForStaff).Except(own));
        await app.Staff.Decide(id, "restore").Json(200);
        await AssertShown(app, fill);
    }

    /// <summary>A reply that says each word in its own place, and a published report over it; answers the hearing, and how addresses are filled in.</summary>
    private static async Task<(string Id, Func<string, string> Fill)> Published(TestApp app)
    {
        var id = await app.OpenHearing();
        await app.Ask(id, Uploads.Question("hvorfor", "text"));
        var hearing = await app.Hearing(id);
        var document = hearing["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        var reply = Given.Reply($"Mitt er {Text} om støy.", Name + " Ødegård");
        reply["answers"] = new JsonArray(new JsonObject { ["question"] = "hvorfor", ["value"] = Answer + " fordi" });
        reply["comments"] = new JsonArray(new JsonObject { ["paragraph"] = paragraph, ["text"] = Comment + " her" });
        reply["attachments"] = new JsonArray(await app.Token(Encoding.UTF8.GetBytes(FileContent + " og mer"), FileName + ".txt"));
        var reference = (await app.Anonymous.Send(id, reply).Json(201)).Text("reference");
        await app.Close(id, new { reason = "Alle har svart." }).Json(200);
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        return (
            id,
            address =>
                address
                    .Replace("{api}", $"/api/v1/hearings/{id}")
                    .Replace("{site}", $"/hearings/{id}")
                    .Replace("{slug}", hearing.Text("slug"))
                    .Replace("{document}", document.Text("id"))
                    .Replace("{paragraph}", paragraph)
                    .Replace("{reference}", reference)
        );
    }

    private static async Task AssertShown(TestApp app, Func<string, string> fill)
    {
        foreach (var outlet in Outlets)
        {
            var answer = await Read(app, outlet, fill);
            Assert.That(answer.Status, Is.EqualTo(200), outlet.Address);
            Assert.That(Words.Where(word => Holds(answer.Content, word)), Is.EquivalentTo(outlet.Shown), outlet.Address);
        }
    }

    private static async Task AssertGone(TestApp app, Func<string, string> fill, IEnumerable<Outlet> outlets)
    {
        foreach (var outlet in outlets)
        {
            var answer = await Read(app, outlet, fill);
            Assert.That(answer.Status, Is.LessThan(500), outlet.Address);
            Assert.That(Words.Where(word => Holds(answer.Content, word)), Is.Empty, outlet.Address);
        }
    }

    /// <summary>Only these tables still know the words: outlets read others.</summary>
    private static async Task AssertStored(TestApp app, params string[] tables)
    {
        if (SqlServer.ConnectionString is not null)
        {
            return; // It lists its tables elsewhere; the outlets are searched there too.
        }
        // An index of words has tables of its own, which no text can be read from.
        var names = await app.Database.Read(db =>
            db.All<string>("select name from sqlite_schema where type = 'table' and name not like '%\\_%' escape '\\'")
        );
        var holding = new List<string>();
        foreach (var name in names)
        {
            var rows = await app.Database.Read(db => db.All<object>($"select * from {name}"));
            var values = rows.Cast<IDictionary<string, object>>().SelectMany(row => row.Values).OfType<string>();
            if (values.Any(value => Words.Any(word => Holds(value, word))))
            {
                holding.Add(name);
            }
        }
        Assert.That(holding, Is.EquivalentTo(tables));
    }

    private static bool Holds(string content, string word) => content.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Headers and body; what is packed (a workbook) unpacked.</summary>
    private static async Task<(int Status, string Content)> Read(TestApp app, Outlet outlet, Func<string, string> fill)
    {
        using var answer = await (outlet.ForStaff ? app.Staff : app.Anonymous).GetAsync(fill(outlet.Address));
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
        return ((int)answer.StatusCode, content.ToString());
    }
}
