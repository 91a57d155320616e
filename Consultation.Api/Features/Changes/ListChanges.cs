using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Changes;

/// <summary>
/// What was published, changed or taken away since a cursor, in order. A mirror fetches what an item names, deletes it when that
/// answers 404, and goes on with <see cref="Result.Cursor"/>.
/// </summary>
public static class ListChanges
{
    private const string List = "changes";

    [Public]
    public sealed record Query : IQuery<Result>
    {
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    public sealed record Result
    {
        public required IReadOnlyList<Item> Items { get; init; }

        /// <summary>The cursor of the following page, null when there is none yet.</summary>
        [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
        public required string? Next { get; init; }

        /// <summary>Where to read on, now or later; never null. Stays the same while nothing is new.</summary>
        public required string Cursor { get; init; }
    }

    /// <summary>One change. The same thing may come again; the last is what holds.</summary>
    public sealed record Item
    {
        public required ChangedKind Kind { get; init; }

        /// <summary>The hearing's id; for a reply the hearing's id, a slash and the reply's number.</summary>
        public required string Id { get; init; }

        /// <summary>The reply's hearing.</summary>
        public long? Hearing { get; init; }

        /// <summary>The reply's number in it.</summary>
        public int? Number { get; init; }

        /// <summary>
        /// <c>withheld</c>: no longer to be seen, by a decision or because its deadline was extended; it may be published again.
        /// </summary>
        public required PublicChangeKind Change { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    public enum ChangedKind
    {
        Hearing,
        Reply,
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings, Versions versions) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var after = Cursor.Read(List, 1, request.Cursor)?[0] ?? 0;
            var rows = await db.All<Row>(SelectChanges, new { After = after, Take = request.Limit + 1 });
            // Other nodes may answer as before a change for as long as they keep a version: a mirror must not hear of it earlier.
            var settled = settings.DatabaseProvider == DatabaseProvider.SqlServer ? now - Versions.MostLag : DateTimeOffset.MaxValue;
            var told = rows.TakeWhile(row => row.ChangedAt <= settled).ToArray();
            var page = told.Take(request.Limit).ToArray();
            foreach (var row in page.Where(row => row.ChangedAt > now - Versions.MostLag))
            {
                versions.ReadAnew(row.HearingId);
            }
            var cursor = Cursor.Of(List, page.Length == 0 ? after : page[^1].Id);
            return new Result
            {
                Items = [.. page.Select(row => row.Item())],
                Next = told.Length > page.Length ? cursor : null,
                Cursor = cursor,
            };
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required ChangedKind Kind { get; init; }
        public int? Number { get; init; }
        public required PublicChangeKind Change { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }

        public Item Item() =>
            new()
            {
                Kind = Kind,
                Id = Number is { } number
                    ? FormattableString.Invariant($"{HearingId}/{number}")
                    : FormattableString.Invariant($"{HearingId}"),
                Hearing = Number is null ? null : HearingId,
                Number = Number,
                Change = Change,
                At = ChangedAt,
            };
    }

    private const string SelectChanges = """
        select c.Id, c.HearingId, c.Kind, c.Number, c.Change, c.ChangedAt
        from PublicChange c
        where c.Id > @After
        order by c.Id
        {first @Take}
        """;
}
