using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// Brings in a reply that came to the ministry itself, by e-mail or on paper. Whether it is late is decided by when it was received; what is
/// late is taken all the same and marked, since it is a document of the case however late it is (offentleglova § 4).
/// </summary>
public static class RegisterReply
{
    /// <summary>The ways in which such a reply comes.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["email", "paper"];

    [Requires(Permission.ImportReplies)]
    public sealed record Command : ICommand<Result>, IReplyInput
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        /// <summary>One of <see cref="Channels"/>.</summary>
        public required string Channel { get; init; }

        /// <summary>When the ministry had it; not later than now.</summary>
        public required DateTimeOffset ReceivedAt { get; init; }
        public required SendReply.SenderInput Sender { get; init; }
        public string? Language { get; init; }
        public required Position Position { get; init; }
        public string? Text { get; init; }

        /// <summary>What looks like an identity number is none: the reply is taken, into review.</summary>
        public bool NotANationalId { get; init; }
        public IReadOnlyList<AnswerInput> Answers { get; init; } = [];
        public IReadOnlyList<CommentInput> Comments { get; init; } = [];

        /// <summary>Tokens of uploaded files: the letter as it was scanned, or what the e-mail brought.</summary>
        public IReadOnlyList<string> Attachments { get; init; } = [];

        [JsonIgnore]
        internal ReplyDraft Draft => field ??= new ReplyDraft(this);

        ReplyDraft IReplyInput.Draft => Draft;
    }

    public sealed record Result(int Number, bool Late, Publication Publication);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            Include(new ReplyInputValidator());
            RuleFor(c => c.Channel).Must(channel => Channels.Contains(channel)).WithText("field.unknown_value");
            RuleFor(c => c.ReceivedAt).Must(at => at <= clock.GetUtcNow()).WithRefusal(Refusals.ReceivedInFuture());
        }
    }

    /// <summary>Whoever registers the same once more after so long means another letter.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(1);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, Secrets secrets, CurrentUser user)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var receivedAt = Instants.Floor(request.ReceivedAt.ToUniversalTime());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var round = RoundFor(hearing, await HearingStore.Rounds(db, hearing.Id), receivedAt);
            if (request.Sender.Anonymous && !hearing.AllowAnonymous)
            {
                throw Refusals.AnonymousNotAllowed();
            }
            var own = (await db.First<OwnRow>(SelectOwn, new { hearing.Id }))!;
            var questions = HearingQuestions.Of(hearing.Id, own.Questions);
            var sender = request.Sender.Anonymous
                ? new SendReply.SenderInput { Type = request.Sender.Type, Anonymous = true }
                : request.Sender;
            var content = await ReplyMatter.Settle(db, hearing.Id, questions, Said(request, sender), request, now);
            var reply = Reply(request, sender, content) with
            {
                HearingId = hearing.Id,
                PrivateQuestions = [.. questions.Where(question => !question.Public).Select(question => question.Key)],
                RoundId = round.Id,
                ClosesAt = round.ClosesAt,
                Language = request.Language ?? own.Language,
                ReceivedAt = receivedAt,
                Late = !Deadline.IsOnTime(receivedAt, round.ClosesAt),
                UpdatedAt = now,
                Publication = ReplyRules.FirstPublication(
                    hearing.Publication,
                    sender.Type,
                    Verification.Staff,
                    request.Draft.HoldsNationalId(content.SenderName, content.OnBehalfOf) || TakenFiles.HoldNationalId(content.Attachments),
                    importedByStaff: false
                ),
            };
            if (
                content.Attachments.Count == 0
                && content.Comments.Count == 0
                && await db.First<int?>(SelectSame, Same(reply, now)) is { } there
            )
            {
                return new Result(there, reply.Late, ReplyRules.Shown(reply.Publication, null, round.ClosesAt, now));
            }
            var number = await NewReply.Insert(db, ids, reply);
            return new Result(number, reply.Late, ReplyRules.Shown(reply.Publication, null, round.ClosesAt, now));
        }

        /// <summary>The same letter in all that was typed, a moment ago: somebody has pressed twice.</summary>
        private static object Same(NewReply reply, DateTimeOffset now) =>
            new
            {
                reply.HearingId,
                reply.ReceivedAt,
                reply.Channel,
                SenderType = reply.SenderType.Code(),
                SenderName = reply.Content.SenderName ?? "",
                SenderEmail = reply.SenderEmail ?? "",
                OrganisationNumber = reply.OrganisationNumber ?? "",
                OnBehalfOf = reply.Content.OnBehalfOf ?? "",
                reply.Language,
                Position = reply.Content.Position.Code(),
                reply.Content.Text,
                Answers = ReplyParts.Stored(reply.Content.Answers) ?? "",
                Since = now - Twice,
                Withdrawn = Publication.Withdrawn.Code(),
            };

        private static ReplyContent Said(Command request, SendReply.SenderInput sender) =>
            new()
            {
                SenderName = ReplyDraft.Filled(sender.Name),
                OnBehalfOf = ReplyDraft.Filled(sender.OnBehalfOf),
                Position = request.Position,
                Text = request.Draft.Text,
            };

        private NewReply Reply(Command request, SendReply.SenderInput sender, ReplyContent content)
        {
            var id = ids.Next();
            return new NewReply
            {
                Id = id,
                SenderType = sender.Type,
                SenderEmail = ReplyDraft.Filled(sender.Email),
                OrganisationNumber = OrganisationNumber.TryParse(sender.OrganisationNumber, out var digits) ? digits : null,
                Verified = Verification.Staff,
                Content = content,
                Channel = request.Channel,
                Sha256 = ReplyDigest.Sha256(secrets.Salt(id), content),
            };
        }

        /// <summary>The round that was open when it was received, else the last one that had opened by then.</summary>
        private static HearingStore.RoundRow RoundFor(
            HearingStore.Row hearing,
            IReadOnlyList<HearingStore.RoundRow> rounds,
            DateTimeOffset receivedAt
        )
        {
            if (hearing.WithdrawnAt is not null || hearing.ConcludedAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            if (hearing.PublishedAt is null)
            {
                throw Refusals.RoundNotOpen();
            }
            return rounds.LastOrDefault(round => round.OpensAt <= receivedAt) ?? throw Refusals.ReceivedBeforeOpening();
        }
    }

    private sealed record OwnRow
    {
        public required string Language { get; init; }
        public required string Questions { get; init; }
    }

    private const string SelectSame = """
        select Number from Reply {locked}
        where HearingId = @HearingId and UpdatedAt >= @Since and ReceivedAt = @ReceivedAt and Channel = @Channel
            and SenderType = @SenderType and coalesce(SenderName, '') = @SenderName and coalesce(SenderEmail, '') = @SenderEmail
            and coalesce(OrganisationNumber, '') = @OrganisationNumber and coalesce(OnBehalfOf, '') = @OnBehalfOf
            and Language = @Language and Position = @Position and Text = @Text and coalesce(Answers, '') = @Answers
            and Comments = 0 and Attachments = 0 and Version = 1 and Publication <> @Withdrawn
        """;

    private const string SelectOwn = "select Language, Questions from Hearing where Id = @Id";
}
