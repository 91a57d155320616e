using System.Text.Json;
using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>
/// Tells what became of the matter and what the replies meant for it. May be corrected, also after the hearing is concluded; every
/// earlier text stays public. From the first one on, rounds are neither added nor extended.
/// </summary>
public static class SaveOutcome
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }
        public required string Markdown { get; init; }

        /// <summary>Where to read on: <c>{ "url": "https://…", "label": "…" }</c>, or only the address.</summary>
        public IReadOnlyList<JsonElement> Links { get; init; } = [];
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Markdown).Filled().AtMost(200_000);
            RuleFor(c => c.Links).Must(links => links.Count <= 100).WithText("field.too_many");
            RuleForEach(c => c.Links).Must(link => OutcomeLink.Read(link) is not null).WithText("link.invalid");
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is null)
            {
                throw Refusals.HearingNotPublished();
            }
            if (hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            var values = new
            {
                Id = ids.Next(),
                HearingId = hearing.Id,
                Markdown = PlainText.Normalise(request.Markdown),
                Links = Stored.Json(request.Links.Select(OutcomeLink.Read)),
                Now = now,
            };
            if (
                await db.First<Row>(SelectNewest, values) is { } newest
                && (newest.Markdown, newest.Links) == (values.Markdown, values.Links)
            )
            {
                return Unit.Value; // Sent twice: nothing is corrected by it.
            }
            await db.Run(InsertOutcome, values);
            await HearingStore.Touch(db, hearing.Id, now);
            if (!hearing.HasOutcome)
            {
                await Followers.Tell(db, ids, hearing.Id, new FollowerNotice { Event = FollowedEvent.OutcomePublished }, now);
            }
            return Unit.Value;
        }
    }

    private sealed record Row
    {
        public required string Markdown { get; init; }
        public required string Links { get; init; }
    }

    private const string SelectNewest = """
        select Markdown, Links from Outcome {locked} where HearingId = @HearingId order by MadeAt desc, Id desc {first 1}
        """;

    private const string InsertOutcome = """
        insert into Outcome (Id, HearingId, Markdown, Links, MadeAt) values (@Id, @HearingId, @Markdown, @Links, @Now)
        """;
}
