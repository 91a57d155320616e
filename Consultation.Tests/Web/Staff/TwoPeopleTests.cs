using Consultation.Api.Features.Moderation;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Web.Staff;

/// <summary>A withholding needs two people, and people are told apart by their accounts.</summary>
public sealed class TwoPeopleTests
{
    private const string Name = "Ragnhild Østensjø";

    [Test]
    public async Task Withholding_IsConfirmedByAnotherAccount_ThoughItHasTheSameName()
    {
        await using var app = new TestApp();
        var hearing = await Withheld(app, user => user.IsPerson(11, 1, Name, Role.CaseOfficer, null));
        await Refused(app, hearing, user => user.IsPerson(11, 2, "Ragnhild Nygift", Role.CaseOfficer, null));
        var confirmed = await Decide(app, hearing, user => user.IsPerson(12, 3, Name, Role.CaseOfficer, null));
        Assert.That(confirmed.Pending, Is.Null);
    }

    [Test]
    public async Task Withholding_IsNotConfirmedByAKey_ThatBearsThePersonsName()
    {
        await using var app = new TestApp();
        var hearing = await Withheld(app, user => user.IsPerson(11, 1, Name, Role.CaseOfficer, null));
        await Refused(app, hearing, user => user.IsHolderOf(Name, Role.CaseOfficer, null, 21));
        await Decide(app, hearing, user => user.IsHolderOf("Mathias", Role.CaseOfficer, null, 21));
    }

    private static async Task<long> Withheld(TestApp app, Action<CurrentUser> who)
    {
        var hearing = await app.OpenHearing(publication: "reviewed");
        await app.Anonymous.Send(hearing, Given.Reply("Havnen bråker om natten.", "Ola Dunk")).Json(201);
        var id = long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That((await Decide(app, id, who)).Pending, Is.EqualTo(PendingDecision.SecondPerson));
        return id;
    }

    private static Task Refused(TestApp app, long hearing, Action<CurrentUser> who) =>
        Assert.ThatAsync(
            () => Decide(app, hearing, who),
            Throws.TypeOf<Refusal>().With.Property(nameof(Refusal.Code)).EqualTo("moderation.second_person_needed")
        );

    private static async Task<DecideReply.Result> Decide(TestApp app, long hearing, Action<CurrentUser> who)
    {
        await using var scope = app.Services.CreateAsyncScope();
        who(scope.ServiceProvider.GetRequiredService<CurrentUser>());
        return await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(
                new DecideReply.Command
                {
                    HearingId = hearing,
                    Number = 1,
                    Decision = ModerationChoice.Withhold,
                    Version = 1,
                    Ground = Ground.Privacy,
                }
            );
    }
}
