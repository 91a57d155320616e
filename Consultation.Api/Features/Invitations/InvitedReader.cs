using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// The invited bodies of a hearing with what has come from each in one round. Worked out when it is read (two statements, whatever the
/// length of the list), so that nothing has to follow when a reply comes, is corrected, hidden or withdrawn.
/// </summary>
internal static class InvitedReader
{
    /// <summary>Of one body there may be many replies, also such as others send in its name; the best of them are looked at.</summary>
    private const int MostReplies = 20;

    /// <param name="Id">Of the round.</param>
    /// <param name="Since">Letters and refusals before this were about an earlier round.</param>
    public sealed record Round(long Id, int Number, DateTimeOffset ClosesAt, DateTimeOffset Since);

    public sealed record Body
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required string Name { get; init; }
        public required string NameKey { get; init; }
        public string? Email { get; init; }
        public string? OrganisationNumber { get; init; }
        public required InvitedGroup BodyGroup { get; init; }
        public required string Language { get; init; }
        public DateTimeOffset? InvitedAt { get; init; }
        public DateTimeOffset? RemindedAt { get; init; }
        public DateTimeOffset? DeclinedAt { get; init; }

        /// <summary>Number of the reply that staff have named as its answer.</summary>
        public int? TiedTo { get; init; }

        /// <summary>Whether that reply is in this round and not withdrawn.</summary>
        public bool TieHolds { get; init; }
    }

    public sealed record Answer
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public string? SenderKey { get; init; }
        public string? OrganisationNumber { get; init; }
        public required Verification Verified { get; init; }
        public required Position Position { get; init; }
        public required bool Late { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>As everybody sees it.</summary>
        public required Publication Publication { get; init; }

        internal InvitedReply Known =>
            new(Number, SenderKey, OrganisationNumber, Verified is Verification.Organisation or Verification.Staff, Position, Late);
    }

    public sealed record Row(Body Body, InvitationState State, Answer? Answer);

    /// <summary>The round that has opened last, or else the first; null where there is none.</summary>
    public static Round? Current(IReadOnlyList<HearingStore.RoundRow> rounds, DateTimeOffset now) =>
        (rounds.Where(round => round.OpensAt <= now).MaxBy(round => round.OpensAt) ?? rounds.MinBy(round => round.OpensAt)) is { } round
            ? Of(rounds, round)
            : null;

    /// <summary>The round that can still be replied to, open or planned; null where there is none.</summary>
    public static Round? Coming(IReadOnlyList<HearingStore.RoundRow> rounds, DateTimeOffset now) =>
        rounds.Where(round => round.ClosesAt > now).MinBy(round => round.OpensAt) is { } round ? Of(rounds, round) : null;

    public static Round Of(IReadOnlyList<HearingStore.RoundRow> rounds, HearingStore.RoundRow round)
    {
        var before = rounds.Where(other => other.ClosesAt <= round.OpensAt).MaxBy(other => other.ClosesAt);
        return new(round.Id, round.Number, round.ClosesAt, before?.ClosesAt ?? DateTimeOffset.MinValue);
    }

    /// <summary>In the order of their names.</summary>
    /// <param name="round">Null: nothing can have come yet.</param>
    /// <param name="scope">Published: as if no reply existed but those that anybody can read under their sender's name.</param>
    /// <param name="now">Whether what awaits the deadline can be read is judged as of then.</param>
    public static async Task<IReadOnlyList<Row>> Rows(Db db, long hearing, Round? round, Pipeline.Scope scope, DateTimeOffset now) =>
        (await Rows(db, [(hearing, round)], scope, now)).GetValueOrDefault(hearing) ?? [];

    /// <summary>The same of several hearings, as many statements as of one; a hearing that invited nobody is left out.</summary>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<Row>>> Rows(
        Db db,
        IReadOnlyCollection<(long Hearing, Round? Round)> hearings,
        Pipeline.Scope scope,
        DateTimeOffset now
    )
    {
        var values = new
        {
            Hearings = hearings.Select(one => one.Hearing).ToArray(),
            Rounds = hearings.Select(one => one.Round?.Id).OfType<long>().ToArray(),
            All = scope == Pipeline.Scope.All,
            Marked = $"%{Redaction.Mark}%",
            Now = now,
            Most = MostReplies,
        };
        var bodies = (await db.All<Body>(SelectBodies, values)).ToLookup(body => body.HearingId);
        var replies = bodies.Count == 0 || values.Rounds.Length == 0 ? [] : await db.All<Answer>(SelectReplies, values);
        var answers = replies.ToLookup(reply => reply.HearingId);
        return hearings
            .Where(one => bodies.Contains(one.Hearing))
            .ToDictionary(one => one.Hearing, one => Rows([.. bodies[one.Hearing]], answers[one.Hearing], one.Round));
    }

    private static IReadOnlyList<Row> Rows(IReadOnlyList<Body> bodies, IEnumerable<Answer> replies, Round? round)
    {
        var byNumber = replies.DistinctBy(reply => reply.Number).ToDictionary(reply => reply.Number);
        var answers = InvitedBodies.Answers(
            [.. bodies.Select(body => new InvitedBody(body.Id, body.NameKey, body.OrganisationNumber, body.TieHolds ? body.TiedTo : null))],
            byNumber.Values.Select(reply => reply.Known)
        );
        var since = round?.Since ?? DateTimeOffset.MinValue;
        return
        [
            .. bodies
                .Select(body =>
                {
                    var answer = answers.GetValueOrDefault(body.Id);
                    var state = InvitationRules.StateOf(body.InvitedAt >= since, body.DeclinedAt >= since, answer);
                    return new Row(body, state, answer is null ? null : byNumber[answer.Number]);
                })
                .OrderBy(row => row.Body.Name, ByName),
        ];
    }

    /// <summary>As a Norwegian reader looks for names: æ, ø and å last.</summary>
    public static StringComparer ByName { get; } = StringComparer.Create(new System.Globalization.CultureInfo("nb-NO"), ignoreCase: true);

    private const string SelectBodies = """
        select i.Id, i.HearingId, i.Name, i.NameKey, i.Email, i.OrganisationNumber, i.BodyGroup, i.Language, i.InvitedAt, i.RemindedAt, i.DeclinedAt,
            t.Number as TiedTo, case when t.RoundId in @Rounds and t.Publication <> 'withdrawn' then 1 else 0 end as TieHolds
        from Invitation i
        left join Reply t on t.Id = i.ReplyId
        where i.HearingId in @Hearings
        order by i.Id
        """;

    // Of each body the replies that Domain's rule would look at first, so that nobody can crowd the right one out by sending many. A cross
    // join is walked from its left on SQLite: each body finds its replies by index, and not each reply its bodies.
    private const string SelectReplies = $"""
        select m.HearingId, m.Number, m.SenderKey, m.OrganisationNumber, m.Verified, m.Position, m.Late, m.ReceivedAt, m.Publication
        from (
            select r.HearingId, r.Number, r.SenderKey, r.OrganisationNumber, r.Verified, r.Position, r.Late, r.ReceivedAt, {PublicReplies.Shown} as Publication,
                row_number() over (
                    partition by k.InvitationId
                    order by case when k.Tied = 1 then 0 when r.Verified in ('organisation', 'staff') then 1 else 2 end, r.Late, r.Number desc
                ) as Place
            from (
                select i.Id as InvitationId, t.Id as ReplyId, 1 as Tied
                from Invitation i
                join Reply t on t.Id = i.ReplyId
                where i.HearingId in @Hearings
                union all
                select i.Id as InvitationId, n.Id as ReplyId, 0 as Tied
                from Invitation i
                cross join Reply n
                where i.HearingId in @Hearings and n.HearingId = i.HearingId and n.OrganisationNumber = i.OrganisationNumber
                    and n.OrganisationNumber is not null
                union all
                select i.Id as InvitationId, s.Id as ReplyId, 0 as Tied
                from Invitation i
                cross join Reply s
                where i.HearingId in @Hearings and s.HearingId = i.HearingId and s.SenderKey = i.NameKey and s.SenderKey is not null
                    and (s.OrganisationNumber is null or i.OrganisationNumber is null)
            ) k
            join Reply r on r.Id = k.ReplyId
            join HearingRound hr on hr.Id = r.RoundId
            where r.RoundId in @Rounds and r.Publication <> 'withdrawn'
                and (@All = 1 or (r.SenderName is not null and r.SenderName not like @Marked and {PublicReplies.Where}))
        ) m
        where m.Place <= @Most
        """;
}
