using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class ReceiptTests
{
    private static Task<HttpResponseMessage> Check(TestApp app, string reference) =>
        app.Anonymous.GetAsync("/api/v1/receipts/" + Uri.EscapeDataString(reference));

    [TestCase("0000-0000-0000-0000-0000-0000-0000-0000")]
    [TestCase("x")]
    [TestCase("UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU")]
    public async Task Check_UnknownReference_IsNotFound(string reference)
    {
        await using var app = new TestApp();
        await Check(app, reference).Json(404);
    }

    [Test]
    public async Task Check_TamperedReference_IsNotFound_WhereverItIsTampered()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reference = (await app.Anonymous.Send(id, Given.Reply()).Json(201)).Text("reference");
        await Check(app, reference).Json(200);
        for (var at = 0; at < reference.Length; at++)
        {
            if (reference[at] == '-')
            {
                continue;
            }
            var tampered = reference[..at] + (reference[at] == '0' ? '1' : '0') + reference[(at + 1)..];
            await Check(app, tampered).Json(404);
        }
        await Check(app, reference[..^1]).Json(404);
        await Check(app, reference + "0").Json(404);
    }

    [Test]
    public async Task Check_Reference_TellsOfTheReply_WhateverCaseAndDashes_AlsoInReview()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        var receipt = await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var reference = receipt.Text("reference");
        foreach (
            var written in new[]
            {
                reference,
                reference.ToLowerInvariant(),
                reference.Replace("-", "", StringComparison.Ordinal),
                reference.Replace('-', ' '),
            }
        )
        {
            using var answer = await Check(app, written);
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
            var checkedReply = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.That(
                checkedReply.ToJsonString(),
                Is.EqualTo(
                    $$"""
                    {"hearing":"{{id}}","number":1,"receivedAt":"2026-03-02T11:00:00Z","late":false,"publication":"inReview","sha256":"{{receipt.Text(
                        "sha256"
                    )}}"}
                    """
                )
            );
        }
    }

    [Test]
    public async Task Receipt_Sha256_IsThatOfTheDocumentedForm()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var receipt = await app.Anonymous.Send(id, Given.Reply("Bla\u030Aba\u0308r\r\nog 𝔛")).Json(201);
        var sum = Sum("consultation-reply-1", receipt.Text("salt"), "withRemarks", "Blåbär\nog 𝔛");
        Assert.That(receipt.Text("sha256"), Is.EqualTo(sum));

        var silent = Given.Reply();
        silent["position"] = "withoutRemarks";
        silent.Remove("text");
        var other = await app.Anonymous.Send(id, silent).Json(201);
        Assert.That(other.Text("sha256"), Is.EqualTo(Sum("consultation-reply-1", other.Text("salt"), "withoutRemarks", "")));
        Assert.That(other.Text("salt"), Is.Not.EqualTo(receipt.Text("salt")));
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(seen.Text("sha256"), Is.EqualTo(sum));
        Assert.That(seen.ToJsonString(), Does.Not.Contain(receipt.Text("salt")).And.Not.Contain(receipt.Text("reference")));
    }

    [Test]
    public async Task Receipt_NumbersCountFromOneInEachHearing_AndReferencesAreUnguessable()
    {
        await using var app = new TestApp();
        var one = await app.OpenHearing();
        var other = await app.OpenHearing();
        var receipts = new List<JsonNode>();
        foreach (var hearing in new[] { one, one, other, one })
        {
            receipts.Add(await app.Anonymous.Send(hearing, Given.Reply()).Json(201));
        }
        Assert.That(receipts.Select(receipt => receipt.Number("number")), Is.EqualTo([1, 2, 1, 3]));
        var secrets = receipts.Select(receipt => receipt.Text("reference").Replace("-", "", StringComparison.Ordinal)[13..]).ToArray();
        Assert.That(secrets, Is.Unique);
        // The parts beyond the id are 95 bits that have nothing in common from one to the next.
        Assert.That(secrets.Select(secret => secret.Length), Is.All.EqualTo(19));
        DataFiles.AssertNoneHolds(app, receipts[0].Text("reference"));
        DataFiles.AssertNoneHolds(app, receipts[0].Text("salt"));
    }

    /// <summary>Netstrings after one another, hashed: written from the documentation alone.</summary>
    private static string Sum(params string[] parts)
    {
        var bytes = new List<byte>();
        foreach (var part in parts)
        {
            var content = Encoding.UTF8.GetBytes(part);
            bytes.AddRange(Encoding.ASCII.GetBytes(content.Length + ":"));
            bytes.AddRange(content);
            bytes.Add((byte)',');
        }
        return Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
    }
}
