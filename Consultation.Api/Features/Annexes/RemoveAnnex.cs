using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>
/// Takes an annex away: from a draft without a trace, from what is published with a dated notice of what it was called and why it is gone. The
/// file itself follows within a day (<see cref="Attachments.SweepFiles"/>); from now on nobody is given it.
/// </summary>
public static class RemoveAnnex
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public long AnnexId { get; init; }

        /// <summary>For everybody; a draft needs none.</summary>
        public string? Reason { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).AtMost(AnnexRules.MaxReason);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            var file = await db.First<long?>(SelectFile, request) ?? throw Refusals.NotFound();
            var reason = PlainText.Normalise(request.Reason);
            if (hearing.PublishedAt is null)
            {
                await db.Run(DeleteAnnex, request);
            }
            else if (string.IsNullOrWhiteSpace(reason))
            {
                throw Refusals.AnnexReasonMissing();
            }
            else
            {
                var values = new
                {
                    Id = request.AnnexId,
                    Now = now,
                    Reason = reason,
                };
                await db.Run(UpdateRemoved, values);
            }
            await db.Run(DeleteFile, new { Id = file });
            await HearingStore.Touch(db, hearing.Id, now);
            return Unit.Value;
        }
    }

    private const string SelectFile = """
        select AttachmentId from Annex where Id = @AnnexId and HearingId = @HearingId and RemovedAt is null
        """;

    private const string DeleteAnnex = "delete from Annex where Id = @AnnexId and HearingId = @HearingId";

    private const string UpdateRemoved = """
        update Annex set RemovedAt = @Now, RemovedReason = @Reason, AttachmentId = null where Id = @Id
        """;

    private const string DeleteFile = "delete from Attachment where Id = @Id";
}
