using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Mail;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// The sender takes a reply back while its round is open. What it said is published nowhere any more and kept as an original; a placeholder
/// stands at its number. Withdrawing again changes nothing.
/// </summary>
public static class WithdrawReply
{
    [Public]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Number { get; init; }

        /// <summary>From the header <c>Reply-Token</c>.</summary>
        [JsonIgnore]
        public string? Token { get; init; }
    }

    public sealed record Result(int Number, int Version, Publication Publication);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, RequestStart start, Secrets secrets)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var row = await OwnReply.Find(db, secrets, request.HearingId, request.Number, request.Token);
            var result = new Result(request.Number, row.LatestVersion, Publication.Withdrawn);
            if (row.Publication == Publication.Withdrawn)
            {
                return result;
            }
            OwnReply.RequireOpen(row, start.At);
            var now = Instants.Floor(clock.GetUtcNow());
            await ReplyVersions.Keep(db, row.Id, await HeldReply.Version(db, row.Id));
            await FilterCounters.Take(db, row.Id);
            await ReplyParts.Replace(db, ids, row.Id, request.HearingId, Placeholder(row, now));
            await db.Run(
                UpdateWithdrawn,
                new
                {
                    row.Id,
                    Publication = Publication.Withdrawn.Code(),
                    Now = now,
                }
            );
            await Counters.Move(db, row.RoundId, row.Standing.Publication, Publication.Withdrawn);
            await OwnReply.Changed(db, ids, request.HearingId, request.Number, row, now);
            await Mailing.ToSender(db, ids, WithdrawnLetter.Name, row.Id, now);
            // Also of what nobody could read yet: its placeholder is public.
            await PublicChanges.Reply(db, request.HearingId, request.Number, PublicChangeKind.Withdrawn, now);
            return result;
        }

        /// <summary>Who sent it is told if it was told before; withdrawing makes nobody's name public.</summary>
        private static ReplyContent Placeholder(OwnReply.Row row, DateTimeOffset now) =>
            row.IsPublic(now)
                ? new()
                {
                    SenderName = row.SenderName,
                    OnBehalfOf = row.OnBehalfOf,
                    Position = row.Position,
                }
                : new() { Position = row.Position, Sender = row.Sender with { OrganisationNumber = null } };
    }

    private const string UpdateWithdrawn = """
        update Reply
        set Publication = @Publication, Version = LatestVersion, AwaitsSecondPerson = 0, UpdatedAt = @Now
        where Id = @Id
        """;
}
