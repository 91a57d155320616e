using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Mail;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>
/// Asks to be written to when a hearing changes. Nothing is sent but one letter, in which the address's owner confirms it; and the answer is
/// the same whether the address follows already or not.
/// </summary>
public static class AskToFollow
{
    /// <param name="Language">That letters are written in: nb, nn or en.</param>
    [Public]
    public sealed record Command(long HearingId, string? Email, string Language) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).EmailAddress();
            RuleFor(c => c.Language).KnownLanguage();
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await db.First<HearingRow>(SelectHearing, new { Id = request.HearingId }) ?? throw Refusals.NotFound();
            if (hearing.EndedAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            var values = new
            {
                Id = ids.Next(),
                request.HearingId,
                EmailKey = Emails.Key(request.Email),
                Email = Emails.Stored(request.Email),
                request.Language,
                Now = now,
            };
            await db.Run(UpdateAsked, values);
            await db.Run(InsertFollower, values);
            var follower = (await db.First<long?>(SelectFollower, values))!.Value;
            // Who presses twice gets one letter; who asks again because none has come gets another.
            if (await db.First<int>(CountWaiting, new { Follower = follower, Kind = FollowLetter.Name }) == 0)
            {
                await Mailing.To(db, ids, FollowLetter.Name, values.Email, request.Language, now, about: follower);
            }
            return Unit.Value;
        }
    }

    private sealed record HearingRow
    {
        public DateTimeOffset? EndedAt { get; init; }
    }

    private const string SelectHearing = """
        select coalesce(ConcludedAt, WithdrawnAt) as EndedAt from Hearing where Id = @Id and PublishedAt is not null
        """;

    private const string CountWaiting = """
        select count(*) from Mail
        where About = @Follower and Kind = @Kind and SentAt is null and ParkedAt is null and Recipient is not null and Attempts = 0
        """;

    // Of one who follows already nothing is changed by whoever happens to know the address.
    private const string UpdateAsked = """
        update Follower set AskedAt = @Now, Language = @Language
        where HearingId = @HearingId and EmailKey = @EmailKey and ConfirmedAt is null
        """;

    private const string InsertFollower = """
        insert into Follower (Id, HearingId, EmailKey, Email, Language, AskedAt)
        select @Id, @HearingId, @EmailKey, @Email, @Language, @Now
        from Hearing h
        where h.Id = @HearingId
            and not exists (select 1 from Follower f {locked} where f.HearingId = @HearingId and f.EmailKey = @EmailKey)
        """;

    private const string SelectFollower = "select Id from Follower where HearingId = @HearingId and EmailKey = @EmailKey";
}
