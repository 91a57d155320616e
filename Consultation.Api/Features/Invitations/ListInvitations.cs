using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// The invited bodies of a hearing as its own staff see them: with addresses, letters and every reply, published or not. Not found where
/// the hearing is another ministry's.
/// </summary>
public static class ListInvitations
{
    [Requires(Permission.ManageHearings)]
    public sealed record Query(long HearingId) : IQuery<Result>;

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public string? Email { get; init; }
        public string? OrganisationNumber { get; init; }
        public required InvitedGroup Group { get; init; }

        /// <summary>Of its letters.</summary>
        public required string Language { get; init; }
        public required InvitationState State { get; init; }
        public DateTimeOffset? InvitedAt { get; init; }
        public DateTimeOffset? RemindedAt { get; init; }
        public DateTimeOffset? DeclinedAt { get; init; }

        /// <summary>Number of the reply that staff have named as its answer, also when that is in another round.</summary>
        public int? TiedTo { get; init; }
        public PublishedAnswer? Reply { get; init; }

        /// <summary>Of that reply, as everybody sees it.</summary>
        public Publication? Publication { get; init; }
    }

    public sealed record Result
    {
        /// <summary>In the order of their names.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        /// <summary>The round that the states are of; 0 where there is none yet.</summary>
        public required int Round { get; init; }

        /// <summary>How many letters would go now with <see cref="SendInvitations"/>.</summary>
        public required int ToInvite { get; init; }

        /// <summary>How many letters would go now with <see cref="RemindInvited"/>.</summary>
        public required int ToRemind { get; init; }

        public int In(InvitationState state) => Items.Count(item => item.State == state);

        public int Replied => Items.Count(item => InvitationRules.HasReplied(item.State));

        public int WithoutEmail => Items.Count(item => item.Email is null);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var mayWrite = await db.First<bool?>(SelectMayWrite, new { request.HearingId, user.MinistryId }) ?? throw Refusals.NotFound();
            var rounds = await HearingStore.Rounds(db, request.HearingId);
            var round = InvitedReader.Current(rounds, now);
            var rows = await InvitedReader.Rows(db, request.HearingId, round, Scope.All, now);
            var coming = mayWrite ? InvitedReader.Coming(rounds, now) : null;
            return new Result
            {
                Items = [.. rows.Select(Of)],
                Round = round?.Number ?? 0,
                ToInvite = coming is null ? 0 : rows.Count(row => InvitedLetters.Awaits(row.Body, coming)),
                ToRemind = coming is null || coming != round ? 0 : rows.Count(row => InvitedLetters.IsMissing(row, now)),
            };
        }

        private static Item Of(InvitedReader.Row row) =>
            new()
            {
                Id = row.Body.Id,
                Name = row.Body.Name,
                Email = row.Body.Email,
                OrganisationNumber = row.Body.OrganisationNumber,
                Group = row.Body.BodyGroup,
                Language = row.Body.Language,
                State = row.State,
                InvitedAt = row.Body.InvitedAt,
                RemindedAt = row.Body.RemindedAt,
                DeclinedAt = row.Body.DeclinedAt,
                TiedTo = row.Body.TiedTo,
                Reply = row.Answer is { } answer ? new(answer.Number, answer.Position, answer.ReceivedAt, answer.Late) : null,
                Publication = row.Answer?.Publication,
            };
    }

    private const string SelectMayWrite = """
        select case when PublishedAt is not null and ConcludedAt is null and WithdrawnAt is null then 1 else 0 end
        from Hearing
        where Id = @HearingId and (@MinistryId is null or MinistryId = @MinistryId)
        """;
}
