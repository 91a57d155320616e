using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

/// <summary>Identity numbers never become public by themselves. The numbers are made up and pass the checks.</summary>
public sealed class NationalIdentityTests
{
    // Ordinary, D-number, H-number, synthetic (+40, +80).
    private static readonly string[] Numbers = [Made("010190"), Made("410190"), Made("014190"), Made("018190")];

    [TestCaseSource(nameof(Numbers))]
    public async Task Send_NumberInText_IsRefused_ThenTakenIntoReview(string number)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply($"Jeg heter Ola ({number[..6]} {number[6..]}) og er enig.");
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.national_id"));
        Assert.That(answer["errors"]!["text"], Is.Not.Null);
        Assert.That(answer.ToJsonString(), Does.Not.Contain(number[6..]));
        await TakenIntoReview(app, id, reply);
    }

    [TestCase("name")]
    [TestCase("onBehalfOf")]
    public async Task Send_NumberInAPublishedName_IsRefused_ThenTakenIntoReview(string field)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply();
        reply["sender"]![field] = "Ola " + Numbers[0];
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.national_id"));
        Assert.That(answer["errors"]!["sender." + field], Is.Not.Null);
        await TakenIntoReview(app, id, reply);
    }

    private static async Task TakenIntoReview(TestApp app, string id, JsonObject reply)
    {
        reply["notANationalId"] = true;
        var receipt = await app.Anonymous.Send(id, reply).Json(201);
        Assert.That(receipt.Text("publication"), Is.EqualTo("inReview"));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        Assert.That((await app.Hearing(id))["counts"]!.Number("inReview"), Is.EqualTo(1));
    }

    /// <summary>A number of this birthday with right check digits.</summary>
    private static string Made(string birthday)
    {
        for (var individual = 100; ; individual++)
        {
            var digits = (birthday + individual).Select(c => c - '0').ToArray();
            var first = Check(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
            var second = Check([.. digits, first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
            if (first < 10 && second < 10)
            {
                return $"{birthday}{individual}{first}{second}";
            }
        }

        static int Check(int[] digits, int[] weights) => (11 - (digits.Zip(weights, (digit, weight) => digit * weight).Sum() % 11)) % 11;
    }
}
