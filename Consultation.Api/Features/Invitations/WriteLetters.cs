using Consultation.Api.Data;
using Consultation.Api.Features.Mail;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// Puts the letters to invited bodies that were asked for into the post, a piece at a time: a thousand would hold up those who send
/// replies. Whatever waits is done in its own transaction, so stopping anywhere loses and doubles nothing.
/// </summary>
public static class WriteLetters
{
    /// <summary>Two rows a letter: some milliseconds of the write lane.</summary>
    private const int Piece = 100;

    /// <summary>Answers whether there may be more.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Command(long HearingId, Lease Lease) : ICommand<bool>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            await request.Lease.Renew(db, now);
            var waiting = await db.All<Row>(SelectWaiting, new { request.HearingId, Most = Piece });
            foreach (var one in waiting)
            {
                await Mailing.To(db, ids, one.LetterWaits, one.Email, one.Language, now, about: one.Id);
            }
            await db.Run(UpdateWritten, waiting.Select(one => new { one.Id }));
            return waiting.Count == Piece;
        }
    }

    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.WriteInvitations;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            while (await mediator.Send(new Command(subject, lease), cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Email { get; init; }
        public required string Language { get; init; }
        public required string LetterWaits { get; init; }
    }

    private const string SelectWaiting = """
        select Id, Email, Language, LetterWaits
        from Invitation
        where HearingId = @HearingId and LetterWaits is not null and Email is not null
        order by Id
        {first @Most}
        """;

    private const string UpdateWritten = "update Invitation set LetterWaits = null where Id = @Id";
}
