using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>JSON lines.</summary>
public sealed class ImportJsonTests
{
    private const string Mapping = """
        {
          "format": "jsonl",
          "fields": {
            "text": "comment.body", "name": ["user.first", "user.last"], "externalId": "id", "receivedAt": "at", "position": "kind",
            "anonymous": { "column": "hidden", "values": ["true"] }
          }
        }
        """;

    [Test]
    public async Task Lines_AreReplies_WhereverTheirPropertiesLie()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string file = """
            {"id": 17, "comment": {"body": "Æ e i a"}, "user": {"first": "Kari", "last": "Nordmann"}, "at": 1772366400000}

            {"id": "x", "comment.body": "Hele navnet går foran stien", "comment": {"body": "nei"}, "hidden": false}
            {"comment": {"body": ["En", "to"]}, "user": {"first": "Skjult"}, "hidden": true, "at": null}
            {"kind": "withoutRemarks"}
            """;
        var done = await app.Imported(id, file, Mapping);
        Assert.That(done.Numbers(), Is.EqualTo([4, 4, 0, 0]), done.ToJsonString());
        var replies = await app.Replies(id);
        Assert.That(
            replies.Select(reply => (reply.Name(), reply["text"]?.GetValue<string>() ?? "")),
            Is.EqualTo([("Kari Nordmann", "Æ e i a"), (null, "Hele navnet går foran stien"), (null, "En\nto"), (null, "")])
        );
        Assert.That(replies[0].Text("receivedAt"), Is.EqualTo("2026-03-01T12:00:00Z"));
        Assert.That((await app.Imported(id, file, Mapping)).Numbers(), Is.EqualTo([4, 2, 0, 2]), "a number is an id as well");
    }

    [Test]
    public async Task BadLines_AreNamed_AndTheRestGoIn()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string file =
            "{\"comment\": {\"body\": \"Fin\"}}\r\n"
            + "{\"comment\": \n"
            + "[1, 2]\n"
            + "{\"comment\": {\"body\": {\"dypere\": 1}}}\n"
            + "{\"comment\": {\"body\": \"\\ud800\"}}\n"
            + "{}\n"
            + "\n"
            + "{\"comment\": {\"body\": \"Også fin\"}}";
        var done = await app.Imported(id, file, Mapping);
        Assert.That(
            done.Errors(),
            Is.EqualTo([(2, "row.unreadable"), (3, "row.not_a_reply"), (4, "row.value_invalid"), (5, "row.unreadable"), (6, "row.empty")])
        );
        Assert.That(done.Numbers(), Is.EqualTo([7, 2, 5, 0]));
        Assert.That((await app.Replies(id)).Select(reply => reply.Text("text")), Is.EqualTo(["Fin", "Også fin"]));
    }

    [Test]
    public async Task LineOverEightMegabytes_IsLeftOutAlone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var file = $$$"""
            {"comment": {"body": "Før"}}
            {"comment": {"body": "{{{new string('x', 20_000_000)}}}"}}
            {"comment": {"body": "Etter"}}
            """;
        var done = await app.Imported(id, file, Mapping);
        Assert.That(done.Errors(), Is.EqualTo([(2, "row.too_large")]));
        Assert.That((await app.Replies(id)).Select(reply => reply.Text("text")), Is.EqualTo(["Før", "Etter"]));
    }

    [Test]
    public async Task Lines_InOtherEncodings_AreRead()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string file = "{\"comment\": {\"body\": \"Blåbær\"}}\n";
        await app.Imported(id, [.. Encoding.Unicode.Preamble, .. Columns.Bytes(file, Encoding.Unicode)], Mapping);
        await app.Imported(id, Columns.Bytes(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)), Mapping);
        Assert.That((await app.Replies(id)).Select(reply => reply.Text("text")), Is.EqualTo(["Blåbær", "Blåbær"]));
    }
}
