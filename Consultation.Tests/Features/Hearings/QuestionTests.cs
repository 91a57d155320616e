using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class QuestionTests
{
    private const string All = """
        [
            { "key": "enig", "kind": "yesNo", "label": "Er du enig?", "required": true },
            { "key": "hvorfor", "kind": "text", "label": "Hvorfor ikke?", "public": false, "showWhen": { "question": "enig", "op": "is", "value": false } },
            { "key": "rolle", "kind": "single", "label": "Hvem er du?", "options": [{ "value": "nabo", "label": "Nabo" }, { "value": "eier", "label": "Eier" }] },
            { "key": "plager", "kind": "multiple", "label": "Hva plager deg?", "options": [{ "value": "motor", "label": "Motor" }, { "value": "musikk", "label": "Musikk" }], "showWhen": { "question": "rolle", "op": "isNot", "value": "eier" } },
            { "key": "hvor.mye", "kind": "scale", "label": "Hvor mye?", "scale": { "min": 1, "max": 5, "minLabel": "lite", "maxLabel": "mye" }, "showWhen": { "question": "plager", "op": "contains", "value": "motor" } },
            { "key": "ellers", "kind": "text", "label": "Noe mer?", "showWhen": { "question": "hvor.mye", "op": "is", "value": 5 } },
            { "key": "epost_2", "kind": "text", "label": "Kan vi spørre?", "showWhen": { "question": "ellers", "op": "answered" } }
        ]
        """;

    [Test]
    public async Task Questions_OfEveryKind_AreGivenBack_AsTheyWereGiven()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["questions"] = JsonNode.Parse(All);
        var id = await app.Draft(body);
        var read = (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["questions"]!.AsArray();
        foreach (var (given, answered) in JsonNode.Parse(All)!.AsArray().Zip(read))
        {
            foreach (var (name, value) in given!.AsObject())
            {
                Assert.That(JsonNode.DeepEquals(answered![name], value), Is.True, $"{name}: {answered[name]?.ToJsonString()}");
            }
            Assert.That(answered!["required"], Is.Not.Null);
            Assert.That(answered["public"], Is.Not.Null);
        }
        Assert.That(read, Has.Count.EqualTo(7));
        var list = await app.Staff.GetAsync("/api/v1/hearings").Json(200);
        Assert.That(list["items"]!.AsArray().All(item => item!["questions"] is null), Is.True);
    }

    [TestCase("""{ "key": "", "kind": "text", "label": "L" }""", "questions[0].key")]
    [TestCase("""{ "key": "a b", "kind": "text", "label": "L" }""", "questions[0].key")]
    [TestCase("""{ "key": "q:1", "kind": "text", "label": "L" }""", "questions[0].key")]
    [TestCase("""{ "key": "q", "kind": "text", "label": " " }""", "questions[0].label")]
    [TestCase("""{ "key": "q", "kind": "text", "label": "L", "options": [{ "value": "a", "label": "A" }] }""", "questions[0].options")]
    [TestCase("""{ "key": "q", "kind": "single", "label": "L" }""", "questions[0].options")]
    [TestCase("""{ "key": "q", "kind": "multiple", "label": "L", "options": [] }""", "questions[0].options")]
    [TestCase("""{ "key": "q", "kind": "single", "label": "L", "options": [null] }""", "questions[0].options")]
    [TestCase("""{ "key": "q", "kind": "single", "label": "L", "options": [{ "value": "a", "label": "" }] }""", "questions[0].options")]
    [TestCase(
        """{ "key": "q", "kind": "single", "label": "L", "options": [{ "value": "a", "label": "A" }, { "value": "a", "label": "B" }] }""",
        "questions[0].options"
    )]
    [TestCase("""{ "key": "q", "kind": "scale", "label": "L" }""", "questions[0].scale")]
    [TestCase("""{ "key": "q", "kind": "scale", "label": "L", "scale": { "min": 5, "max": 5 } }""", "questions[0].scale")]
    [TestCase("""{ "key": "q", "kind": "scale", "label": "L", "scale": { "min": 1, "max": 1001 } }""", "questions[0].scale")]
    [TestCase("""{ "key": "q", "kind": "text", "label": "L", "scale": { "min": 1, "max": 5 } }""", "questions[0].scale")]
    [TestCase(
        """{ "key": "q", "kind": "text", "label": "L", "showWhen": { "question": "q", "op": "answered" } }""",
        "questions[0].showWhen.question"
    )]
    [TestCase("null", "questions")]
    public async Task Question_ThatIsNotWellFormed_IsNamed(string question, string field)
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["questions"] = new JsonArray(JsonNode.Parse(question));
        var answer = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(422);
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [TestCase("""{ "question": "later", "op": "answered" }""", "question")]
    [TestCase("""{ "question": "none", "op": "is", "value": "x" }""", "question")]
    [TestCase("""{ "question": "enig", "op": "contains", "value": true }""", "op")]
    [TestCase("""{ "question": "plager", "op": "is", "value": "motor" }""", "op")]
    [TestCase("""{ "question": "enig", "op": "is", "value": "ja" }""", "value")]
    [TestCase("""{ "question": "enig", "op": "is" }""", "value")]
    [TestCase("""{ "question": "rolle", "op": "is", "value": "gjest" }""", "value")]
    [TestCase("""{ "question": "rolle", "op": "is", "value": { "a": 1 } }""", "value")]
    [TestCase("""{ "question": "hvor.mye", "op": "is", "value": 6 }""", "value")]
    [TestCase("""{ "question": "hvor.mye", "op": "is", "value": "+3" }""", "value")]
    [TestCase("""{ "question": "hvor.mye", "op": "is", "value": 2.5 }""", "value")]
    [TestCase("""{ "question": "enig", "op": "answered", "value": true }""", "value")]
    public async Task Condition_ThatCanNeverHold_IsNamed(string condition, string field)
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        var questions = JsonNode.Parse(All)!.AsArray();
        questions.Add(JsonNode.Parse($$"""{ "key": "q", "kind": "text", "label": "L", "showWhen": {{condition}} }"""));
        questions.Add(JsonNode.Parse("""{ "key": "later", "kind": "text", "label": "L" }"""));
        body["questions"] = questions;
        var answer = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(422);
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([$"questions[7].showWhen.{field}"]));
    }

    [Test]
    public async Task Questions_TooMany_OrWithOneKey_AreRefused()
    {
        await using var app = new TestApp();
        static JsonNode Text(int i) => JsonNode.Parse($$"""{ "key": "q{{i}}", "kind": "text", "label": "L" }""")!;
        var body = Given.Hearing();
        body["questions"] = new JsonArray([.. Enumerable.Range(0, 201).Select(Text)]);
        var answer = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(422);
        Assert.That(answer["errors"]!["questions"], Is.Not.Null);
        body["questions"] = new JsonArray(Text(1), Text(2), Text(1));
        answer = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(422);
        Assert.That(answer["errors"]!["questions[2].key"], Is.Not.Null);
        var options = Enumerable.Range(0, 501).Select(i => new JsonObject { ["value"] = $"{i}", ["label"] = $"{i}" });
        body["questions"] = new JsonArray(
            new JsonObject
            {
                ["key"] = "q",
                ["kind"] = "single",
                ["label"] = "L",
                ["options"] = new JsonArray([.. options]),
            }
        );
        answer = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(422);
        Assert.That(answer["errors"]!["questions[0].options"], Is.Not.Null);
    }
}
