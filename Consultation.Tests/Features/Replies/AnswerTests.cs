using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Replies;

public sealed class AnswerTests
{
    private static readonly JsonObject[] Questions =
    [
        Question("enig", "yesNo", required: true),
        Question("hvorfor", "text", required: true, showWhen: ShowWhen("enig", "is", "false")),
        Question("valg", "single"),
        Question("flere", "multiple"),
        Question("skala", "scale", isPublic: false),
    ];

    private static async Task<(TestApp App, string Id)> Asking(params JsonObject[] questions)
    {
        var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, questions.Length > 0 ? questions : Questions);
        return (app, id);
    }

    [TestCase("ukjent", "\"x\"", "answer.unknown_question")]
    [TestCase("enig", "\"true\"", "answer.wrong_kind")]
    [TestCase("valg", "\"d\"", "answer.unknown_option")]
    [TestCase("valg", "[\"a\"]", "answer.wrong_kind")]
    [TestCase("flere", "[\"a\",\"a\"]", "answer.twice")]
    [TestCase("flere", "[\"a\",1]", "answer.wrong_kind")]
    [TestCase("flere", "\"a\"", "answer.wrong_kind")]
    [TestCase("skala", "6", "answer.off_scale")]
    [TestCase("skala", "2.5", "answer.off_scale")]
    [TestCase("skala", "\"3\"", "answer.wrong_kind")]
    [TestCase("skala", "{}", "answer.wrong_kind")]
    public async Task Send_AnswerThatDoesNotFit_IsRefused_WithItsPlace(string key, string value, string code)
    {
        var (app, id) = await Asking();
        await using var _ = app;
        var reply = key == "enig" ? Answering(("enig", JsonNode.Parse(value))) : Answering(("enig", true), (key, JsonNode.Parse(value)));
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo(code));
        Assert.That(answer["errors"]![key == "enig" ? "answers[0]" : "answers[1]"], Is.Not.Null, answer.ToJsonString());
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.Zero);
    }

    [Test]
    public async Task Send_ManyMistakesInAnswers_AreToldAtOnce_InTheCallersLanguage()
    {
        var (app, id) = await Asking();
        await using var _ = app;
        app.Anonymous.DefaultRequestHeaders.AcceptLanguage.ParseAdd("nn");
        var answer = await app.Anonymous.Send(id, Answering(("valg", "x"), ("skala", 9), ("valg", "a"))).Json(422);
        Assert.That(
            answer["errors"]!.AsObject().Select(field => field.Key),
            Is.EquivalentTo(["answers[0]", "answers[1]", "answers[2]", "answers:enig"])
        );
        Assert.That(answer["errors"]!["answers:enig"]![0]!.GetValue<string>(), Is.EqualTo("Spørsmålet må svarast på"));
    }

    [Test]
    public async Task Send_AnswerToAQuestionThatIsNotShown_IsRefused_AndARequiredOneThatIsShownIsAskedFor()
    {
        var (app, id) = await Asking();
        await using var _ = app;
        var hidden = await app.Anonymous.Send(id, Answering(("enig", true), ("hvorfor", "Fordi"))).Json(422);
        Assert.That(hidden.Text("code"), Is.EqualTo("answer.not_shown"));
        var missing = await app.Anonymous.Send(id, Answering(("enig", false))).Json(422);
        Assert.That(missing.Text("code"), Is.EqualTo("answer.required"));
        Assert.That(missing["errors"]!["answers:hvorfor"], Is.Not.Null);
        await app.Anonymous.Send(id, Answering(("enig", false), ("hvorfor", "Fordi"))).Json(201);
        await app.Anonymous.Send(id, Answering(("enig", true), ("hvorfor", " "))).Json(201);
    }

    [Test]
    public async Task Send_Answers_AreReadAsSent_InTheOrderOfTheQuestions_WithoutThoseForTheMinistryAlone()
    {
        var (app, id) = await Asking();
        await using var _ = app;
        var reply = Answering(
            ("flere", new JsonArray("c", "a")),
            ("skala", 3.0),
            ("valg", "b"),
            ("enig", false),
            ("hvorfor", "Pa\u030A grunn")
        );
        reply.Remove("text");
        await app.Anonymous.Send(id, reply).Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(
            seen["answers"]!.ToJsonString(),
            Is.EqualTo(
                JsonNode
                    .Parse(
                        """
                        [{"question":"enig","value":false},{"question":"hvorfor","value":"På grunn"},{"question":"valg","value":"b"},
                        {"question":"flere","value":["a","c"]}]
                        """
                    )!
                    .ToJsonString()
            )
        );
        var all = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/1?scope=all").Json(200);
        Assert.That(all["answers"]!.AsArray()[4]!.ToJsonString(), Is.EqualTo("""{"question":"skala","value":3}"""));
    }

    [Test]
    public async Task Send_WithoutRemarks_IsAskedNothing_ButLosesNothingThatWasSaid()
    {
        var (app, id) = await Asking();
        await using var _ = app;
        var reply = Given.Reply("");
        reply["position"] = "withoutRemarks";
        await app.Anonymous.Send(id, reply).Json(201);
        reply["answers"] = new JsonArray(new JsonObject { ["question"] = "valg", ["value"] = "a" });
        await app.Anonymous.Send(id, reply).Json(201);
        reply["text"] = "Vi har ingen merknader.";
        await app.Anonymous.Send(id, reply).Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/3").Json(200);
        Assert.That((seen.Text("position"), seen.Text("text")), Is.EqualTo(("withoutRemarks", "Vi har ingen merknader.")));
        Assert.That(seen["answers"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_IdentityNumberInAnAnswer_IsRefused_ThenTakenIntoReview()
    {
        var (app, id) = await Asking(Question("fritt", "text"));
        await using var _ = app;
        var reply = Answering(("fritt", "Nummeret er 13097248022."));
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.national_id"));
        Assert.That(answer["errors"]!["answers[0]"], Is.Not.Null);
        reply["notANationalId"] = true;
        Assert.That((await app.Anonymous.Send(id, reply).Json(201)).Text("publication"), Is.EqualTo("inReview"));
    }

    [TestCase("""{ "answers": null }""", 400)]
    [TestCase("""{ "answers": [null] }""", 422)]
    [TestCase("""{ "answers": [{}] }""", 400)]
    [TestCase("""{ "answers": [{ "question": "enig" }] }""", 422)]
    [TestCase("""{ "comments": [null] }""", 422)]
    [TestCase("""{ "comments": [{}] }""", 422)]
    [TestCase("""{ "attachments": [null] }""", 422)]
    [TestCase("""{ "attachments": [1] }""", 400)]
    public async Task Send_OddLists_AreProblems(string parts, int status)
    {
        var (app, id) = await Asking();
        await using var _ = app;
        var reply = Given.Reply();
        foreach (var (name, value) in JsonNode.Parse(parts)!.AsObject())
        {
            reply[name] = value?.DeepClone();
        }
        await app.Anonymous.Send(id, reply).Json(status);
    }
}
