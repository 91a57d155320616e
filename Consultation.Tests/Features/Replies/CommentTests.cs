using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class CommentTests
{
    private static JsonObject Commenting(params JsonObject[] comments)
    {
        var reply = Given.Reply();
        reply.Remove("text");
        reply["comments"] = new JsonArray([.. comments]);
        return reply;
    }

    private static JsonObject On(
        string place,
        string id,
        string? text = null,
        string? stance = null,
        (int Start, int Length, string Text)? quote = null
    )
    {
        var comment = new JsonObject { [place] = id };
        if (text is not null)
        {
            comment["text"] = text;
        }
        if (stance is not null)
        {
            comment["stance"] = stance;
        }
        if (quote is var (start, length, words))
        {
            comment["quote"] = new JsonObject
            {
                ["start"] = start,
                ["length"] = length,
                ["text"] = words,
            };
        }
        return comment;
    }

    /// <summary>The paper has a heading, "Departementet foreslår en grense.", a heading and "Støy plager mange."</summary>
    private static async Task<(string Hearing, string Document, string[] Paragraphs)> Paper(TestApp app, string publication = "immediate")
    {
        var id = await app.OpenHearing(publication);
        var document = (await app.Hearing(id))["documents"]![0]!;
        return (id, document.Text("id"), [.. document["paragraphs"]!.AsArray().Select(p => p!.Text("id"))]);
    }

    private static async Task Refused(TestApp app, string id, JsonObject comment, string code, string field = "comments[0]")
    {
        var answer = await app.Anonymous.Send(id, Commenting(comment)).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo(code));
        Assert.That(answer["errors"]![field], Is.Not.Null, answer.ToJsonString());
    }

    [Test]
    public async Task Send_CommentsThatDoNotFit_AreRefused()
    {
        await using var app = new TestApp();
        var (id, document, p) = await Paper(app);
        var (other, otherDocument, q) = await Paper(app);
        var both = On("paragraph", p[1], "x");
        both["chapter"] = p[0];
        await Refused(app, id, both, "comment.one_place");
        await Refused(app, id, new JsonObject { ["text"] = "x" }, "comment.one_place");
        await Refused(app, id, On("paragraph", p[1]), "comment.empty");
        await Refused(app, id, On("paragraph", p[1], " \n"), "comment.empty");
        await Refused(app, id, On("paragraph", "1", "x"), "comment.unknown_place");
        await Refused(app, id, On("paragraph", q[1], "x"), "comment.unknown_place");
        await Refused(app, id, On("paragraph", document, "x"), "comment.unknown_place");
        await Refused(app, id, On("document", otherDocument, "x"), "comment.unknown_place");
        await Refused(app, id, On("chapter", p[1], "x"), "comment.unknown_place");
        await Refused(app, id, On("paragraph", p[1], new string('x', 100_001)), "comment.too_long", "comments[0].text");
        await Refused(app, id, On("paragraph", p[1], "Nummer 13097248022."), "reply.national_id", "comments[0].text");
        foreach (
            var quote in new[]
            {
                (0, 5, "depar"),
                (-1, 5, "Depar"),
                (0, 0, ""),
                (30, 50, "se."),
                (int.MaxValue, 2, "xx"),
                (1, int.MaxValue, "x"),
            }
        )
        {
            await Refused(app, id, On("paragraph", p[1], "x", quote: quote), "comment.quote_mismatch", "comments[0].quote");
        }
        await Refused(app, id, On("chapter", p[0], "x", quote: (0, 3, "Inn")), "comment.quote_mismatch", "comments[0].quote");
        var many = Commenting([.. Enumerable.Range(0, 501).Select(_ => On("document", document, "x"))]);
        Assert.That((await app.Anonymous.Send(id, many).Json(422)).Text("code"), Is.EqualTo("reply.too_many_parts"));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.Zero);
        Assert.That((await app.Hearing(other))["counts"]!.Number("received"), Is.Zero);
    }

    [Test]
    public async Task Send_Comments_AreReadAsSent_InOrder()
    {
        await using var app = new TestApp();
        var (id, document, p) = await Paper(app);
        var sent = Commenting(
            On("paragraph", p[3], "Sant.", "support", (0, 4, "Støy")),
            On("document", document, "Et godt notat."),
            On("chapter", p[2], stance: "noRemark"),
            On("paragraph", p[1], stance: "against", quote: (14, 8, "foresla\u030Ar"))
        );
        await app.Anonymous.Send(id, sent).Json(201);
        var seen = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200))["comments"]!.AsArray();
        Assert.That(seen, Has.Count.EqualTo(4));
        var first = JsonNode.Parse(
            $$"""
            { "index": 0, "paragraph": "{{p[
                3
            ]}}", "documentVersion": 1, "quote": { "start": 0, "length": 4, "text": "Støy" }, "stance": "support",
              "text": "Sant." }
            """
        );
        Assert.That(JsonNode.DeepEquals(seen[0], first), seen[0]!.ToJsonString());
        Assert.That(
            seen[1]!.ToJsonString(),
            Is.EqualTo($$"""{"index":1,"document":"{{document}}","documentVersion":1,"text":"Et godt notat."}""")
        );
        Assert.That(seen[2]!.Text("chapter"), Is.EqualTo(p[2]));
        Assert.That(seen[3]!["quote"]!.Text("text"), Is.EqualTo("foreslår"), "the paragraph's own letters");
    }

    [Test]
    public async Task Send_FiveHundredComments_AreTaken()
    {
        await using var app = new TestApp();
        var (id, _, p) = await Paper(app);
        var comments = Enumerable.Range(0, 500).Select(i => On("paragraph", p[i % 2 == 0 ? 1 : 3], $"Nr {i}"));
        await app.Anonymous.Send(id, Commenting([.. comments])).Json(201);
        var seen = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200))["comments"]!.AsArray();
        Assert.That(seen.Select(comment => comment!.Text("text")), Is.EqualTo(Enumerable.Range(0, 500).Select(i => $"Nr {i}")));
    }

    [Test]
    public async Task List_OfAParagraph_IsOfPublishedRepliesAlone_PageByPage()
    {
        await using var app = new TestApp();
        var (id, document, p) = await Paper(app);
        var (reviewed, reviewedDocument, q) = await Paper(app, "reviewed");
        string Address(string paragraph, string of, string within) =>
            $"/api/v1/hearings/{within}/documents/{of}/paragraphs/{paragraph}/comments";
        await app.Anonymous.GetAsync(Address("1", document, id)).Json(404);
        await app.Anonymous.GetAsync(Address(p[1], reviewedDocument, id)).Json(404);
        await app.Anonymous.GetAsync(Address(p[1], document, reviewed)).Json(404);
        await app.Anonymous.Send(reviewed, Commenting(On("paragraph", q[1], "Uleste ord."))).Json(201);
        Assert.That((await app.Anonymous.GetAsync(Address(q[1], reviewedDocument, reviewed)).Json(200))["items"]!.AsArray(), Is.Empty);

        for (var i = 0; i < 5; i++)
        {
            await app
                .Anonymous.Send(
                    id,
                    Commenting(On("paragraph", p[1], $"{i} a"), On("paragraph", p[3], "et annet"), On("paragraph", p[1], $"{i} b"))
                )
                .Json(201);
        }
        var items = await app.Anonymous.AllPages(Address(p[1], document, id) + "?limit=3");
        Assert.That(
            items.Select(item => item.Text("text")),
            Is.EqualTo(Enumerable.Range(0, 5).SelectMany(i => new[] { $"{i} a", $"{i} b" }))
        );
        Assert.That(items[0].Number("number"), Is.EqualTo(1));
        Assert.That(items[0]["sender"]!.Text("name"), Is.EqualTo("Åse Ødegård"));
        Assert.That(await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?paragraph={p[3]}"), Has.Count.EqualTo(5));
        Assert.That(await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?paragraph={p[0]}"), Is.Empty);
    }

    [Test]
    public async Task Send_QuoteOfAnEarlierVersion_IsTaken_AsSaidOfThatVersion()
    {
        await using var app = new TestApp();
        var (id, document, p) = await Paper(app);
        await Correct(app, document, p[1], "Direktoratet foreslår noe.");
        await app
            .Anonymous.Send(
                id,
                Commenting(
                    On("paragraph", p[1], "x", quote: (0, 13, "Departementet")),
                    On("paragraph", p[1], "y", quote: (0, 12, "Direktoratet"))
                )
            )
            .Json(201);
        var seen = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200))["comments"]!.AsArray();
        Assert.That(seen.Select(comment => comment!.Number("documentVersion")), Is.EqualTo([1, 2]));
    }

    /// <summary>As a correction leaves it in the tables.</summary>
    private static Task Correct(TestApp app, string document, string paragraph, string markdown)
    {
        var values = new
        {
            Document = long.Parse(document, System.Globalization.CultureInfo.InvariantCulture),
            Paragraph = long.Parse(paragraph, System.Globalization.CultureInfo.InvariantCulture),
            Markdown = markdown,
        };
        return app.Database.Write(async db =>
        {
            await db.Run(
                """
                insert into ParagraphVersion (DocumentId, Version, Ordinal, ParagraphId, Heading, Markdown)
                select DocumentId, 1, Ordinal, Id, Heading, Markdown from Paragraph where DocumentId = @Document
                """,
                values
            );
            await db.Run("update Document set Version = 2 where Id = @Document", values);
            return await db.Run("update Paragraph set Markdown = @Markdown where Id = @Paragraph", values);
        });
    }
}
