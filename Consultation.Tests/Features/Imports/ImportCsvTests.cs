using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>CSV in every form in which it comes.</summary>
public sealed class ImportCsvTests
{
    private const string Written = "navn;svar\r\nÅse Ødegård;«Blåbær» – 50 €\r\nLars Østby;Æ e i a\r\n";
    private const string Mapping = """{ "format": "csv", "fields": { "text": "svar", "name": ["navn"] } }""";

    private static byte[] Encoded(string encoding) =>
        encoding switch
        {
            "utf-8" => Columns.Bytes(Written),
            "utf-8 with mark" => [.. Encoding.UTF8.Preamble, .. Columns.Bytes(Written)],
            "utf-16 with mark" => [.. Encoding.Unicode.Preamble, .. Columns.Bytes(Written, Encoding.Unicode)],
            "utf-16be with mark" => [.. Encoding.BigEndianUnicode.Preamble, .. Columns.Bytes(Written, Encoding.BigEndianUnicode)],
            "utf-16" => Columns.Bytes(Written, Encoding.Unicode),
            "utf-16be" => Columns.Bytes(Written, Encoding.BigEndianUnicode),
            _ => Columns.Bytes(Written, CodePagesEncodingProvider.Instance.GetEncoding(1252)),
        };

    [Test]
    public async Task Csv_InEveryEncoding_IsTheSame(
        [Values("utf-8", "utf-8 with mark", "utf-16 with mark", "utf-16be with mark", "utf-16", "utf-16be", "windows-1252")] string encoding
    )
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var done = await app.Imported(id, Encoded(encoding), Mapping);
        Assert.That(done.Numbers(), Is.EqualTo([2, 2, 0, 0]), done.ToJsonString());
        var replies = await app.Replies(id);
        Assert.That(
            replies.Select(reply => (reply.Name(), reply.Text("text"))),
            Is.EqualTo([("Åse Ødegård", "«Blåbær» – 50 €"), ("Lars Østby", "Æ e i a")])
        );
    }

    [Test]
    public async Task Csv_EncodingIsOfTheWholeFile_AlsoWhereTheFirstNorwegianLetterComesLate()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var rows = string.Concat(Enumerable.Repeat("Just as it is in English, and rather long.\n", 3000));
        var file = Columns.Bytes("text\n" + rows + "Blåbær\n", CodePagesEncodingProvider.Instance.GetEncoding(1252));
        Assert.That((await app.Imported(id, file, Columns.Text)).Numbers(), Is.EqualTo([3001, 3001, 0, 0]));
        var last = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?limit=1").Json(200);
        Assert.That(last["items"]![0]!.Text("excerpt"), Is.EqualTo("Blåbær"));
    }

    [Test]
    public async Task Csv_EncodingThatIsNamed_IsTakenAtItsWord()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var mapping = """{ "format": "csv", "encoding": "iso-8859-1", "fields": { "text": "text" } }""";
        await app.Imported(id, Columns.Bytes("text\nBlåbær\n"), mapping);
        Assert.That((await app.Replies(id)).Single().Text("text"), Is.EqualTo("BlÃ¥bÃ¦r"));
    }

    [TestCase("name,text\nKari,Hei", null)]
    [TestCase("name;text\nKari;Hei", null)]
    [TestCase("name\ttext\nKari\tHei", null)]
    [TestCase("name|text\nKari|Hei", null)]
    [TestCase("\"a,b,c,d\";name;text\n;Kari;Hei", null)]
    [TestCase("sep=:\nname:text\nKari:Hei", null)]
    [TestCase("name\ttext\nKari\tHei", "\\t")]
    [TestCase("name\ttext\nKari\tHei", "\t")]
    [TestCase("name:text\nKari:Hei", ":")]
    [TestCase("name,text\rKari,Hei\r", null)]
    [TestCase("\n\nname,text\n\nKari,Hei\n\n", null)]
    [TestCase("name,text,\nKari,Hei,", null)]
    [TestCase("name,text\nKari,Hei,,", null)]
    public async Task Csv_DelimiterIsGivenOrSeen(string file, string? delimiter)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var mapping = new System.Text.Json.Nodes.JsonObject
        {
            ["format"] = "csv",
            ["delimiter"] = delimiter,
            ["fields"] = new System.Text.Json.Nodes.JsonObject
            {
                ["text"] = "text",
                ["name"] = new System.Text.Json.Nodes.JsonArray("name"),
            },
        };
        var done = await app.Imported(id, file, mapping.ToJsonString());
        Assert.That(done.Numbers(), Is.EqualTo([1, 1, 0, 0]), done.ToJsonString());
        var reply = (await app.Replies(id)).Single();
        Assert.That((reply.Name(), reply.Text("text")), Is.EqualTo(("Kari", "Hei")));
    }

    [Test]
    public async Task Csv_OfOneColumn_KeepsItsCommas()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Imported(id, "text\nHei, verden; hallo\n\"Sitert, \"\"nok\"\" en\"\n");
        Assert.That((await app.Replies(id)).Select(reply => reply.Text("text")), Is.EqualTo(["Hei, verden; hallo", "Sitert, \"nok\" en"]));
    }

    [Test]
    public async Task Csv_LineBreaksInQuotes_AndColumnsOfOneName_AreFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string file =
            "\"Hva\r\nmener du?\",Kommentar,Kommentar,Kommentar\r\n" + "\"En linje\r\nog \"\"en\"\" til\",første,annen,tredje\r\n";
        foreach (
            var (column, text) in new[]
            {
                ("Hva\\nmener du?", "En linje\nog \"en\" til"),
                ("Kommentar", "første"),
                ("Kommentar#1", "første"),
                ("Kommentar#3", "tredje"),
            }
        )
        {
            await app.Imported(id, file, $$"""{ "format": "csv", "fields": { "text": "{{column}}" } }""");
            Assert.That((await app.Replies(id))[^1].Text("text"), Is.EqualTo(text));
        }
        var fourth = await app
            .Staff.Import(id, Columns.Bytes(file), """{ "format": "csv", "fields": { "text": "Kommentar#4" } }""")
            .Json(422);
        Assert.That(fourth.Text("code"), Is.EqualTo("import.column_unknown"));
        Assert.That(fourth["errors"]!["mapping.fields.text"]![0]!.GetValue<string>(), Does.EndWith("Kommentar#4"));
    }

    [Test]
    public async Task Csv_BadRows_AreNamed_AndTheRestGoIn()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string file =
            "id,text\n" // line 1
            + "1,Fine\n"
            + ",\n" // row 2
            + "3,\n" // row 3
            + "4,too,many\n" // row 4
            + "5\n" // row 5
            + "6,\"he said \"no\" twice\"\n" // row 6
            + "7,5\" pipe\n"
            + "8,\"never closed\n" // row 8, line 9
            + "9,Not swallowed\n"
            + "10,\"over\ntwo lines\"\n"
            + "11,\"nor this\n"; // row 11, line 13
        var done = await app.Imported(id, file, """{ "format": "csv", "fields": { "text": "text", "externalId": "id" } }""");
        Assert.That(
            done.Errors(),
            Is.EqualTo([
                (2, "row.empty"),
                (3, "row.empty"),
                (4, "row.field_count"),
                (5, "row.field_count"),
                (6, "row.unreadable"),
                (8, "row.unreadable"),
                (11, "row.unreadable"),
            ])
        );
        Assert.That(done.Numbers(), Is.EqualTo([11, 4, 7, 0]));
        var errors = done["errors"]!.AsArray();
        Assert.That(errors.Select(error => error!.Text("source")).TakeLast(2), Is.EqualTo(["line 9", "line 13"]));
        Assert.That(errors.Select(error => error!.Text("message")), Is.All.EndsWith("."));
        Assert.That(
            (await app.Replies(id)).Select(reply => reply.Text("text")),
            Is.EqualTo(["Fine", "5\" pipe", "Not swallowed", "over\ntwo lines"])
        );
    }

    [Test]
    public async Task Csv_ErrorsOfALongList_AreReadPageByPage()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var import = (
            await app.Staff.Import(id, Columns.Bytes("a,text\n" + string.Concat(Enumerable.Repeat("x,\n", 1001))), Columns.Text).Json(202)
        ).Text("id");
        await app.DoDueWork();
        var address = $"/api/v1/hearings/{id}/imports/{import}";
        var first = await app.Staff.GetAsync(address).Json(200);
        Assert.That((first["errors"]!.AsArray().Count, first.Number("rejected")), Is.EqualTo((1000, 1001)));
        var second = await app.Staff.GetAsync($"{address}?cursor={first.Text("next")}").Json(200);
        Assert.That((second.Errors().Single(), second["next"]), Is.EqualTo(((1001, "row.empty"), (object?)null)));
        await app.Staff.GetAsync($"{address}?cursor=nonsense").Json(422);
    }
}
