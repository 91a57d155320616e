using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// How many public replies there are of every kind that their list can be narrowed to, and at every paragraph: kept in the transaction that
/// changes the replies, as <see cref="Counters"/> are. What awaits the deadline is counted apart, since an instant makes it public.
/// Inside a command only.
/// </summary>
internal static class FilterCounters
{
    /// <summary>Replies to one round that have just been stored.</summary>
    public static async Task Add(Db db, IReadOnlyList<NewReply> replies)
    {
        var counted = replies.Where(reply => StateOf(reply.Publication) is not null).ToArray();
        foreach (var kind in counted.GroupBy(KindOf))
        {
            await Change(db, kind.Key, kind.Count());
        }
        var places = counted.SelectMany(reply =>
            reply.Content.Comments.Select(comment => comment.ParagraphId).OfType<long>().Distinct().Select(id => PlaceOf(reply, id))
        );
        foreach (var place in places.GroupBy(place => place))
        {
            await Change(db, place.Key, place.Count());
        }
    }

    /// <summary>A stored reply counts no more. To be called before its content or its state of publication is changed.</summary>
    public static Task Take(Db db, long reply) => Change(db, reply, -1);

    /// <summary>It counts as what it is now. To be called when both are written.</summary>
    public static Task Put(Db db, long reply) => Change(db, reply, 1);

    private static async Task Change(Db db, long reply, int by)
    {
        var stored = (await db.First<StoredRow>(SelectStored, new { Id = reply }))!;
        if (StateOf(stored.Publication) is not { } state)
        {
            return;
        }
        var kind = new Kind(
            stored.HearingId,
            stored.RoundId,
            state,
            stored.SenderType.Code(),
            stored.Position.Code(),
            stored.Comments > 0,
            stored.Attachments > 0
        );
        await Change(db, kind, by);
        foreach (var paragraph in await db.All<long>(SelectParagraphs, new { Id = reply }))
        {
            await Change(db, new Place(stored.HearingId, paragraph, stored.RoundId, state), by);
        }
    }

    public static async Task Change(Db db, Kind kind, int by)
    {
        var values = new
        {
            kind.HearingId,
            kind.RoundId,
            kind.State,
            kind.SenderType,
            kind.Position,
            kind.WithComments,
            kind.WithAttachments,
            By = by,
        };
        if (await db.Run(UpdateKind, values) == 0)
        {
            await db.Run(InsertKind, values);
        }
    }

    public static async Task Change(Db db, Place place, int by)
    {
        var values = new
        {
            place.HearingId,
            place.ParagraphId,
            place.RoundId,
            place.State,
            By = by,
        };
        if (await db.Run(UpdatePlace, values) == 0)
        {
            await db.Run(InsertPlace, values);
        }
    }

    /// <summary>Null: the public reads it at no time, so nothing counts it.</summary>
    private static string? StateOf(Publication publication) => Shelf.StateOf(publication) is { } state and not Shelf.Hidden ? state : null;

    private static Kind KindOf(NewReply reply) =>
        new(
            reply.HearingId,
            reply.RoundId,
            StateOf(reply.Publication)!,
            reply.SenderType.Code(),
            reply.Content.Position.Code(),
            reply.Content.Comments.Count > 0,
            reply.Content.Attachments.Count > 0
        );

    private static Place PlaceOf(NewReply reply, long paragraph) =>
        new(reply.HearingId, paragraph, reply.RoundId, StateOf(reply.Publication)!);

    internal sealed record Kind(
        long HearingId,
        long RoundId,
        string State,
        string SenderType,
        string Position,
        bool WithComments,
        bool WithAttachments
    );

    internal sealed record Place(long HearingId, long ParagraphId, long RoundId, string State);

    private sealed record StoredRow
    {
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required Publication Publication { get; init; }
        public required SenderType SenderType { get; init; }
        public required Position Position { get; init; }
        public required int Comments { get; init; }
        public required int Attachments { get; init; }
    }

    private const string SelectStored = """
        select HearingId, RoundId, Publication, SenderType, Position, Comments, Attachments from Reply where Id = @Id
        """;

    private const string SelectParagraphs = """
        select distinct ParagraphId from ReplyComment where ReplyId = @Id and ParagraphId is not null order by ParagraphId
        """;

    private const string UpdateKind = """
        update FilterCounter set Replies = Replies + @By
        where HearingId = @HearingId and RoundId = @RoundId and State = @State and SenderType = @SenderType and Position = @Position
            and WithComments = @WithComments and WithAttachments = @WithAttachments
        """;

    private const string InsertKind = """
        insert into FilterCounter (HearingId, RoundId, State, SenderType, Position, WithComments, WithAttachments, Replies)
        values (@HearingId, @RoundId, @State, @SenderType, @Position, @WithComments, @WithAttachments, @By)
        """;

    private const string UpdatePlace = """
        update ParagraphCounter set Replies = Replies + @By
        where HearingId = @HearingId and ParagraphId = @ParagraphId and RoundId = @RoundId and State = @State
        """;

    private const string InsertPlace = """
        insert into ParagraphCounter (HearingId, ParagraphId, RoundId, State, Replies)
        values (@HearingId, @ParagraphId, @RoundId, @State, @By)
        """;
}
