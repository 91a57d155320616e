using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>Gives an annex of a draft another title. What has been published keeps its own.</summary>
public static class NameAnnex
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long AnnexId, string Title) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Title).Filled().AtMost(AnnexRules.MaxTitle);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            var there = await db.All<There>(SelectThere, new { HearingId = hearing.Id });
            var own = there.FirstOrDefault(annex => annex.Id == request.AnnexId) ?? throw Refusals.NotFound();
            var title = AnnexRules.TitleOf(request.Title, own.FileName);
            if (there.Any(annex => annex.Id != own.Id && AnnexRules.IsSameTitle(annex.Title, title)))
            {
                throw Refusals.AnnexSameTitle();
            }
            await db.Run(UpdateTitle, new { own.Id, Title = title });
            await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private sealed record There
    {
        public required long Id { get; init; }
        public required string Title { get; init; }
        public required string FileName { get; init; }
    }

    private const string SelectThere = """
        select a.Id, a.Title, f.FileName
        from Annex a
        join Attachment f on f.Id = a.AttachmentId
        where a.HearingId = @HearingId and a.RemovedAt is null
        """;

    private const string UpdateTitle = "update Annex set Title = @Title where Id = @Id";
}
