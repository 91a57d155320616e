using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Api.Telemetry;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// Writes a letter and hands it over, then forgets whom it went to and what it said. The address of somebody who has got a letter serves
/// nobody, and a hash of it could be found by trying; so nothing of it is kept.
/// </summary>
public static class SendMail
{
    /// <summary>Null: there is nothing to send any more.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Query(long Id) : IQuery<WrittenLetter?>;

    [Requires(Permission.RunJobs)]
    internal sealed record Settle(long Id, Lease Lease) : ICommand<Unit>;

    [Requires(Permission.RunJobs)]
    internal sealed record NoteFailure(long Id, string Error) : ICommand<Unit>;

    [Requires(Permission.RunJobs)]
    internal sealed record Park(long Id) : ICommand<Unit>;

    /// <summary>Never sent: forgotten as if it had been.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Drop(long Id, Lease Lease, string Why) : ICommand<Unit>;

    /// <summary>While a slow server takes its time.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record KeepLease(Lease Lease) : ICommand<Unit>;

    internal sealed class Writer(Db db, IEnumerable<ILetter> letters) : IRequestHandler<Query, WrittenLetter?>
    {
        public async Task<WrittenLetter?> Handle(Query request, CancellationToken cancellationToken)
        {
            var mail = await db.First<Row>(SelectMail, new { request.Id });
            if (mail is null or { SentAt: not null } || mail.Recipient is null)
            {
                return null;
            }
            var kind =
                letters.FirstOrDefault(letter => letter.Kind == mail.Kind) ?? throw new Hopeless($"No letter is of kind {mail.Kind}.");
            var texts = new LetterTexts(mail.Language);
            var letter = await kind.Write(db, new LetterRequest(mail.About ?? 0, mail.Facts, texts));
            return letter is null
                ? null
                : WrittenLetter.Of(request.Id, mail.Recipient, texts, letter) with
                {
                    IsForAnyAddress = kind.IsForAnyAddress,
                };
        }
    }

    internal sealed class Settler(Db db, TimeProvider clock) : IRequestHandler<Settle, Unit>
    {
        public async Task<Unit> Handle(Settle request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            await request.Lease.Renew(db, now);
            await db.Run(UpdateSent, new { request.Id, Now = now });
            return Unit.Value;
        }
    }

    internal sealed class Dropper(Db db, TimeProvider clock) : IRequestHandler<Drop, Unit>
    {
        public async Task<Unit> Handle(Drop request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            await db.Run(UpdateDropped, new { request.Id, Error = request.Why });
            return Unit.Value;
        }
    }

    internal sealed class FailureNoter(Db db) : IRequestHandler<NoteFailure, Unit>
    {
        public async Task<Unit> Handle(NoteFailure request, CancellationToken cancellationToken)
        {
            await db.Run(UpdateFailed, new { request.Id, request.Error });
            return Unit.Value;
        }
    }

    internal sealed class Parker(Db db, TimeProvider clock) : IRequestHandler<Park, Unit>
    {
        public async Task<Unit> Handle(Park request, CancellationToken cancellationToken)
        {
            await db.Run(UpdateParked, new { request.Id, Now = Instants.Floor(clock.GetUtcNow()) });
            return Unit.Value;
        }
    }

    internal sealed class LeaseKeeper(Db db, TimeProvider clock) : IRequestHandler<KeepLease, Unit>
    {
        public async Task<Unit> Handle(KeepLease request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    internal sealed class Job(IMediator mediator, MailPost post, RecipientLimit limit, Instruments instruments, ILogger<Job> log) : IWork
    {
        private const string TooMany = "Too many letters to one address within an hour";

        public string Kind => Work.SendMail;

        /// <summary>A mail server may be away for a weekend: three days of tries.</summary>
        public int MostAttempts => 84;

        public TimeSpan Wait(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, attempts)));

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            if (await mediator.Send(new Query(subject), cancellation) is { } letter)
            {
                if (letter.IsForAnyAddress && !limit.Admits(letter.Recipient, letter.Id))
                {
                    log.LogWarning("Letter {Id} is not sent: {Why}", letter.Id, TooMany);
                    instruments.Letters.Add(1, Instruments.Outcome("dropped"));
                    await mediator.Send(new Drop(subject, lease, TooMany), CancellationToken.None);
                    return;
                }
                await Deliver(letter, lease, cancellation);
            }
            // Not cancelled any more: the letter is on its way.
            await mediator.Send(new Settle(subject, lease), CancellationToken.None);
        }

        public Task GaveUp(long subject) => mediator.Send(new Park(subject));

        private async Task Deliver(WrittenLetter letter, Lease lease, CancellationToken cancellation)
        {
            try
            {
                var sending = post.Deliver(letter, cancellation);
                while (
                    await Task.WhenAny(sending, Task.Delay(lease.Length / 3, cancellation)) != sending
                    && !cancellation.IsCancellationRequested
                )
                {
                    await mediator.Send(new KeepLease(lease), cancellation);
                }
                await sending;
                instruments.Letters.Add(1, Instruments.Outcome("sent"));
            }
            catch (MailNotSent problem)
            {
                instruments.Letters.Add(1, Instruments.Outcome(problem.IsFinal ? "refused" : "failed"));
                await mediator.Send(new NoteFailure(letter.Id, problem.Message), CancellationToken.None);
                throw problem.IsFinal ? new Hopeless(problem.Message) : problem;
            }
        }
    }

    private sealed record Row
    {
        public required string Kind { get; init; }
        public required string Language { get; init; }
        public string? Recipient { get; init; }
        public long? About { get; init; }
        public string? Facts { get; init; }
        public DateTimeOffset? SentAt { get; init; }
    }

    private const string SelectMail = "select Kind, Language, Recipient, About, Facts, SentAt from Mail where Id = @Id";

    private const string UpdateSent = """
        update Mail
        set SentAt = @Now, ParkedAt = null, LastError = null, Recipient = null, Facts = null, Attempts = Attempts + 1
        where Id = @Id and SentAt is null
        """;

    private const string UpdateDropped = """
        update Mail set Recipient = null, Facts = null, LastError = @Error where Id = @Id and SentAt is null
        """;

    private const string UpdateFailed = "update Mail set Attempts = Attempts + 1, LastError = @Error where Id = @Id and SentAt is null";

    private const string UpdateParked = "update Mail set ParkedAt = @Now where Id = @Id and SentAt is null";
}
