using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Mail;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// Sends a reply. Whether it is on time is decided by when the request began. With an <c>Idempotency-Key</c> the same reply sent
/// again gives the same receipt, also after the deadline; another reply under the same key is refused.
/// </summary>
public static class SendReply
{
    [Public]
    public sealed record Command : ICommand<Receipt>, IReplyInput
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        /// <summary>From the header <c>Idempotency-Key</c>; honoured for seven days.</summary>
        [JsonIgnore]
        public string? IdempotencyKey { get; init; }
        public required SenderInput Sender { get; init; }

        /// <summary>Default: the hearing's language.</summary>
        public string? Language { get; init; }
        public required Position Position { get; init; }

        /// <summary>At most 1,000,000 characters; kept whatever the position, because "without remarks" is often said in words too.</summary>
        public string? Text { get; init; }

        /// <summary>The sender says that what looks like an identity number is none: the reply is taken, into review.</summary>
        public bool NotANationalId { get; init; }

        /// <summary>
        /// Of the questions that the earlier answers show; an answer to another is refused (<c>answer.not_shown</c>). Nothing is
        /// required of a reply without remarks.
        /// </summary>
        public IReadOnlyList<AnswerInput> Answers { get; init; } = [];

        /// <summary>At most 500.</summary>
        public IReadOnlyList<CommentInput> Comments { get; init; } = [];

        /// <summary>Tokens of uploaded files, at most 20; each is good for one reply, within 24 hours.</summary>
        public IReadOnlyList<string> Attachments { get; init; } = [];

        [JsonIgnore]
        internal Prepared? Ready { get; set; }

        /// <summary>The input as it is stored and measured; made once, for the validator and for what follows.</summary>
        [JsonIgnore]
        internal ReplyDraft Draft => field ??= new ReplyDraft(this);

        ReplyDraft IReplyInput.Draft => Draft;
    }

    public sealed record SenderInput
    {
        public required SenderType Type { get; init; }
        public string? Name { get; init; }

        /// <summary>For the sender's own receipt; never published.</summary>
        public string? Email { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }

        /// <summary>Only where the hearing allows it: then name and e-mail are not stored at all.</summary>
        public bool Anonymous { get; init; }
    }

    internal sealed record Prepared(NewReply Reply, ReplyDigest.Begun Digest, byte[] KeyHash, byte[] BodyHash, bool HoldsNationalId);

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
            var command = request;
            var ready = command.Ready!;
            if (command.IdempotencyKey is not null)
            {
                var earlier = await db.First<EarlierRow>(SelectEarlier, new { command.HearingId, ready.KeyHash });
                if (earlier is not null)
                {
                    return CryptographicOperations.FixedTimeEquals(earlier.BodyHash, ready.BodyHash)
                        ? earlier.Receipt(secrets, settings, command.HearingId)
                        : throw Refusals.IdempotencyMismatch();
                }
            }
            var began = start.At;
            var hearing = await db.First<HearingRow>(SelectHearing, new { Id = command.HearingId }) ?? throw Refusals.NotFound();
            var round = RoundFor(hearing, await HearingStore.Rounds(db, command.HearingId), began);
            if (command.Sender.Anonymous && !hearing.AllowAnonymous)
            {
                throw Refusals.AnonymousNotAllowed();
            }
            var now = Instants.Floor(clock.GetUtcNow());
            var questions = HearingQuestions.Of(command.HearingId, hearing.Questions);
            var content = await ReplyMatter.Settle(db, command.HearingId, questions, ready.Reply.Content, command, now);
            var verified = ReplyMatter.Vouches(user, hearing.MinistryId) ? Verification.Staff : Verification.None;
            var reply = ready.Reply with
            {
                HearingId = command.HearingId,
                Content = content,
                // Prepared of what was known before the hearing was: made anew where answers, comments or files were said too.
                Search = ReferenceEquals(content, ready.Reply.Content) ? ready.Reply.Search : null,
                PrivateQuestions = [.. questions.Where(question => !question.Public).Select(question => question.Key)],
                Sha256 = ready.Digest.End(content),
                RoundId = round.Id,
                ClosesAt = round.ClosesAt,
                Verified = verified,
                Language = command.Language ?? hearing.Language,
                ReceivedAt = began,
                Late = !Deadline.IsOnTime(began, round.ClosesAt),
                UpdatedAt = now,
                Publication = ReplyRules.FirstPublication(
                    hearing.Publication,
                    command.Sender.Type,
                    verified,
                    ready.HoldsNationalId || TakenFiles.HoldNationalId(content.Attachments),
                    importedByStaff: false
                ),
            };
            var number = await NewReply.Insert(db, ids, reply);
            if (reply.SenderEmail is not null)
            {
                await Mailing.ToSender(db, ids, ReceiptLetter.Name, reply.Id, now);
            }
            var shown = ReplyRules.Shown(reply.Publication, null, round.ClosesAt, now);
            if (command.IdempotencyKey is not null)
            {
                await db.Run(
                    InsertKey,
                    new
                    {
                        command.HearingId,
                        ready.KeyHash,
                        ready.BodyHash,
                        ReplyId = reply.Id,
                        Publication = shown.Code(),
                        Now = now,
                    }
                );
            }
            return new EarlierRow
            {
                ReplyId = reply.Id,
                BodyHash = ready.BodyHash,
                Publication = shown,
                Number = number,
                ReceivedAt = reply.ReceivedAt,
                Late = reply.Late,
                Sha256 = reply.Sha256,
                Slug = hearing.Slug,
            }.Receipt(secrets, settings, command.HearingId);
        }

        /// <summary>The round that was open when the request began, else the last closed one if it takes late replies.</summary>
        private static HearingStore.RoundRow RoundFor(HearingRow hearing, IReadOnlyList<HearingStore.RoundRow> rounds, DateTimeOffset began)
        {
            if (hearing.ConcludedAt is not null || hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            if (rounds.FirstOrDefault(r => RoundRules.StatusOf(r.OpensAt, r.ClosesAt, began) == RoundStatus.Open) is { } open)
            {
                return open;
            }
            var closed = rounds.Where(r => r.ClosesAt <= began).MaxBy(r => r.ClosesAt) ?? throw Refusals.RoundNotOpen();
            return closed.LateReplies == LateReplies.Accept ? closed : throw Refusals.RoundClosed();
        }
    }

    private sealed record HearingRow
    {
        public required long MinistryId { get; init; }
        public required string Questions { get; init; }
        public required string Slug { get; init; }
        public required string Language { get; init; }
        public required PublicationRule Publication { get; init; }
        public required bool AllowAnonymous { get; init; }
        public DateTimeOffset? ConcludedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
    }

    private sealed record EarlierRow
    {
        public required long ReplyId { get; init; }
        public required byte[] BodyHash { get; init; }
        public required Publication Publication { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required string Sha256 { get; init; }
        public required string Slug { get; init; }

        public Receipt Receipt(Secrets secrets, Settings settings, long hearing) =>
            new()
            {
                Number = Number,
                Reference = secrets.Reference(ReplyId),
                ReceivedAt = ReceivedAt,
                Late = Late,
                Publication = Publication,
                Sha256 = Sha256,
                Salt = secrets.Salt(ReplyId),
                Version = 1,
                Url = settings.PublicUrl + Links.Reply("nb", hearing, Slug, Number),
                EditUrl = settings.PublicUrl + Links.Edit("nb", hearing, Slug, Number) + "#" + secrets.EditToken(ReplyId),
                EditToken = secrets.EditToken(ReplyId),
            };
    }

    private const string SelectEarlier = """
        select i.ReplyId, i.BodyHash, i.Publication, r.Number, r.ReceivedAt, r.Late, coalesce(v.Sha256, r.Sha256) as Sha256, h.Slug
        from Idempotency i
        join Reply r on r.Id = i.ReplyId
        join Hearing h on h.Id = i.HearingId
        left join ReplyVersion v on v.ReplyId = r.Id and v.Version = 1
        where i.HearingId = @HearingId and i.KeyHash = @KeyHash
        """;

    private const string SelectHearing = """
        select MinistryId, Questions, Slug, Language, Publication, AllowAnonymous, ConcludedAt, WithdrawnAt
        from Hearing
        where Id = @Id and PublishedAt is not null
        """;

    private const string InsertKey = """
        insert into Idempotency (HearingId, KeyHash, BodyHash, ReplyId, Publication, CreatedAt)
        values (@HearingId, @KeyHash, @BodyHash, @ReplyId, @Publication, @Now)
        """;
}
