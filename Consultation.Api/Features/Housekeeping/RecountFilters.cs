using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Housekeeping;

/// <summary>The same as <see cref="Recount"/> for what the public list of replies can be narrowed to (<see cref="FilterCounters"/>).</summary>
public static class RecountFilters
{
    [Requires(Permission.RunJobs)]
    public sealed record Query : IQuery<IReadOnlyList<Off>>;

    /// <summary>Adds to a counter what it is off by.</summary>
    [Requires(Permission.RunJobs)]
    public sealed record Command(Off Off) : ICommand<Unit>;

    /// <summary>A counter that is off: of replies of one kind, or of those at a paragraph.</summary>
    public sealed record Off
    {
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required string State { get; init; }

        /// <summary>Null in a counter of replies of one kind; in that of a paragraph all the others are.</summary>
        public long? ParagraphId { get; init; }
        public string? SenderType { get; init; }
        public string? Position { get; init; }
        public bool? WithComments { get; init; }
        public bool? WithAttachments { get; init; }
        public required int Stored { get; init; }
        public required int Counted { get; init; }
    }

    internal sealed class Reader(Db db) : IRequestHandler<Query, IReadOnlyList<Off>>
    {
        public Task<IReadOnlyList<Off>> Handle(Query request, CancellationToken cancellationToken) => Found(db);
    }

    internal sealed class Mender(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var off = request.Off;
            var by = off.Counted - off.Stored;
            await (
                off.ParagraphId is { } paragraph
                    ? FilterCounters.Change(db, new FilterCounters.Place(off.HearingId, paragraph, off.RoundId, off.State), by)
                    : FilterCounters.Change(db, KindOf(off), by)
            );
            await HearingStore.Touch(db, off.HearingId, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private static FilterCounters.Kind KindOf(Off off) =>
        new(off.HearingId, off.RoundId, off.State, off.SenderType!, off.Position!, off.WithComments!.Value, off.WithAttachments!.Value);

    internal static async Task<IReadOnlyList<Off>> Found(Db db) =>
        [.. await db.All<Off>(SelectKinds), .. await db.All<Off>(SelectParagraphs)];

    private const string State = "case when r.Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end";
    private const string WithComments = "case when r.Comments > 0 then 1 else 0 end";
    private const string WithAttachments = "case when r.Attachments > 0 then 1 else 0 end";
    private const string IsCounted = "r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')";

    private const string SelectKinds = $"""
        select b.HearingId, b.RoundId, b.State, b.SenderType, b.Position, b.WithComments, b.WithAttachments,
            sum(b.Stored) as Stored, sum(b.Counted) as Counted
        from (
            select HearingId, RoundId, State, SenderType, Position, WithComments, WithAttachments, Replies as Stored, 0 as Counted
            from FilterCounter
            union all
            select r.HearingId, r.RoundId, {State} as State, r.SenderType, r.Position, {WithComments} as WithComments,
                {WithAttachments} as WithAttachments, 0 as Stored, count(*) as Counted
            from Reply r
            where {IsCounted}
            group by r.HearingId, r.RoundId, {State}, r.SenderType, r.Position, {WithComments}, {WithAttachments}
        ) b
        group by b.HearingId, b.RoundId, b.State, b.SenderType, b.Position, b.WithComments, b.WithAttachments
        having sum(b.Stored) <> sum(b.Counted)
        """;

    private const string SelectParagraphs = $"""
        select b.HearingId, b.RoundId, b.State, b.ParagraphId, sum(b.Stored) as Stored, sum(b.Counted) as Counted
        from (
            select HearingId, RoundId, State, ParagraphId, Replies as Stored, 0 as Counted from ParagraphCounter
            union all
            select r.HearingId, r.RoundId, {State} as State, c.ParagraphId, 0 as Stored, count(distinct r.Id) as Counted
            from ReplyComment c
            join Reply r on r.Id = c.ReplyId
            where c.ParagraphId is not null and {IsCounted}
            group by r.HearingId, r.RoundId, {State}, c.ParagraphId
        ) b
        group by b.HearingId, b.RoundId, b.State, b.ParagraphId
        having sum(b.Stored) <> sum(b.Counted)
        """;
}
