using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>Mappings that cannot be followed are refused before anything is taken, and leave no file.</summary>
public sealed class ImportMappingTests
{
    private TestApp _app = null!;
    private string _id = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _id = await _app.OpenHearing();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    private async Task<System.Text.Json.Nodes.JsonNode> Refused(byte[] file, string mapping, int status = 422)
    {
        var problem = await _app.Staff.Import(_id, file, mapping).Json(status);
        var folder = Path.Combine(_app.DataDirectory, "imports");
        Assert.That(Directory.Exists(folder) ? Directory.GetFiles(folder) : [], Is.Empty);
        return problem;
    }

    [TestCase("""{ "format": "csv", "fields": { "text": "Text" } }""", "import.column_unknown", "mapping.fields.text")]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text", "name": ["text", "b"] } }""",
        "import.column_unknown",
        "mapping.fields.name[1]"
    )]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text", "anonymous": { "column": "c", "values": [] } } }""",
        "import.column_unknown",
        "mapping.fields.anonymous.column"
    )]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text" }, "answers": [{ "question": "q", "column": "c" }] }""",
        "import.column_unknown",
        "mapping.answers[0].column"
    )]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text" }, "answers": [{ "question": "q", "column": "text" }] }""",
        "import.question_unknown",
        "mapping.answers[0].question"
    )]
    [TestCase(
        """{ "format": "jsonl", "answers": [{ "question": "q", "column": "text" }] }""",
        "import.question_unknown",
        "mapping.answers[0].question"
    )]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text" }, "answers": [{ "question": "q", "column": "text" }, { "question": "q", "column": "text" }] }""",
        "validation",
        "mapping.answers[1].question"
    )]
    [TestCase("""{ "format": "csv", "fields": { "name": ["text"] } }""", "import.nothing_mapped", "mapping.fields")]
    [TestCase("""{ "format": "jsonl" }""", "import.nothing_mapped", "mapping.fields")]
    [TestCase("""{ "format": "csv", "delimiter": "", "fields": { "text": "text" } }""", "validation", "mapping.delimiter")]
    [TestCase(
        """{ "format": "csv", "delimiter": ";;", "fields": { "text": "text" } }""",
        "import.column_unknown,validation",
        "mapping.delimiter"
    )]
    [TestCase("""{ "format": "csv", "delimiter": "\"", "fields": { "text": "text" } }""", "validation", "mapping.delimiter")]
    [TestCase("""{ "format": "csv", "encoding": "ebcdic", "fields": { "text": "text" } }""", "validation", "mapping.encoding")]
    [TestCase(
        """{ "format": "csv", "fields": { "text": "text", "receivedAtFormat": " " } }""",
        "validation",
        "mapping.fields.receivedAtFormat"
    )]
    [TestCase("""{ "format": "xlsx", "fields": { "text": "text" } }""", "validation", "mapping.format")]
    [TestCase("""{ "format": "csv", "round": 9, "fields": { "text": "text" } }""", "import.round_unknown", "mapping.round")]
    public async Task MappingThatCannotBeFollowed_IsRefused_AndSaysWhere(string mapping, string code, string field)
    {
        var problem = await Refused(Columns.Bytes("text\nHei\n"), mapping);
        Assert.That(code.Split(','), Has.Member(problem.Text("code")));
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Has.Member(field), problem.ToJsonString());
    }

    [TestCase("""{ "format": "csv", "fields": { "text": 1 } }""")]
    [TestCase("""{ "format": "csv", "fields": { "name": "text" } }""")]
    [TestCase("""{ "format": "csv", "fields": { "text": "text", "name": [null] } }""")]
    [TestCase("""{ "format": "csv", "answers": [null] }""")]
    [TestCase("""{ "format": "csv", "answers": [{ "question": "q" }] }""")]
    [TestCase("""{ "format": "csv", "fields": { "text": "text", "anonymous": { "column": "text", "values": [null] } } }""")]
    [TestCase("""{ "format": "csv", "fields": { "text": "text", "anonymous": { "column": null, "values": [] } } }""")]
    [TestCase("""{ "format": "csv", "fields": [] }""")]
    public async Task MappingOfAnotherShape_IsMalformed(string mapping)
    {
        await Refused(Columns.Bytes("text\nHei\n"), mapping, 400);
    }

    [Test]
    public async Task FileThatIsNoText_IsRefused()
    {
        var spreadsheet = Zips.Of(Zips.Comment("X", "Y"));
        Assert.That((await Refused(spreadsheet, Columns.Text)).Text("code"), Is.EqualTo("import.file_unreadable"));
        Assert.That((await Refused([], Columns.Text)).Text("code"), Is.EqualTo("import.column_unknown"));
        var endless = Columns.Bytes("\"text" + new string('x', 9_000_000));
        Assert.That((await Refused(endless, Columns.Text)).Text("code"), Is.EqualTo("import.file_unreadable"));
    }

    [Test]
    public async Task FileThatFailsLater_TellsWhy()
    {
        var done = await _app.Imported(_id, "PK not a zip"u8.ToArray());
        Assert.That((done.Text("status"), done.Text("message")), Is.EqualTo(("failed", "The file cannot be read")));
        Assert.That(done.Errors(), Is.EqualTo([(0, "import.file_unreadable")]));
    }
}
