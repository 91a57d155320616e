using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Every compilation of a round's report that is kept, latest first, each with its cut-off.</summary>
public static class ListCompilations
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query : IQuery<Page<Item>>
    {
        public long HearingId { get; init; }
        public int Round { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    public sealed record Item
    {
        public required long Id { get; init; }
        public required DateTimeOffset Cutoff { get; init; }
        public required DateTimeOffset CompiledAt { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }

        /// <summary>When a reply that it counts was hidden or withdrawn.</summary>
        public DateTimeOffset? OutdatedAt { get; init; }
        public required int Replies { get; init; }

        /// <summary>Of the public version.</summary>
        public required string? Sha256 { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var list = FormattableString.Invariant($"compilations.{request.HearingId}.{request.Round}");
            var before = Cursor.Read(list, 1, request.Cursor)?[0] ?? long.MaxValue;
            var rows = await db.All<Row>(
                SelectCompilations,
                new
                {
                    request.HearingId,
                    request.Round,
                    Before = before,
                    Take = request.Limit + 1,
                }
            );
            var items = rows.Take(request.Limit).Select(row => row.Item()).ToArray();
            return new Page<Item>(items, rows.Count > request.Limit ? Cursor.Of(list, items[^1].Id) : null);
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required DateTimeOffset Cutoff { get; init; }
        public required DateTimeOffset CompiledAt { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }
        public DateTimeOffset? OutdatedAt { get; init; }
        public required string PublicBody { get; init; }

        public Item Item()
        {
            var body = Stored.Read<ReportBody>(PublicBody);
            return new Item
            {
                Id = Id,
                Cutoff = Cutoff,
                CompiledAt = CompiledAt,
                PublishedAt = PublishedAt,
                OutdatedAt = OutdatedAt,
                Replies = body.Replies,
                Sha256 = body.Sha256,
            };
        }
    }

    private const string SelectCompilations = """
        select p.Id, p.Cutoff, p.CompiledAt, p.PublishedAt, p.OutdatedAt, p.PublicBody
        from Report p
        join HearingRound hr on hr.Id = p.RoundId
        where p.HearingId = @HearingId and hr.Number = @Round and p.Id < @Before
        order by p.Id desc
        {first @Take}
        """;
}
