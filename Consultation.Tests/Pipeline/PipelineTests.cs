using System.Diagnostics.Metrics;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Support;
using FluentValidation;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Pipeline;

/// <summary>Measure, authorise, validate, transact, in this order, for pages that send in process as for the API.</summary>
public sealed class PipelineTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public void Start() => _app = new TestApp();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    private static CreateHearing.Command Hearing(string title) =>
        new()
        {
            Title = title,
            Summary = "Kort",
            Language = "nb",
            Kind = HearingKind.Ordinary,
            Ministry = "ksd",
            Documents =
            [
                new()
                {
                    Kind = DocumentKind.Paper,
                    Title = "Notat",
                    Markdown = "Tekst",
                },
            ],
        };

    [Test]
    public async Task Behaviours_StandInOrder()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<IPipelineBehavior<CreateHearing.Command, CreateHearing.Result>>();
        Assert.That(Names(command), Is.EqualTo((string[])["Measure`2", "Authorise`2", "Validate`2", "Transact`2"]));
        var query = scope.ServiceProvider.GetServices<IPipelineBehavior<GetHearing.Query, HearingView>>();
        Assert.That(Names(query), Is.EqualTo((string[])["Measure`2", "Authorise`2", "Validate`2", "Read`2"]));
    }

    [Test]
    public async Task Forbidden_WithInvalidInput_IsForbidden()
    {
        var refusal = (await Assert.ThrowsAsync<Refusal>(() => _app.SendAsAnybody(Hearing(""))))!;
        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.Forbidden));
    }

    [Test]
    public async Task JobsOwnRequest_FromAnybodyElse_IsForbidden()
    {
        var refusal = (await Assert.ThrowsAsync<Refusal>(() => _app.SendAsAnybody(new SettleClosedRound.Command(1))))!;
        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.Forbidden));
        Assert.That(await _app.SendAsJob(new SettleClosedRound.Command(1)), Is.False);
    }

    [Test]
    public async Task ScopeAll_FromAnybody_IsForbidden_WhateverIsAskedFor()
    {
        var all = new ListReplies.Query { HearingId = 1, Scope = Scope.All };
        var refusal = (await Assert.ThrowsAsync<Refusal>(() => _app.SendAsAnybody(all)))!;
        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.Forbidden));
    }

    /// <summary>A Db that is in use already tells when somebody gets as far as to the database.</summary>
    [Test]
    public async Task ForbiddenOrInvalid_NeverReachesTheDatabase()
    {
        await Assert.ThrowsAsync<Refusal>(() => SendWithDbInUse(Hearing("Tittel"), asJob: false));
        await Assert.ThrowsAsync<ValidationException>(() => SendWithDbInUse(Hearing(""), asJob: true));
        await Assert.ThrowsAsync<ValidationException>(() => SendWithDbInUse(new ListHearings.Query { Limit = 0 }, asJob: false));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendWithDbInUse(Hearing("Tittel"), asJob: true));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendWithDbInUse(new ListHearings.Query(), asJob: false));
    }

    [Test]
    public async Task CostlyPreparation_IsDone_OnlyForWhatIsAllowedAndValid()
    {
        var forbidden = Hearing("Tittel");
        await Assert.ThrowsAsync<Refusal>(() => _app.SendAsAnybody(forbidden));
        var invalid = Hearing("");
        await Assert.ThrowsAsync<ValidationException>(() => _app.SendAsJob(invalid));
        var valid = Hearing("Tittel");
        await _app.SendAsJob(valid);
        Assert.That(new[] { forbidden, invalid, valid }.Select(command => command.Paragraphs.Count), Is.EqualTo((int[])[0, 0, 1]));
    }

    [Test]
    public async Task Invalid_TellsEverythingAtOnce()
    {
        var command = Hearing("") with { Summary = "", Language = "norsk" };
        var invalid = (await Assert.ThrowsAsync<ValidationException>(() => _app.SendAsJob(command)))!;
        Assert.That(invalid.Errors.Select(error => error.PropertyName), Is.EquivalentTo((string[])["Title", "Summary", "Language"]));
    }

    [Test]
    public async Task Measure_StandsOutermost_AndCountsAlsoWhatWasRefused()
    {
        var measured = new List<string>();
        var ours = _app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == ours && instrument.Name == "consultation.request.duration")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>(
            (_, seconds, tags, _) => measured.Add($"{tags[0].Value} {tags[1].Value} {(seconds >= 0 ? "took time" : "")}")
        );
        listener.Start();
        await Assert.ThrowsAsync<Refusal>(() => _app.SendAsAnybody(Hearing("")));
        await Assert.ThrowsAsync<ValidationException>(() => _app.SendAsJob(Hearing("")));
        await _app.SendAsJob(Hearing("Tittel"));
        Assert.That(
            measured,
            Is.EqualTo(
                (string[])["CreateHearing Refusal took time", "CreateHearing ValidationException took time", "CreateHearing done took time"]
            )
        );
    }

    private async Task SendWithDbInUse<T>(IRequest<T> request, bool asJob)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        if (asJob)
        {
            scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("test");
        }
        await using var connection = new SqliteConnection("Data Source=:memory:");
        scope.ServiceProvider.GetRequiredService<Db>().Enter(connection, null, Dialect.Sqlite, writing: false);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private static IEnumerable<string> Names(IEnumerable<object> behaviours) => behaviours.Select(behaviour => behaviour.GetType().Name);
}
