using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>Real conversations from elsewhere, brought in through mappings of their own columns: every row is accounted for.</summary>
public sealed class ImportRealDataTests
{
    private const string Statements = """
        { "format": "csv", "fields": { "text": "comment-body", "externalId": "comment-id", "receivedAt": "timestamp", "language": "language" } }
        """;

    [Test]
    public async Task DecideMadrid_AllCommentsButTheEmptyOnes_ComeIn()
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(Repository.RealData("decide-madrid-2019"), "data", "comments.csv"));
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string mapping = """
            {
              "format": "csv", "channel": "decide-madrid",
              "fields": { "text": "text", "name": ["userId"], "externalId": "id", "receivedAt": "date" }
            }
            """;
        var done = await app.Imported(id, file, mapping);
        Assert.That(done.Numbers(), Is.EqualTo([5633, 5571, 62, 0]));
        Assert.That(done.Errors().Select(error => error.Code), Is.All.EqualTo("row.empty"), "their texts are blank");
        Assert.That(done.Errors().Select(error => error.Row), Is.Unique.And.Ordered);
        Assert.That(done.Errors().Take(5).Select(error => error.Row), Is.EqualTo([271, 272, 278, 461, 462]));
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That((counts.Number("received"), counts.Number("late")), Is.EqualTo((5571, 0)));
        var first = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/1?scope=all").Json(200);
        Assert.That(first.Text("text"), Is.EqualTo("Pero si esto está ya en el programa y es una prioridad."));
        Assert.That((first.Name(), first.Text("receivedAt")), Is.EqualTo(("2780", "2015-09-14T22:00:00Z")));

        Assert.That((await app.Imported(id, file, mapping)).Numbers(), Is.EqualTo([5633, 0, 62, 5571]), "again, nothing is added");
    }

    [TestCase("bg2050-volunteers", 371)]
    [TestCase("london.youth.policing", 39)]
    [TestCase("scoop-hivemind.biodiversity", 316)]
    public async Task Polis_EveryStatement_ComesIn(string conversation, int statements)
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(Repository.RealData("polis"), conversation, "comments.csv"));
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var mapping = Statements.Replace(", \"language\": \"language\"", "", StringComparison.Ordinal);
        Assert.That((await app.Imported(id, file, mapping)).Numbers(), Is.EqualTo([statements, statements, 0, 0]));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(statements));
        Assert.That(
            (await app.Imported(id, file, mapping)).Numbers(),
            Is.EqualTo([statements, 0, 0, statements]),
            "again, nothing is added"
        );
        var missing = await app.Staff.Import(id, file, Statements).Json(422);
        Assert.That(missing.Text("code"), Is.EqualTo("import.column_unknown"));
    }
}
