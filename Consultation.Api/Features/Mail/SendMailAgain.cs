using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Mail;

/// <summary>Takes up a letter that was given up, as after a mail server was set up wrongly. Not found: it waits already, or is sent.</summary>
public static class SendMailAgain
{
    [Requires(Permission.ManageMinistries)]
    public sealed record Command(long Id) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Run(UpdateWaiting, new { request.Id }) == 0)
            {
                throw Refusals.NotFound();
            }
            var now = Instants.Floor(clock.GetUtcNow());
            await Outbox.Add(db, ids, Work.SendMail, request.Id, now, now);
            return Unit.Value;
        }
    }

    private const string UpdateWaiting = """
        update Mail set ParkedAt = null where Id = @Id and ParkedAt is not null and SentAt is null and Recipient is not null
        """;
}
