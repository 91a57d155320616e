using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Keeps a compilation beside the earlier ones. The same piece of work done twice keeps one.</summary>
public static class SaveReport
{
    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<Unit>
    {
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }

        /// <summary>The piece of work becomes the report's id.</summary>
        public required long WorkId { get; init; }
        public required ReportBody Public { get; init; }
        public required ReportBody Staff { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.First<int>(CountSaved, new { Id = request.WorkId }) > 0)
            {
                return Unit.Value;
            }
            await db.Run(
                InsertReport,
                new
                {
                    Id = request.WorkId,
                    request.HearingId,
                    request.RoundId,
                    request.Staff.Cutoff,
                    request.Staff.CompiledAt,
                    PublicBody = Stored.Json(request.Public),
                    StaffBody = Stored.Json(request.Staff),
                }
            );
            await HearingStore.Touch(db, request.HearingId, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private const string CountSaved = "select count(*) from Report where Id = @Id";

    private const string InsertReport = """
        insert into Report (Id, HearingId, RoundId, Cutoff, CompiledAt, PublicBody, StaffBody)
        values (@Id, @HearingId, @RoundId, @Cutoff, @CompiledAt, @PublicBody, @StaffBody)
        """;
}
