using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>Answers to a hearing's questions, from columns.</summary>
public sealed class ImportAnswersTests
{
    private static readonly Question[] Questions =
    [
        new()
        {
            Key = "why",
            Kind = QuestionKind.Text,
            Label = "Hvorfor?",
            Required = true,
        },
        new()
        {
            Key = "which",
            Kind = QuestionKind.Single,
            Label = "Hvilken?",
            Options = [new("a", "Alternativ én"), new("b", "Alternativ to"), new("B", "Den tredje")],
        },
        new()
        {
            Key = "many",
            Kind = QuestionKind.Multiple,
            Label = "Hvilke?",
            Options = [new("sea", "Sjø"), new("land", "Land"), new("air", "Luft, høyt oppe")],
        },
        new()
        {
            Key = "grade",
            Kind = QuestionKind.Scale,
            Label = "Hvor enig?",
            Scale = new(1, 5),
        },
        new()
        {
            Key = "agree",
            Kind = QuestionKind.YesNo,
            Label = "Enig?",
        },
    ];

    private const string Mapping = """
        {
          "format": "csv",
          "answers": [
            { "question": "agree", "column": "enig" }, { "question": "many", "column": "hvilke", "separator": ";" },
            { "question": "which", "column": "hvilken" }, { "question": "grade", "column": "grad" }, { "question": "why", "column": "hvorfor" }
          ]
        }
        """;

    private static async Task<string> Asking(TestApp app)
    {
        var id = await app.OpenHearing();
        var values = new { Id = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), Questions = Stored.Json(Questions) };
        await app.Database.Write(db => db.Run("update Hearing set Questions = @Questions where Id = @Id", values));
        return id;
    }

    private static async Task<string[]> Answers(TestApp app, string hearing)
    {
        var id = long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture);
        var stored = await app.Database.Read(db =>
            db.All<string?>("select Answers from Reply where HearingId = @Id order by Number", new { Id = id })
        );
        return
        [
            .. stored.Select(answers =>
                string.Join(' ', ReplyParts.Answers(answers).Select(answer => $"{answer.Question}={string.Join('+', answer.Values)}"))
            ),
        ];
    }

    [Test]
    public async Task Answers_ByValueOrLabel_AreKeptInTheOrderOfTheQuestions()
    {
        await using var app = new TestApp();
        var id = await Asking(app);
        const string file =
            "hvorfor|hvilken|hvilke|grad|enig\n"
            + "Fordi|ALTERNATIV TO|Sjø; land;sjø|3|Ja\n"
            + "|B||5.0|0\n"
            + "|b|luft, høyt oppe||FALSE\n"
            + " | |;|1|nei\n";
        var done = await app.Imported(id, file, Mapping);
        Assert.That(done.Numbers(), Is.EqualTo([4, 4, 0, 0]), done.ToJsonString());
        Assert.That(
            await Answers(app, id),
            Is.EqualTo([
                "why=Fordi which=b many=sea+land grade=3 agree=true",
                "which=B grade=5 agree=false",
                "which=b many=air agree=false",
                "grade=1 agree=false",
            ])
        );
    }

    [TestCase("|c|||", "row.answer_invalid", "question which")]
    [TestCase("||Sjø;ild||", "row.answer_invalid", "\"ild\"")]
    [TestCase("|||6|", "row.answer_invalid", "from 1 to 5")]
    [TestCase("|||2.5|", "row.answer_invalid", "question grade")]
    [TestCase("|||1e99999999|", "row.answer_invalid", "question grade")]
    [TestCase("||||kanskje", "row.answer_invalid", "question agree")]
    [TestCase("| |;| |", "row.empty", "nothing")]
    public async Task AnswerThatTheQuestionDoesNotTake_LeavesTheRowOut(string row, string code, string told)
    {
        await using var app = new TestApp();
        var id = await Asking(app);
        var done = await app.Imported(id, $"hvorfor|hvilken|hvilke|grad|enig\n{row}\nFin||||\n", Mapping);
        Assert.That(done.Errors(), Is.EqualTo([(1, code)]));
        Assert.That(done["errors"]![0]!.Text("message"), Does.Contain(told));
        Assert.That(await Answers(app, id), Is.EqualTo(["why=Fin"]));
    }

    [Test]
    public async Task AnswersOfJsonLines_MayBeLists_NumbersAndBooleans()
    {
        await using var app = new TestApp();
        var id = await Asking(app);
        const string file = """
            {"hvilke": ["Luft, høyt oppe", "sea"], "grad": 4, "enig": true}
            {"hvilke": [], "grad": null, "enig": false}
            """;
        var done = await app.Imported(id, file, Mapping.Replace("csv", "jsonl", StringComparison.Ordinal));
        Assert.That(done.Numbers(), Is.EqualTo([2, 2, 0, 0]), done.ToJsonString());
        Assert.That(await Answers(app, id), Is.EqualTo(["many=air+sea grade=4 agree=true", "agree=false"]));
    }

    [Test]
    public async Task IdentityNumberInAnAnswer_GoesToReview()
    {
        await using var app = new TestApp();
        var id = await Asking(app);
        await app.Imported(id, "hvorfor|hvilken|hvilke|grad|enig\nJeg er 13097248022||||\nFin||||\n", Mapping);
        var replies = await app.Staff.AllPages($"/api/v1/hearings/{id}/replies?scope=all&sort=oldest");
        Assert.That(replies.Select(reply => reply.Text("publication")), Is.EqualTo(["inReview", "published"]));
    }
}
