using System.Text;
using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Features.Reports;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Exports;

/// <summary>Answers, comments and attachments in exports: forms of cells, structures of JSON, and what only staff see.</summary>
public sealed class ExportContentTests
{
    private static async Task<(string Id, long Document, long[] Paragraphs)> WithOneOfEverything(TestApp app)
    {
        var id = await app.OpenHearing();
        await app.AskAll(id);
        var (document, paragraphs) = await app.Places(id);
        var content = new ReplyContent
        {
            SenderName = "Åse",
            Position = Position.WithRemarks,
            Text = "Noe.",
            Answers = [new("hvorfor", QuestionKind.Text, ["=SUM(A1:A9)"]), .. StoredReplies.Answers("hoy", 3, true, "naboer", "skip")],
            Comments =
            [
                new()
                {
                    Target = CommentTarget.Paragraph,
                    DocumentId = document,
                    DocumentVersion = 1,
                    ParagraphId = paragraphs[1],
                    Quote = new Quote(0, 12, "Departementet"),
                    Stance = Stance.SupportWithChanges,
                    Text = "Lavere grense.",
                },
                new()
                {
                    Target = CommentTarget.Chapter,
                    DocumentId = document,
                    DocumentVersion = 1,
                    ParagraphId = paragraphs[2],
                    Stance = Stance.Against,
                },
                new()
                {
                    Target = CommentTarget.Document,
                    DocumentId = document,
                    DocumentVersion = 1,
                    Text = "Bra skrevet.",
                },
            ],
            Attachments = [await app.File("=cmd.pdf"), await app.File("Navn på en pasient.pdf", hidden: true)],
        };
        await app.Store(id, content);
        await app.Store(id, content with { Answers = [], Comments = [], Attachments = [] });
        return (id, document, paragraphs);
    }

    private static async Task<string[][]> Csv(HttpClient client, string id, string query = "")
    {
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync($"/api/v1/hearings/{id}/replies.csv{query}"));
        return [.. ExportTests.Parse(csv[1..]).Select(row => row.ToArray())];
    }

    private static string Cell(string[][] rows, string column, int row = 1) => rows[row][Array.IndexOf(rows[0], column)];

    [Test]
    public async Task Csv_HasAColumnForEachQuestion_ThePublicSeesThePublicOnes()
    {
        await using var app = new TestApp();
        var (id, document, paragraphs) = await WithOneOfEverything(app);
        var rows = await Csv(app.Anonymous, id);
        Assert.That(
            string.Join(',', rows[0][11..]),
            Is.EqualTo("text,q:hvorfor,q:grense,q:hvem,q:enig,q:bor,comments,attachments,campaign")
        );
        Assert.Multiple(() =>
        {
            Assert.That(Cell(rows, "q:hvorfor"), Is.EqualTo("'=SUM(A1:A9)"));
            Assert.That(Cell(rows, "q:grense"), Is.EqualTo("hoy"));
            Assert.That(Cell(rows, "q:hvem"), Is.EqualTo("naboer; skip"));
            Assert.That(Cell(rows, "q:enig"), Is.EqualTo("3"));
            Assert.That(Cell(rows, "q:bor"), Is.EqualTo("true"));
            Assert.That(
                Cell(rows, "comments"),
                Is.EqualTo($"[{paragraphs[1]}] supportWithChanges: Lavere grense.\n[{paragraphs[2]}] against\n[{document}] Bra skrevet.")
            );
            Assert.That(Cell(rows, "attachments"), Is.EqualTo("'=cmd.pdf; [hidden]"));
            Assert.That(rows[2][12..], Is.All.Empty);
        });
        var all = await Csv(app.Staff, id, "?scope=all");
        Assert.That(string.Join(',', all[0][16..]), Is.EqualTo("q:bor,q:intern,comments,attachments,campaign,reference,email,channel"));
        Assert.That(Cell(all, "q:intern"), Is.EqualTo("a"));
        Assert.That(Cell(all, "attachments"), Is.EqualTo("'=cmd.pdf; Navn på en pasient.pdf"));
    }

    [Test]
    public async Task JsonLines_KeepTheStructure_AndHideWhatIsHidden()
    {
        await using var app = new TestApp();
        var (id, document, paragraphs) = await WithOneOfEverything(app);
        var text = await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl");
        var line = JsonNode.Parse(text.Split('\n')[0])!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(line["q:hvem"]!.ToJsonString(), Is.EqualTo("""["naboer","skip"]"""));
            Assert.That(line["q:enig"]!.ToJsonString(), Is.EqualTo("3"));
            Assert.That(line["q:bor"]!.ToJsonString(), Is.EqualTo("true"));
            Assert.That(line.Text("q:hvorfor"), Is.EqualTo("=SUM(A1:A9)"));
            Assert.That(line.ContainsKey("q:intern"), Is.False);
            Assert.That(
                line["comments"]!.ToJsonString(),
                Is.EqualTo(
                    $$"""
                    [{"paragraph":"{{paragraphs[
                        1
                    ]}}","quote":{"start":0,"length":12,"text":"Departementet"},"stance":"supportWithChanges","text":"Lavere grense."},{"chapter":"{{paragraphs[
                        2
                    ]}}","stance":"against"},{"document":"{{document}}","text":"Bra skrevet."}]
                    """
                )
            );
            Assert.That(
                line["attachments"]!.ToJsonString(),
                Is.EqualTo("""[{"fileName":"=cmd.pdf","contentType":"application/pdf","size":1234},{"hidden":true}]""")
            );
            Assert.That(text, Does.Not.Contain("pasient"));
        });
    }

    [Test]
    public async Task Filters_AreThoseOfTheList()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        foreach (var type in (string[])["person", "organisation", "publicBody", "organisation"])
        {
            await app.Anonymous.Send(id, Given.Reply(type: type)).Json(201);
        }
        var silent = Given.Reply("", type: "organisation");
        silent["position"] = "withoutRemarks";
        await app.Anonymous.Send(id, silent).Json(201);
        foreach (
            var query in (string[])
                ["senderType=organisation", "senderType=organisation&position=withRemarks", "round=1&position=withoutRemarks", "round=2"]
        )
        {
            var listed = await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest&{query}");
            var exported = (await Csv(app.Anonymous, id, "?" + query)).Skip(1).Select(row => row[0]);
            Assert.That(exported, Is.EqualTo(listed.Select(reply => reply["number"]!.ToJsonString())), query);
            var meta = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies.csv.meta.json?{query}").Json(200);
            Assert.That(meta.Number("rows"), Is.EqualTo(listed.Count), query);
        }
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies.csv?senderType=robot").Json(400);
    }

    [Test]
    public async Task Export_WhoseReaderGoesAway_Stops()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var content = new ReplyContent { Position = Position.WithRemarks, Text = new string('x', 2000) };
        await app.StoreAll(id, [.. Enumerable.Repeat(content, 2600)]);
        foreach (var file in (string[])["replies.csv", "replies.jsonl"])
        {
            using var leaving = new CancellationTokenSource();
            using var answer = await app.Anonymous.GetAsync(
                $"/api/v1/hearings/{id}/{file}",
                HttpCompletionOption.ResponseHeadersRead,
                leaving.Token
            );
            // Headers and rows come while the rest is not yet read: nothing is kept back until the end.
            await using var body = await answer.Content.ReadAsStreamAsync(leaving.Token);
            var first = new byte[1000];
            await body.ReadExactlyAsync(first, leaving.Token);
            await leaving.CancelAsync();
            Assert.That(async () => await body.CopyToAsync(Stream.Null, leaving.Token), Throws.InstanceOf<OperationCanceledException>());
        }
        // Whoever asks after them finds the program well.
        Assert.That((await Csv(app.Anonymous, id)).Length, Is.EqualTo(2601));
    }
}
