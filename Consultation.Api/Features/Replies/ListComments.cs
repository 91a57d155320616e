using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>What published replies say about one paragraph (or, at a heading, about its chapter), in keyset pages, oldest reply first.</summary>
public static class ListComments
{
    [Public]
    public sealed record Query : IQuery<Page<PublishedComment>>
    {
        public long HearingId { get; init; }
        public long DocumentId { get; init; }
        public long ParagraphId { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    public sealed record PublishedComment
    {
        /// <summary>Of the reply.</summary>
        public required int Number { get; init; }
        public required SenderView Sender { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>The version of the document that was commented on.</summary>
        public required int DocumentVersion { get; init; }
        public QuoteView? Quote { get; init; }
        public Stance? Stance { get; init; }
        public string? Text { get; init; }

        /// <summary>Address of the reply.</summary>
        public required string Url { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings)
        : IRequestHandler<Query, Page<PublishedComment>>
    {
        public async Task<Page<PublishedComment>> Handle(Query request, CancellationToken cancellationToken)
        {
            var list = FormattableString.Invariant($"comments.{request.ParagraphId}");
            var after = Cursor.Read(list, 2, request.Cursor) ?? [0, -1];
            var slug = await ReplyReader.SlugOf(db, request.HearingId, Scope.Published, user);
            var values = new
            {
                request.HearingId,
                request.DocumentId,
                request.ParagraphId,
                Now = Instants.Floor(clock.GetUtcNow()),
                AfterReply = after[0],
                AfterOrdinal = after[1],
                Take = request.Limit + 1,
            };
            if (await db.First<int>(CountParagraph, values) == 0)
            {
                throw Refusals.NotFound();
            }
            var rows = await db.All<Row>(SelectComments, values);
            var items = rows.Take(request.Limit).ToArray();
            return new Page<PublishedComment>(
                [.. items.Select(row => row.View(settings.PublicUrl + Links.Reply("nb", request.HearingId, slug, row.Number)))],
                rows.Count > request.Limit ? Cursor.Of(list, items[^1].ReplyId, items[^1].Ordinal) : null
            );
        }
    }

    private sealed record Row
    {
        public required long ReplyId { get; init; }
        public required int Ordinal { get; init; }
        public required int Number { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required int DocumentVersion { get; init; }
        public int? QuoteStart { get; init; }
        public int? QuoteLength { get; init; }
        public string? Quote { get; init; }
        public Stance? Stance { get; init; }
        public string? Text { get; init; }

        public PublishedComment View(string url) =>
            new()
            {
                Number = Number,
                Sender = new()
                {
                    Type = SenderType,
                    Name = SenderName,
                    OrganisationNumber = OrganisationNumber,
                    OnBehalfOf = OnBehalfOf,
                    Verified = Verified,
                },
                ReceivedAt = ReceivedAt,
                DocumentVersion = DocumentVersion,
                Quote = Quote is null ? null : new QuoteView(QuoteStart ?? 0, QuoteLength ?? 0, Quote),
                Stance = Stance,
                Text = Text,
                Url = url,
            };
    }

    // A paragraph that a correction took away still has what was said about it.
    private const string CountParagraph = """
        select (select count(*) from Paragraph p join Document d on d.Id = p.DocumentId
                where p.Id = @ParagraphId and d.Id = @DocumentId and d.HearingId = @HearingId)
            + (select count(*) from ParagraphVersion v join Document d on d.Id = v.DocumentId
                where v.ParagraphId = @ParagraphId and d.Id = @DocumentId and d.HearingId = @HearingId)
        """;

    private const string SelectComments = $$"""
        select c.ReplyId, c.Ordinal, r.Number, r.SenderType, r.SenderName, r.OrganisationNumber, r.OnBehalfOf, r.Verified, r.ReceivedAt,
            c.DocumentVersion, c.QuoteStart, c.QuoteLength, c.Quote, c.Stance, c.Text
        from ReplyComment c
        join Reply r on r.Id = c.ReplyId
        join HearingRound hr on hr.Id = r.RoundId
        where c.ParagraphId = @ParagraphId and c.DocumentId = @DocumentId and c.HearingId = @HearingId
            and c.ReplyId >= @AfterReply and (c.ReplyId > @AfterReply or c.Ordinal > @AfterOrdinal)
            and {{PublicReplies.Where}}
        order by c.ReplyId, c.Ordinal
        {first @Take}
        """;
}
