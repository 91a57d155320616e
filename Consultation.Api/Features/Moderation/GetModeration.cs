using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>
/// What staff need to decide about a reply, and what was decided: every version as it was sent, and the decisions, oldest first. An original
/// that holds a national identity number is kept restricted: only those who moderate read it.
/// </summary>
public static class GetModeration
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId, int Number) : IQuery<Result>;

    public sealed record Result
    {
        public required int Number { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }

        /// <summary>The version that is public, or waits to be.</summary>
        public required int Version { get; init; }

        /// <summary>The one that a decision has to name.</summary>
        public required int LatestVersion { get; init; }
        public PendingDecision? Pending { get; init; }

        /// <summary>For pages: the state that decisions follow on (<see cref="ModerationRules"/>).</summary>
        [JsonIgnore]
        public Publication Counted { get; init; }

        /// <summary>For pages: a withholding waits, and the caller is not the one who made it.</summary>
        [JsonIgnore]
        public bool MayConfirm { get; init; }
        public JournalReply.Entry? Journal { get; init; }

        /// <summary>For pages: whether the sender can be written to.</summary>
        [JsonIgnore]
        public bool HasAddress { get; init; }

        /// <summary>For pages: it waits to be decided on, also when it is published: a correction waits, or readers have told of it.</summary>
        [JsonIgnore]
        public bool IsInQueue { get; init; }

        /// <summary>Who has put it at the end of the queue.</summary>
        public SetAsideView? SetAside { get; init; }

        /// <summary>What readers have told of it, oldest first; the last fifty.</summary>
        public required IReadOnlyList<FlagView> Flags { get; init; }
        public required IReadOnlyList<VersionView> Versions { get; init; }
        public required IReadOnlyList<DecisionView> Decisions { get; init; }
    }

    public sealed record VersionView
    {
        public required int Version { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
        public required string Sha256 { get; init; }

        /// <summary>It holds what looks like an identity number.</summary>
        public required bool Restricted { get; init; }

        /// <summary>As it was sent; null where it is restricted and the caller does not moderate.</summary>
        public ReplyContent? Content { get; init; }

        /// <summary>Where identity numbers stand, as redactions to begin with; left out like the content.</summary>
        public IReadOnlyList<RedactedRange>? IdentityNumbers { get; init; }
    }

    public sealed record SetAsideView(string By, DateTimeOffset At);

    public sealed record FlagView
    {
        public required FlagReason Reason { get; init; }

        /// <summary>As the reader wrote it.</summary>
        public string? Text { get; init; }

        /// <summary>Of the reader; gone when it is handled, or after 90 days.</summary>
        public string? Email { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        /// <summary>Null: not yet.</summary>
        public DateTimeOffset? HandledAt { get; init; }
        public string? HandledBy { get; init; }
    }

    public sealed record DecisionView
    {
        public required ModerationChoice Decision { get; init; }
        public required int Version { get; init; }
        public Ground? Ground { get; init; }
        public string? LegalBasis { get; init; }
        public string? Note { get; init; }

        /// <summary>To the sender.</summary>
        public string? Message { get; init; }
        public IReadOnlyList<RedactedRange>? Redactions { get; init; }
        public required Publication Was { get; init; }
        public required Publication Becomes { get; init; }

        /// <summary>The name of the key.</summary>
        public required string By { get; init; }
        public required DateTimeOffset At { get; init; }
        public string? ConfirmedBy { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var reply = await StoredReply.Find(db, request.HearingId, request.Number);
            var decisions = await Decisions.Of(db, reply.Id);
            var withheld = reply.AwaitsSecondPerson ? decisions.LastOrDefault(one => one.Decision == ModerationChoice.Withhold) : null;
            return new Result
            {
                Number = reply.Number,
                Publication = ReplyRules.Shown(reply.Publication, reply.Ground, reply.ClosesAt, clock.GetUtcNow()),
                Ground = reply.Ground,
                Version = reply.Version,
                LatestVersion = reply.LatestVersion,
                Pending = reply.AwaitsSecondPerson ? PendingDecision.SecondPerson : null,
                Counted = reply.Counted,
                MayConfirm = withheld is not null && user.May(Permission.Moderate) && !Moderation.Decisions.IsOwn(withheld, user),
                Journal = JournalReply.Entry.Of(reply),
                HasAddress = reply.HasAddress,
                IsInQueue = reply.IsInQueue,
                SetAside = reply is { SetAsideAt: { } at, SetAsideBy: { } by } ? new SetAsideView(by, at) : null,
                Flags = await Waiting.Flags(db, reply.Id),
                Versions = [.. (await ReplyVersions.All(db, reply.Id, reply.Version)).Select(View)],
                Decisions = [.. decisions.Select(View)],
            };
        }

        private VersionView View(ReplyVersions.Original original)
        {
            var numbers = Redaction.IdentityNumbers(original.Content);
            var mayRead = numbers.Count == 0 || user.May(Permission.Moderate);
            return new VersionView
            {
                Version = original.Version,
                MadeAt = original.MadeAt,
                Sha256 = original.Sha256,
                Restricted = numbers.Count > 0,
                Content = mayRead ? original.Content : null,
                IdentityNumbers = mayRead && numbers.Count > 0 ? numbers : null,
            };
        }

        private static DecisionView View(Decisions.Row row) =>
            new()
            {
                Decision = row.Decision,
                Version = row.Version,
                Ground = row.Ground,
                LegalBasis = row.LegalBasis,
                Note = row.Note,
                Message = row.Message,
                Redactions = row.Redactions is null ? null : Stored.Read<RedactedRange[]>(row.Redactions),
                Was = row.Was,
                Becomes = row.Becomes,
                By = row.DecidedBy,
                At = row.DecidedAt,
                ConfirmedBy = row.ConfirmedBy,
                ConfirmedAt = row.ConfirmedAt,
            };
    }
}
