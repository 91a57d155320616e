using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

public sealed class ModerationLedgerTests
{
    [Test]
    public async Task Ledger_OfADraft_IsForItsStaffAlone()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/moderation-ledger").Json(404);
        await app.Staff.GetAsync($"/api/v1/hearings/{draft}/moderation-ledger").Json(200);
    }

    [Test]
    public async Task Ledger_TellsNumbersByGroundAndRound_AndPutsSmallOnesTogether()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 15; i++)
        {
            await app.Anonymous.Send(id, Given.Reply("Et svar om støy.")).Json(201);
        }
        Assert.That(await Ledger(app, id), Is.Empty);
        await app.Staff.Decide(id, "withhold", 1, ground: "spam").Json(200);
        await app.Staff.Decide(id, "withhold", 2, ground: "hate").Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await Ledger(app, id), Is.EqualTo((string[])["""{"round":1,"ground":null,"redacted":0,"withheld":null}"""]));

        for (var number = 3; number <= 7; number++)
        {
            await app.Staff.Decide(id, "redact", number, ground: "privacy", redactions: ("text", 0, 2)).Json(200);
        }
        for (var number = 8; number <= 12; number++)
        {
            await app.Staff.Decide(id, "withhold", number, ground: "spam").Json(200);
        }
        await app.Staff.Decide(id, "redact", 13, ground: "copyright", redactions: ("text", 0, 2)).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(
            await Ledger(app, id),
            Is.EqualTo((string[])["""{"round":1,"ground":null,"redacted":6,"withheld":7}"""]),
            "one of copyright would be what the others leave"
        );

        await app.Staff.Decide(id, "restore", 13).Json(200);
        await app.Staff.Decide(id, "restore", 2).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(
            await Ledger(app, id),
            Is.EqualTo(
                (string[])
                    [
                        """{"round":1,"ground":"privacy","redacted":5,"withheld":null}""",
                        """{"round":1,"ground":"spam","redacted":null,"withheld":6}""",
                    ]
            )
        );
    }

    private static async Task<string[]> Ledger(TestApp app, string id) =>
        [
            .. (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/moderation-ledger").Json(200))["items"]!
                .AsArray()
                .Select(item => item!.ToJsonString()),
        ];
}
