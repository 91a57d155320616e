using System.Text;
using Consultation.Api.Features.Answers;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Files;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Example;

/// <summary>Where the example's people act: staff, senders and the jobs, each at the time to which the stage has come.</summary>
/// <param name="services">The program's.</param>
/// <param name="today">Midnight (UTC) of the day from which days are counted: 0 is today, -1 yesterday.</param>
internal sealed class Stage(IServiceProvider services, DateTimeOffset today)
{
    public const string Officer = "Ragnhild Eidsvåg-Moen (eksempel)";
    public const string Colleague = "Jon Terje Myrhaug (eksempel)";
    private readonly StageClock _clock = new();

    public DateTimeOffset Now => _clock.GetUtcNow();

    private AnotherTime Then => new(services, _clock);

    public DateTimeOffset Instant(int day, int hour = 9) => today.AddDays(day).AddHours(hour);

    public DateOnly Date(int day) => DateOnly.FromDateTime(today.AddDays(day).UtcDateTime);

    /// <summary>Goes on to an instant; never back.</summary>
    public void At(int day, int hour = 9) => _clock.MoveTo(Instant(day, hour));

    public Task<T> ByStaff<T>(IRequest<T> request, string name = Officer) =>
        Send(request, user => user.IsHolderOf(name, Role.Administrator, ministryId: null));

    public Task<T> BySender<T>(IRequest<T> request) => Send(request, _ => { });

    /// <summary>Makes a hearing public whose first round opens now.</summary>
    /// <returns>The hearing as everybody can read it.</returns>
    public async Task<HearingView> Open(CreateHearing.Command hearing, DateOnly closesOn)
    {
        var id = (await ByStaff(hearing)).Id;
        await ByStaff(
            new AddRound.Command
            {
                HearingId = id,
                OpensAt = Now,
                ClosesOn = closesOn,
            }
        );
        await ByStaff(new PublishHearing.Command(id));
        return await BySender(new GetHearing.Query(id));
    }

    /// <summary>Sends the replies in their order, by day, until an instant; more and more come towards the end.</summary>
    /// <param name="vouching">Whether staff register what public bodies send, and so vouch for who they are.</param>
    public async Task Send(HearingView hearing, IReadOnlyList<ExampleReply> replies, DateTimeOffset until, bool vouching = false)
    {
        var from = Now;
        for (var place = 0; place < replies.Count; place++)
        {
            var left = Math.Pow((replies.Count - place - 0.5) / replies.Count, 1.6);
            _clock.MoveTo(InDaytime(until - ((until - from) * left)), orStay: true);
            var reply = replies[place];
            var command = reply.To(hearing);
            if (reply.File is { } file)
            {
                command = command with { Attachments = [await Upload(file)] };
            }
            var receipt = vouching && reply.Type == SenderType.PublicBody ? await ByStaff(command) : await BySender(command);
            if (reply.IsTakenBack)
            {
                await BySender(
                    new WithdrawReply.Command
                    {
                        HearingId = hearing.Id,
                        Number = receipt.Number,
                        Token = receipt.EditToken,
                    }
                );
            }
        }
    }

    /// <summary>
    /// Puts bodies on a hearing's list and notes that those with an address were invited now. No letter is sent: the example's addresses are nobody's.
    /// </summary>
    public async Task Invite(HearingView hearing, string lines)
    {
        await ByStaff(new AddInvitations.Command { HearingId = hearing.Id, Lines = lines });
        foreach (var body in (await ByStaff(new ListInvitations.Query(hearing.Id))).Items.Where(body => body.Email is not null))
        {
            await ByStaff(new MarkInvitation.Command(hearing.Id, body.Id, InvitationMark.Invited));
        }
    }

    /// <summary>An invited body says that it will not reply.</summary>
    public async Task Decline(HearingView hearing, string name)
    {
        var body = (await ByStaff(new ListInvitations.Query(hearing.Id))).Items.Single(body => body.Name == name);
        await ByStaff(new MarkInvitation.Command(hearing.Id, body.Id, InvitationMark.Declined));
    }

    /// <summary>Publishes what waits to be read, but for some senders' replies, which go on waiting.</summary>
    public async Task PublishRead(HearingView hearing, params string[] except)
    {
        var waiting = (await Replies(hearing)).Where(reply =>
            reply.Publication == Publication.InReview && !except.Contains(reply.Sender.Name)
        );
        await ByStaff(
            new DecideReplies.Command
            {
                HearingId = hearing.Id,
                Decision = ModerationChoice.Publish,
                Replies = [.. waiting.Select(reply => new DecideReplies.NumberedVersion(reply.Number, 1))],
            }
        );
    }

    /// <summary>Takes words out of what is published of a reply.</summary>
    public async Task Redact(HearingView hearing, string sender, string words, Ground ground, string legalBasis)
    {
        var reply = await Find(hearing, sender);
        await ByStaff(
            new DecideReply.Command
            {
                HearingId = hearing.Id,
                Number = reply.Number,
                Version = 1,
                Decision = ModerationChoice.Redact,
                Ground = ground,
                LegalBasis = legalBasis,
                Redactions = [new("text", reply.Text!.IndexOf(words, StringComparison.Ordinal), words.Length)],
            }
        );
    }

    /// <summary>Two people have to agree that nothing of a reply is shown.</summary>
    public async Task Withhold(HearingView hearing, string sender, Ground ground, string note)
    {
        var command = new DecideReply.Command
        {
            HearingId = hearing.Id,
            Number = (await Find(hearing, sender)).Number,
            Version = 1,
            Decision = ModerationChoice.Withhold,
            Ground = ground,
            Note = note,
        };
        await ByStaff(command);
        await ByStaff(command, Colleague);
    }

    /// <summary>The ministry answers a reply in public.</summary>
    public async Task Answer(HearingView hearing, string sender, string markdown, string answeredBy, string title) =>
        await ByStaff(
            new AnswerReply.Command
            {
                HearingId = hearing.Id,
                Number = (await Find(hearing, sender)).Number,
                Markdown = markdown,
                AnsweredBy = answeredBy,
                Title = title,
            }
        );

    /// <summary>What has become due by now: a deadline, a report, the grouping of campaigns.</summary>
    public async Task DoDueWork()
    {
        var worker = ActivatorUtilities.CreateInstance<Worker>(Then);
        foreach (var queue in Work.Queues)
        {
            await worker.Drain(queue, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<ReplyItem>> Replies(HearingView hearing)
    {
        var query = new ListReplies.Query
        {
            HearingId = hearing.Id,
            Scope = Scope.All,
            Limit = 100,
        };
        return (await ByStaff(query)).Items;
    }

    private async Task<ReplyView> Find(HearingView hearing, string sender)
    {
        var item = (await Replies(hearing)).Single(reply => reply.Sender.Name == sender);
        return await ByStaff(new GetReply.Query(hearing.Id, item.Number, Scope.All));
    }

    private async Task<string> Upload(ExampleFile file)
    {
        await using var incoming = services.GetRequiredService<FileStore>().Begin();
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.Text));
        await incoming.Fill(content, content.Length, CancellationToken.None);
        await incoming.Keep();
        var command = new KeepAttachment.Command
        {
            FileName = file.Name,
            ContentType = FileTypes.Text.ContentType,
            Size = (int)incoming.Size,
            Sha256 = incoming.Sha256,
        };
        return (await BySender(command)).Token;
    }

    private async Task<T> Send<T>(IRequest<T> request, Action<CurrentUser> enter)
    {
        await using var scope = ((IServiceScopeFactory)Then).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestStart>().At = Now;
        enter(scope.ServiceProvider.GetRequiredService<CurrentUser>());
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>The same day, between six and twenty (UTC): few ministries and not many others write at night.</summary>
    private static DateTimeOffset InDaytime(DateTimeOffset instant)
    {
        var midnight = new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero);
        return Instants.Floor(midnight.AddHours(6) + ((instant - midnight) * (14.0 / 24)));
    }

    private sealed class StageClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.MinValue;

        public override DateTimeOffset GetUtcNow() => _now;

        public void MoveTo(DateTimeOffset instant, bool orStay = false)
        {
            if (instant < _now && !orStay)
            {
                throw new InvalidOperationException("Time only goes on: what is told of an example must be told in its order.");
            }
            _now = instant > _now ? instant : _now;
        }
    }
}
