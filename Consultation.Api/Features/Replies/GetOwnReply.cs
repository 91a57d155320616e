using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply as its sender last wrote it, for whoever has the token on its receipt: published or not, hidden or not.</summary>
public static class GetOwnReply
{
    [Public]
    public sealed record Query : IQuery<Result>
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }

        /// <summary>404 where there is no such reply, 403 <c>reply.token_invalid</c> where it is not the reply's own.</summary>
        public string? Token { get; init; }
    }

    public sealed record Result
    {
        /// <summary>Of the receipt.</summary>
        public required string Reference { get; init; }

        /// <summary>The latest version, which is what a correction starts from.</summary>
        public required int Version { get; init; }

        /// <summary>The version that is published, or stands to be.</summary>
        public required int PublishedVersion { get; init; }
        public required ReplyContent Content { get; init; }
        public required SenderFacts Sender { get; init; }
        public string? Email { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }

        /// <summary>The deadline of the reply's round.</summary>
        public required DateTimeOffset ClosesAt { get; init; }

        /// <summary>Why it can no longer be changed: <c>reply.withdrawn</c>, <c>round.closed</c>, <c>hearing.concluded</c> …; null: it can.</summary>
        public string? Hindrance { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, RequestStart start, Secrets secrets) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var row = await OwnReply.Find(db, secrets, request.HearingId, request.Number, request.Token);
            var isWithdrawn = row.Publication == Publication.Withdrawn;
            // A withdrawn reply holds its placeholder; the original is not brought back.
            var latest = (isWithdrawn ? null : await ReplyVersions.Latest(db, row.Id)) ?? await HeldReply.Version(db, row.Id);
            return new Result
            {
                Reference = secrets.Reference(row.Id),
                Version = row.LatestVersion,
                PublishedVersion = row.Version,
                Content = latest.Content,
                Sender = latest.Content.Sender ?? row.Sender,
                Email = isWithdrawn ? null : row.SenderEmail,
                Publication = ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, clock.GetUtcNow()),
                Ground = row.Ground,
                ClosesAt = row.ClosesAt,
                Hindrance = Hindrance(row),
            };
        }

        private string? Hindrance(OwnReply.Row row)
        {
            if (row.Publication == Publication.Withdrawn)
            {
                return Refusals.ReplyWithdrawn().Code;
            }
            try
            {
                OwnReply.RequireOpen(row, start.At);
                return null;
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        }
    }
}
