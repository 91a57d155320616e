using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Operations;

/// <summary>Sets work going again that gave up, with all its attempts before it; for when the cause is gone.</summary>
public static class RetryWork
{
    [Requires(Permission.Operate)]
    public sealed record Command(long Id) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var queue = await db.First<string>(SelectParked, new { request.Id }) ?? throw Refusals.NotFound();
            await db.Run(UpdateRetried, new { request.Id, Now = now });
            db.Effects.Work.Add((queue, now));
            return Unit.Value;
        }
    }

    private const string SelectParked = """
        select Queue from Outbox {locked} where Id = @Id and ParkedAt is not null and DoneAt is null
        """;

    private const string UpdateRetried = """
        update Outbox set ParkedAt = null, Attempts = 0, DueAt = @Now where Id = @Id
        """;
}
