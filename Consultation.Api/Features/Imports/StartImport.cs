using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>Takes a file of replies in; a job reads it.</summary>
public static class StartImport
{
    public const string RegulationsGov = "regulations.gov";

    [Requires(Permission.ImportReplies)]
    public sealed record Command : ICommand<Result>
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required Mapping Mapping { get; init; }
        public required string FileName { get; init; }
        public required string StoredAs { get; init; }
    }

    /// <summary>How to read the file, and where the replies belong.</summary>
    public sealed record Mapping
    {
        /// <summary><c>regulations.gov</c>: a zip of v4 comment JSON files, or one such file.</summary>
        public required string Format { get; init; }

        /// <summary>Default: the hearing's last round.</summary>
        public int? Round { get; init; }
        public string Channel { get; init; } = "import";
    }

    public sealed record Result(long Id);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Mapping.Format).Must(format => format == RegulationsGov).WithText("field.not_supported");
            RuleFor(c => c.Mapping.Channel).Filled().AtMost(40);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.ConcludedAt is not null || hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round =
                (request.Mapping.Round is { } number ? rounds.FirstOrDefault(r => r.Number == number) : rounds.LastOrDefault())
                ?? throw (request.Mapping.Round is null ? Refusals.HearingIncomplete() : Refusals.ImportRoundUnknown());
            await db.Run(
                InsertImport,
                new
                {
                    request.Id,
                    HearingId = hearing.Id,
                    RoundId = round.Id,
                    request.Mapping.Format,
                    request.FileName,
                    request.StoredAs,
                    request.Mapping.Channel,
                    Now = now,
                }
            );
            await Outbox.Add(db, ids, Work.RunImport, request.Id, now, now);
            return new Result(request.Id);
        }
    }

    private const string InsertImport = """
        insert into Import (Id, HearingId, RoundId, Status, Format, FileName, StoredAs, Channel, RowsRead, Accepted, Rejected, Skipped, CreatedAt)
        values (@Id, @HearingId, @RoundId, 'queued', @Format, @FileName, @StoredAs, @Channel, 0, 0, 0, 0, @Now)
        """;
}
