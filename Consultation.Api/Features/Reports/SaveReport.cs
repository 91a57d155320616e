using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Features.Replies;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// Keeps a compilation beside the earlier ones, if it is true of this moment: nothing that was counted has changed since, the last
/// arrivals are counted here, and the sums are the hearing's own counters. The same piece of work done twice keeps one. What
/// follows a published report that is outdated is published itself, with a note.
/// </summary>
public static class SaveReport
{
    public enum Outcome
    {
        Saved,

        /// <summary>Something has changed since it was counted.</summary>
        Behind,

        /// <summary>Nothing has changed, and yet the sums are not the counters.</summary>
        Unequal,
    }

    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<Outcome>
    {
        /// <summary>What the last pass was made against.</summary>
        public required ReadReportState.Result State { get; init; }
        internal ReportPass Pass { get; init; } = null!;

        /// <summary>The piece of work becomes the report's id.</summary>
        internal Lease Lease { get; init; } = null!;
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command request, CancellationToken cancellationToken)
        {
            var (state, pass) = (request.State, request.Pass);
            if (await db.First<int>(CountSaved, new { Id = request.Lease.WorkId }) > 0)
            {
                return Outcome.Saved;
            }
            var now = Instants.Floor(clock.GetUtcNow());
            await request.Lease.Renew(db, now);
            var changes = await db.First<int>(SelectChanges, new { state.HearingId });
            if (changes != state.Changes || ReportPass.HasPassed(state.ClosesAt, now) != ReportPass.HasPassed(state.ClosesAt, pass.AsOf))
            {
                return Outcome.Behind;
            }
            var arrived = await ReadReplyRows.Rows(db, pass.Rest, now);
            if (arrived.Count == ReadReplyRows.Batch)
            {
                return Outcome.Behind; // More than fits into a command's turn.
            }
            pass.Add(arrived);
            var total = pass.Total();
            if (!Equal(total, await db.First<Counters.Row>(SelectCounter, new { state.RoundId })))
            {
                return Outcome.Unequal;
            }
            await Insert(request, total, now);
            await HearingStore.Touch(db, state.HearingId, now);
            return Outcome.Saved;
        }

        private async Task Insert(Command request, ReportTally total, DateTimeOffset now)
        {
            var state = request.State;
            var before = await db.First<PublishedRow>(SelectPublished, new { state.RoundId });
            var made = new ReportBodies(state, total, request.Pass.AsOf, Notes(before, total), await Invited(request));
            var staff = made.Staff(now);
            await db.Run(
                InsertReport,
                new
                {
                    Id = request.Lease.WorkId,
                    state.HearingId,
                    state.RoundId,
                    staff.Cutoff,
                    staff.CompiledAt,
                    PublishedAt = before?.OutdatedAt is null ? (DateTimeOffset?)null : now,
                    PublicBody = Stored.Json(made.Public(now)),
                    StaffBody = Stored.Json(staff),
                }
            );
        }

        private async Task<(ReportInvited? Public, ReportInvited? All)> Invited(Command request)
        {
            var (state, asOf) = (request.State, request.Pass.AsOf);
            var rounds = await HearingStore.Rounds(db, state.HearingId);
            var round = InvitedReader.Of(rounds, rounds.Single(one => one.Id == state.RoundId));
            return (
                ReportInvited.Of(await InvitedReader.Rows(db, state.HearingId, round, Scope.Published, asOf)),
                ReportInvited.Of(await InvitedReader.Rows(db, state.HearingId, round, Scope.All, asOf))
            );
        }

        /// <summary>Those of the report that is published, and what has made it untrue.</summary>
        private static IReadOnlyList<ReportNote> Notes(PublishedRow? published, ReportTally total)
        {
            if (published is null)
            {
                return [];
            }
            var before = Stored.Read<ReportBody>(published.PublicBody);
            if (published.OutdatedAt is not { } at)
            {
                return before.Notes;
            }
            var withdrawn = total.In(Publication.Withdrawn) > before.Withdrawn;
            var hidden =
                total.In(Publication.Withheld) != before.Withheld || total.In(Publication.PublishedRedacted) != before.PublishedRedacted;
            return
            [
                .. before.Notes,
                .. hidden || !withdrawn ? [new ReportNote(at, ReportNote.Moderation)] : (ReportNote[])[],
                .. withdrawn ? [new ReportNote(at, ReportNote.Withdrawal)] : (ReportNote[])[],
            ];
        }

        private static bool Equal(ReportTally total, Counters.Row? counter) =>
            counter is not null
            && total.In(Publication.InReview) == counter.InReview
            && total.In(Publication.AwaitingDeadline) == counter.AwaitingDeadline
            && total.In(Publication.Published) == counter.Published
            && total.In(Publication.PublishedRedacted) == counter.PublishedRedacted
            && total.In(Publication.Withheld) == counter.Withheld
            && total.In(Publication.Withdrawn) == counter.Withdrawn
            && (total.Late, total.WithRemarks, total.WithoutRemarks) == (counter.Late, counter.WithRemarks, counter.WithoutRemarks);
    }

    private sealed record PublishedRow
    {
        public required string PublicBody { get; init; }
        public DateTimeOffset? OutdatedAt { get; init; }
    }

    private const string CountSaved = "select count(*) from Report where Id = @Id";

    private const string SelectChanges = "select Version - LastNumber from HearingState {locked} where HearingId = @HearingId";

    private const string SelectCounter = """
        select RoundId, InReview, AwaitingDeadline, Published, PublishedRedacted, Withheld, Withdrawn, Late, WithRemarks, WithoutRemarks
        from RoundCounter
        where RoundId = @RoundId
        """;

    private const string SelectPublished = """
        select PublicBody, OutdatedAt
        from Report
        where RoundId = @RoundId and PublishedAt is not null
        order by CompiledAt desc, Id desc
        {first 1}
        """;

    private const string InsertReport = """
        insert into Report (Id, HearingId, RoundId, Cutoff, CompiledAt, PublishedAt, PublicBody, StaffBody)
        values (@Id, @HearingId, @RoundId, @Cutoff, @CompiledAt, @PublishedAt, @PublicBody, @StaffBody)
        """;
}
