using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>What a list for staff says of some replies beside what everybody's list does, and what a decision in bulk has to name.</summary>
public static class ListStandings
{
    /// <summary>As many as a page of a list holds; always so many, so that it is one statement.</summary>
    private const int Most = 100;

    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId, IReadOnlyList<int> Numbers) : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required int Number { get; init; }

        /// <summary>The one that a decision has to name.</summary>
        public required int LatestVersion { get; init; }

        /// <summary>A correction waits to be read.</summary>
        public required bool IsCorrected { get; init; }
        public required bool AwaitsSecondPerson { get; init; }
        public Ground? Ground { get; init; }

        /// <summary>How it came: <c>web</c>, <c>email</c>, <c>paper</c>, <c>import</c> or what an import said.</summary>
        public required string Channel { get; init; }
        public string? JournalCase { get; init; }
        public int? JournalDocument { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Numbers).Must(numbers => numbers.Count <= Most).WithText("field.too_many", Most);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            if (request.Numbers.Count == 0)
            {
                return [];
            }
            int[] numbers = [.. request.Numbers, .. Enumerable.Repeat(request.Numbers[0], Most - request.Numbers.Count)];
            return await db.All<Item>(SelectStandings, new { request.HearingId, Numbers = numbers });
        }
    }

    private const string SelectStandings = """
        select r.Number, r.LatestVersion, case when r.LatestVersion > r.Version then 1 else 0 end as IsCorrected, r.AwaitsSecondPerson,
            r.Ground, r.Channel, r.JournalCase, r.JournalDocument
        from Reply r
        where r.HearingId = @HearingId and r.Number in @Numbers
        """;
}
