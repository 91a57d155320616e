using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Moderation;

/// <summary>The record of decisions: added to and confirmed, never changed otherwise.</summary>
internal static class Decisions
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required int Version { get; init; }
        public required ModerationChoice Decision { get; init; }
        public Ground? Ground { get; init; }
        public string? LegalBasis { get; init; }
        public string? Note { get; init; }

        /// <summary>To the sender, in the moderator's words; never public.</summary>
        public string? Message { get; init; }
        public string? Redactions { get; init; }

        /// <summary>As <see cref="ReplyRules.Counted"/> has it, like <see cref="Becomes"/>.</summary>
        public required Publication Was { get; init; }
        public required Publication Becomes { get; init; }
        public required string DecidedBy { get; init; }
        public long? DecidedByKey { get; init; }
        public long? DecidedByUser { get; init; }
        public required DateTimeOffset DecidedAt { get; init; }
        public string? ConfirmedBy { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<Row>> Of(Db db, long reply) => db.All<Row>(SelectAll, new { ReplyId = reply });

    /// <summary>The last one of a kind; a reply in the state that it leads to has one.</summary>
    public static async Task<Row> Last(Db db, long reply, ModerationChoice decision) =>
        (await Of(db, reply)).Last(row => row.Decision == decision);

    public static Task<int> Add(
        Db db,
        IdGenerator ids,
        CurrentUser user,
        DecideReply.Command command,
        StoredReply.Row reply,
        Republish.Change change,
        DateTimeOffset now
    ) =>
        db.Run(
            InsertDecision,
            new
            {
                Id = ids.Next(),
                ReplyId = reply.Id,
                reply.HearingId,
                reply.RoundId,
                command.Version,
                Decision = command.Decision.Code(),
                Ground = command.Decision is ModerationChoice.Redact or ModerationChoice.Withhold ? command.Ground?.Code() : null,
                LegalBasis = Filled(command.LegalBasis),
                Note = Filled(command.Note),
                Message = command.Decision is ModerationChoice.Redact or ModerationChoice.Withhold ? Filled(command.Message) : null,
                Redactions = command.Redactions is { Count: > 0 } ranges ? Stored.Json(ranges) : null,
                Was = reply.Counted.Code(),
                Becomes = ReplyRules.Counted(change.Publication, change.Ground).Code(),
                DecidedBy = user.Name ?? "",
                DecidedByKey = user.KeyId,
                DecidedByUser = user.UserId,
                Now = now,
            }
        );

    public static Task<int> Confirm(Db db, CurrentUser user, long decision, DateTimeOffset now) =>
        db.Run(
            UpdateConfirmed,
            new
            {
                Id = decision,
                user.Name,
                user.KeyId,
                user.UserId,
                Now = now,
            }
        );

    /// <summary>Two accounts are two people and so are two keys; whether a key is an account's holder is told by their names.</summary>
    public static bool IsOwn(Row decision, CurrentUser user) =>
        (decision.DecidedByUser, user.UserId, decision.DecidedByKey, user.KeyId) switch
        {
            ({ } decided, { } own, _, _) => decided == own,
            (_, _, { } decided, { } own) => decided == own,
            _ => decision.DecidedBy == user.Name,
        };

    /// <summary>Whether the caller decides what the caller has just decided, in the same words.</summary>
    public static bool IsSame(Row last, DecideReply.Command command, CurrentUser user) =>
        IsOwn(last, user)
        && (last.Decision, last.Version, last.Ground) == (command.Decision, command.Version, command.Ground)
        && (last.LegalBasis, last.Note, last.Message) == (Filled(command.LegalBasis), Filled(command.Note), Filled(command.Message))
        && last.Redactions == (command.Redactions is { Count: > 0 } ranges ? Stored.Json(ranges) : null);

    private static string? Filled(string? value) => PlainText.Normalise(value).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>
    /// Of a reply <c>r</c>: it awaits a second person, and the caller (<c>@UserId</c>, <c>@KeyId</c>, <c>@Name</c>) can be that person.
    /// The same as <see cref="IsOwn"/>.
    /// </summary>
    public const string ForCaller = """
        r.AwaitsSecondPerson = 1
            and not exists (
                select 1
                from ModerationDecision d
                where d.Id = (select max(x.Id) from ModerationDecision x where x.ReplyId = r.Id and x.Decision = 'withhold')
                    and (d.DecidedByUser = @UserId or d.DecidedByKey = @KeyId
                        or ((d.DecidedByUser is null or @UserId is null) and (d.DecidedByKey is null or @KeyId is null) and d.DecidedBy = @Name))
            )
        """;

    private const string SelectAll = """
        select Id, Version, Decision, Ground, LegalBasis, Note, Message, Redactions, Was, Becomes, DecidedBy, DecidedByKey, DecidedByUser,
            DecidedAt, ConfirmedBy, ConfirmedAt
        from ModerationDecision
        where ReplyId = @ReplyId
        order by Id
        """;

    private const string InsertDecision = """
        insert into ModerationDecision (Id, ReplyId, HearingId, RoundId, Version, Decision, Ground, LegalBasis, Note, Message,
            Redactions, Was, Becomes, DecidedBy, DecidedByKey, DecidedByUser, DecidedAt)
        values (@Id, @ReplyId, @HearingId, @RoundId, @Version, @Decision, @Ground, @LegalBasis, @Note, @Message,
            @Redactions, @Was, @Becomes, @DecidedBy, @DecidedByKey, @DecidedByUser, @Now)
        """;

    private const string UpdateConfirmed = """
        update ModerationDecision set ConfirmedBy = @Name, ConfirmedByKey = @KeyId, ConfirmedByUser = @UserId, ConfirmedAt = @Now
        where Id = @Id
        """;
}
