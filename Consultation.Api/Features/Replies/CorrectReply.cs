using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// The sender corrects a reply while its round is open: a new version with everything in it. One that staff have not decided on takes the
/// old one's place at once, published by the same rule as a new reply; else it waits to be read, and what was approved stays up.
/// </summary>
public static class CorrectReply
{
    [Public]
    public sealed record Command : ICommand<Receipt>, IReplyInput
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Number { get; init; }

        /// <summary>From the header <c>Reply-Token</c>.</summary>
        [JsonIgnore]
        public string? Token { get; init; }

        /// <summary>The version that is corrected; where it is no longer the latest, 409 <c>reply.changed</c>. Null: whichever is.</summary>
        public int? Version { get; init; }
        public required SendReply.SenderInput Sender { get; init; }

        /// <summary>Default: as it was.</summary>
        public string? Language { get; init; }
        public required Position Position { get; init; }
        public string? Text { get; init; }

        /// <summary>The sender says that what looks like an identity number is none: the version is taken, into review.</summary>
        public bool NotANationalId { get; init; }
        public IReadOnlyList<AnswerInput> Answers { get; init; } = [];
        public IReadOnlyList<CommentInput> Comments { get; init; } = [];

        /// <summary>Tokens of new files, and <c>keep:0</c>, <c>keep:1</c> … for those that the latest version has already.</summary>
        public IReadOnlyList<string> Attachments { get; init; } = [];

        [JsonIgnore]
        internal ReplyDraft Draft => field ??= new ReplyDraft(this);

        ReplyDraft IReplyInput.Draft => Draft;

        /// <summary>Nothing of a sender who is to stay unknown.</summary>
        [JsonIgnore]
        internal SendReply.SenderInput KnownSender =>
            Sender.Anonymous ? new SendReply.SenderInput { Type = Sender.Type, Anonymous = true } : Sender;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ReplyInputValidator());
    }

    internal sealed class Handler(
        Db db,
        TimeProvider clock,
        IdGenerator ids,
        RequestStart start,
        CurrentUser user,
        Secrets secrets,
        Settings settings
    ) : IRequestHandler<Command, Receipt>
    {
        public async Task<Receipt> Handle(Command request, CancellationToken cancellationToken)
        {
            var row = await OwnReply.Find(db, secrets, request.HearingId, request.Number, request.Token);
            Check(row, request);
            var now = Instants.Floor(clock.GetUtcNow());
            var held = await HeldReply.Version(db, row.Id);
            var latest = await ReplyVersions.Latest(db, row.Id) ?? held;
            var questions = HearingQuestions.Of(request.HearingId, row.Questions);
            var said = Said(request, row);
            var content = await ReplyMatter.Settle(db, request.HearingId, questions, said, request, now, latest.Content.Attachments);
            var next = new ReplyVersions.Original
            {
                Version = row.LatestVersion + 1,
                Content = content,
                Sha256 = ReplyDigest.Sha256(secrets.Salt(row.Id), content),
                MadeAt = now,
                IsKept = false,
            };
            var email = ReplyDraft.Filled(request.KnownSender.Email);
            await db.Run(UpdateEmail, new { row.Id, SenderEmail = email });
            if (IsSame(latest, next, row))
            {
                return Receipt(
                    row,
                    request,
                    next with
                    {
                        Version = row.LatestVersion,
                    },
                    ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, now)
                );
            }
            var first = FirstPublication(request, row, content);
            var waits = row.IsDecided || (row.IsPublic(now) && first == Publication.InReview);
            await CorrectedLetter.Send(db, ids, row, email, new(next.Version, next.Sha256, now, waits));
            if (waits)
            {
                await ReplyVersions.Keep(db, row.Id, next);
                await db.Run(UpdateWaiting, new { row.Id, next.Version });
                return Receipt(row, request, next, Publication.InReview);
            }
            await ReplyVersions.Keep(db, row.Id, held);
            await Publish(request.HearingId, request.Number, row, next, first, now);
            return Receipt(row, request, next, ReplyRules.Shown(first, null, row.ClosesAt, now));
        }

        private void Check(OwnReply.Row row, Command request)
        {
            if (row.Publication == Publication.Withdrawn)
            {
                throw Refusals.ReplyWithdrawn();
            }
            OwnReply.RequireOpen(row, start.At);
            if (request.Version is { } version && version != row.LatestVersion)
            {
                throw Refusals.ReplyChanged();
            }
            if (request.Sender.Anonymous && !row.AllowAnonymous)
            {
                throw Refusals.AnonymousNotAllowed();
            }
        }

        private ReplyContent Said(Command request, OwnReply.Row row)
        {
            var sender = request.KnownSender;
            var number = OrganisationNumber.TryParse(sender.OrganisationNumber, out var digits) ? digits : null;
            var name = ReplyDraft.Filled(sender.Name);
            var verified = ReplyRules.VerifiedAfter(row.Sender, row.SenderName, sender.Type, number, name);
            return new ReplyContent
            {
                SenderName = name,
                OnBehalfOf = ReplyDraft.Filled(sender.OnBehalfOf),
                Position = request.Position,
                Text = request.Draft.Text,
                Sender = new SenderFacts(
                    sender.Type,
                    ReplyMatter.Vouches(user, row.MinistryId) ? Verification.Staff : verified,
                    request.Language ?? row.Language,
                    number
                ),
            };
        }

        private static bool IsSame(ReplyVersions.Original latest, ReplyVersions.Original next, OwnReply.Row row) =>
            string.Equals(latest.Sha256, next.Sha256, StringComparison.Ordinal)
            && string.Equals(latest.Content.SenderName, next.Content.SenderName, StringComparison.Ordinal)
            && string.Equals(latest.Content.OnBehalfOf, next.Content.OnBehalfOf, StringComparison.Ordinal)
            && (latest.Content.Sender ?? row.Sender) == next.Content.Sender;

        private static Publication FirstPublication(Command request, OwnReply.Row row, ReplyContent content)
        {
            var holdsNationalId =
                request.NotANationalId
                && (
                    request.Draft.HoldsNationalId(content.SenderName, content.OnBehalfOf) || TakenFiles.HoldNationalId(content.Attachments)
                );
            var sender = content.Sender!;
            return ReplyRules.FirstPublication(row.PublicationRule, sender.Type, sender.Verified, holdsNationalId, importedByStaff: false);
        }

        private async Task Publish(
            long hearing,
            int number,
            OwnReply.Row row,
            ReplyVersions.Original next,
            Publication publication,
            DateTimeOffset now
        )
        {
            await FilterCounters.Take(db, row.Id);
            await ReplyParts.Replace(db, ids, row.Id, hearing, next.Content);
            var late = IsLate(row);
            await db.Run(
                UpdatePublished,
                new
                {
                    row.Id,
                    Publication = publication.Code(),
                    next.Sha256,
                    next.Version,
                    Late = late,
                    Now = now,
                }
            );
            await Counters.Move(db, row.RoundId, row.Standing, new(publication, next.Content.Position, late));
            await FilterCounters.Put(db, row.Id);
            await OwnReply.Changed(db, ids, hearing, number, row, now);
            if (ReplyRules.IsPublic(publication, row.ClosesAt, now))
            {
                var change = row.IsPublic(now) ? PublicChangeKind.Updated : PublicChangeKind.Published;
                await PublicChanges.Reply(db, hearing, number, change, now);
            }
        }

        /// <summary>What was written after the deadline is late, whenever it was begun.</summary>
        private bool IsLate(OwnReply.Row row) => row.Late || !Deadline.IsOnTime(start.At, row.ClosesAt);

        private Receipt Receipt(OwnReply.Row row, Command request, ReplyVersions.Original version, Publication publication) =>
            new()
            {
                Number = request.Number,
                Reference = secrets.Reference(row.Id),
                ReceivedAt = row.ReceivedAt,
                Late = IsLate(row),
                Publication = publication,
                Sha256 = version.Sha256,
                Salt = secrets.Salt(row.Id),
                Version = version.Version,
                Url = settings.PublicUrl + Links.Reply("nb", request.HearingId, row.Slug, request.Number),
                EditUrl =
                    settings.PublicUrl + Links.Edit("nb", request.HearingId, row.Slug, request.Number) + "#" + secrets.EditToken(row.Id),
                EditToken = secrets.EditToken(row.Id),
            };
    }

    private const string UpdateEmail = "update Reply set SenderEmail = @SenderEmail where Id = @Id";

    private const string UpdateWaiting = "update Reply set LatestVersion = @Version where Id = @Id";

    private const string UpdatePublished = """
        update Reply
        set Publication = @Publication, Sha256 = @Sha256, Version = @Version, LatestVersion = @Version, Late = @Late, UpdatedAt = @Now
        where Id = @Id
        """;
}
