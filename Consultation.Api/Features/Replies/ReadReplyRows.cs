using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// The next rows of a hearing's replies in order of number, whole: what exports and reports stream from, batch by batch, so that no
/// read transaction spans them and memory stays flat. Empty at the end.
/// </summary>
public static class ReadReplyRows
{
    /// <summary>Rows a batch; few enough that a batch of the longest replies still fits in memory.</summary>
    public const int Batch = 500;

    [Public]
    public sealed record Query : IQuery<IReadOnlyList<Row>>, IScoped
    {
        public required long HearingId { get; init; }
        public required Scope Scope { get; init; }

        /// <summary>Number of the last row that was read.</summary>
        public int After { get; init; }

        /// <summary>The last number that is wanted.</summary>
        public int UpTo { get; init; } = int.MaxValue;
        public SenderType? SenderType { get; init; }
        public Position? Position { get; init; }

        /// <summary>The round's number.</summary>
        public int? Round { get; init; }

        /// <summary>Whether rows shall say which campaign they are in.</summary>
        public bool WithCampaigns { get; init; }
    }

    public sealed record Row
    {
        public required long Id { get; init; }
        public required int Number { get; init; }
        public required int Round { get; init; }
        public required string TimeZone { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }

        /// <summary>Null unless everything was asked for.</summary>
        public string? SenderEmail { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required string Language { get; init; }
        public required Position Position { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }

        /// <summary>Null unless everything was asked for.</summary>
        public string? Channel { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required string Text { get; init; }
        public string? StoredAnswers { get; init; }
        public int CommentCount { get; init; }
        public int AttachmentCount { get; init; }

        /// <summary>To all questions: which of them are public is for the reader of rows to heed.</summary>
        public IReadOnlyList<Answer> Answers => ReplyParts.Answers(StoredAnswers);
        public IReadOnlyList<Comment> Comments { get; internal set; } = [];
        public IReadOnlyList<AttachedFile> Attachments { get; internal set; } = [];

        /// <summary>Null also when campaigns were not asked for.</summary>
        public CampaignMark? Campaign { get; internal set; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            return await Rows(db, request, Instants.Floor(clock.GetUtcNow()));
        }
    }

    /// <summary>The same for a command that has taken its turn; who may ask is settled before.</summary>
    internal static async Task<IReadOnlyList<Row>> Rows(Db db, Query request, DateTimeOffset now)
    {
        var rows = await db.All<Row>(
            request.Scope == Scope.All ? SelectAll : SelectPublic,
            new
            {
                request.HearingId,
                request.After,
                request.UpTo,
                Now = now,
                SenderType = request.SenderType?.Code(),
                Position = request.Position?.Code(),
                request.Round,
                Take = Batch,
            }
        );
        await Complete(db, rows);
        if (request.WithCampaigns && rows.Count > 0)
        {
            var campaigns = await CampaignReader.Of(db, request.HearingId, request.Scope, [.. rows.Select(row => row.Number)], now);
            foreach (var row in rows)
            {
                row.Campaign = campaigns.GetValueOrDefault(row.Number);
            }
        }
        return rows;
    }

    /// <summary>What lies in tables of its own, in one read for each of them, and only when a row of the batch has some.</summary>
    private static async Task Complete(Db db, IReadOnlyList<Row> rows)
    {
        var comments = await ReplyParts.Comments(db, Owners(rows, row => row.CommentCount > 0));
        var attachments = await ReplyParts.Attachments(db, Owners(rows, row => row.AttachmentCount > 0));
        foreach (var row in rows)
        {
            row.Comments = row.CommentCount > 0 ? [.. comments[row.Id]] : [];
            row.Attachments = row.AttachmentCount > 0 ? [.. attachments[row.Id]] : [];
        }
    }

    /// <summary>The last is named again until there are 8, 64 or a whole batch: else each count of ids were another statement to compile.</summary>
    private static long[] Owners(IReadOnlyList<Row> rows, Func<Row, bool> has)
    {
        var ids = rows.Where(has).Select(row => row.Id).ToArray();
        var length = ids.Length switch
        {
            0 => 0,
            <= 8 => 8,
            <= 64 => 64,
            _ => Batch,
        };
        return [.. ids, .. Enumerable.Repeat(length == 0 ? 0 : ids[^1], length - ids.Length)];
    }

    private const string Columns = """
        r.Id, r.Number, hr.Number as Round, hr.TimeZone, hr.ClosesAt, r.SenderType, r.SenderName, r.OrganisationNumber, r.OnBehalfOf,
            r.Verified, r.ReceivedAt, r.Late, r.Language, r.Position, r.Publication, r.Ground, r.UpdatedAt, r.Text,
            r.Answers as StoredAnswers, r.Comments as CommentCount, r.Attachments as AttachmentCount
        """;

    private const string Filtered = """
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
        """;

    private const string SelectPublic = $$"""
        select {{Columns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After and r.Number <= @UpTo
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectAll = $$"""
        select {{Columns}}, r.SenderEmail, r.Channel
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After and r.Number <= @UpTo
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;
}
