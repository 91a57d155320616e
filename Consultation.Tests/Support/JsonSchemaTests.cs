using System.Text.Json.Nodes;

namespace Consultation.Tests.Support;

/// <summary>The judge is judged: what is wrong is found, what is right is not.</summary>
public sealed class JsonSchemaTests
{
    private const string Person = """
        {
          "components": { "schemas": { "Person": {
            "type": "object",
            "required": ["id", "name"],
            "properties": {
              "id": { "type": "string", "pattern": "^[0-9]+$" },
              "name": { "type": "string" },
              "born": { "type": ["null", "string"], "format": "date" },
              "seen": { "type": "string", "format": "date-time" },
              "role": { "type": "string", "enum": ["a", "b"] },
              "age": { "type": "integer", "format": "int32" },
              "friends": { "type": "array", "items": { "$ref": "#/components/schemas/Person" } },
              "counts": { "type": "object", "additionalProperties": { "type": "integer" } },
              "either": { "oneOf": [{ "type": "null" }, { "type": "string" }] }
            }
          } } }
        }
        """;

    [TestCase("""{"id":"1","name":"Åse"}""")]
    [TestCase("""{"id":"1","name":"","born":null,"seen":"2026-03-02T11:00:00Z","role":"a","age":-3,"either":null,"counts":{"x":1}}""")]
    [TestCase("""{"id":"1","name":"","born":"2026-03-02","friends":[{"id":"2","name":"Bo"}],"either":"x"}""")]
    public void Right_HasNoFaults(string value) => Assert.That(Faults(value), Is.Empty);

    [TestCase("""{"id":"1"}""", "name is missing")]
    [TestCase("""{"id":1,"name":""}""", "is not string")]
    [TestCase("""{"id":"x","name":""}""", "does not match")]
    [TestCase("""{"id":"1","name":null}""", "is not string")]
    [TestCase("""{"id":"1","name":"","more":1}""", "more is not documented")]
    [TestCase("""{"id":"1","name":"","born":"2026-3-2"}""", "is no date")]
    [TestCase("""{"id":"1","name":"","seen":"2026-03-02T11:00:00"}""", "is no date-time")]
    [TestCase("""{"id":"1","name":"","role":"c"}""", "is none of")]
    [TestCase("""{"id":"1","name":"","age":1.5}""", "is not integer")]
    [TestCase("""{"id":"1","name":"","friends":[{"id":"2"}]}""", "$.friends[0]: name is missing")]
    [TestCase("""{"id":"1","name":"","counts":{"x":"1"}}""", "$.counts.x: \"1\" is not integer")]
    [TestCase("""{"id":"1","name":"","either":1}""", "fits 0 of oneOf")]
    [TestCase("""[]""", "is not object")]
    public void Wrong_IsFound(string value, string fault) => Assert.That(Faults(value), Has.Some.Contains(fault));

    [Test]
    public void UnknownKeyword_IsAFault_NotPassedOver() =>
        Assert.That(
            new JsonSchema(new JsonObject()).Faults(JsonNode.Parse("""{"maxLength": 3}""")!, "long"),
            Has.Some.Contains("maxLength")
        );

    private static IReadOnlyList<string> Faults(string value) =>
        new JsonSchema(JsonNode.Parse(Person)!).Faults(
            JsonNode.Parse("""{"$ref":"#/components/schemas/Person"}""")!,
            JsonNode.Parse(value)
        );
}
