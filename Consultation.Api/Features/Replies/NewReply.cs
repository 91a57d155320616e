using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Search;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply on its way in, from the form, the API or an import; one way to number, store and count them all.</summary>
internal sealed record NewReply
{
    public required long Id { get; init; }
    public long HearingId { get; init; }
    public long RoundId { get; init; }

    /// <summary>The round's deadline: what awaits it and comes after it is public at once.</summary>
    public DateTimeOffset ClosesAt { get; init; }
    public required SenderType SenderType { get; init; }
    public string? SenderEmail { get; init; }
    public string? OrganisationNumber { get; init; }
    public required Verification Verified { get; init; }
    public string Language { get; init; } = "nb";
    public required ReplyContent Content { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public bool Late { get; init; }
    public Publication Publication { get; init; }
    public required string Channel { get; init; }
    public string? ExternalId { get; init; }
    public required string Sha256 { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What search takes of the content, made beforehand (<see cref="Vocabulary.Prepare"/>); null: made as it is stored.</summary>
    public SearchText? Search { get; init; }

    /// <summary>The beginning of its text, made beforehand; null: made as it is stored.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Keys of the questions whose answers are not published.</summary>
    public IReadOnlyCollection<string> PrivateQuestions { get; init; } = [];

    private Counters.Standing Standing => new(Publication, Content.Position, Late);

    /// <summary>Answers the reply's number in its hearing. Inside a command only.</summary>
    public static Task<int> Insert(Db db, IdGenerator ids, NewReply reply) => Insert(db, ids, [reply]);

    /// <summary>
    /// Several replies to one round, stored at one time (<see cref="UpdatedAt"/>): each has the number after the one before it. Answers the
    /// first one's number. Inside a command only.
    /// </summary>
    public static async Task<int> Insert(Db db, IdGenerator ids, IReadOnlyList<NewReply> replies)
    {
        var (hearing, round, closesAt, now) = (replies[0].HearingId, replies[0].RoundId, replies[0].ClosesAt, replies[0].UpdatedAt);
        await db.Run(UpdateState, new { HearingId = hearing, replies.Count });
        var state = (await db.First<StateRow>(SelectState, new { HearingId = hearing }))!;
        var first = state.LastNumber - replies.Count + 1;
        await db.Run(InsertReply, replies.Select((reply, place) => reply.Row(first + place)));
        foreach (var reply in replies)
        {
            await ReplyParts.Insert(db, ids, reply.Id, hearing, reply.Content);
        }
        await SearchIndex.Add(db, replies, first);
        await Counters.Add(db, round, [.. replies.Select(reply => reply.Standing)]);
        await FilterCounters.Add(db, replies);
        if (replies.Any(reply => ReplyRules.IsPublic(reply.Publication, closesAt, now)))
        {
            await PublicChanges.NewReplies(db, hearing, first, state.LastNumber, now);
        }
        if (!state.CampaignsWait && replies.Any(reply => reply.Content.Text.Length > 0))
        {
            await Regrouping.Ask(db, ids, hearing, now);
        }
        db.Effects.ChangedHearings.Add(hearing);
        return first;
    }

    private object Row(int number) =>
        new
        {
            Id,
            HearingId,
            RoundId,
            Number = number,
            SenderType = SenderType.Code(),
            Content.SenderName,
            SenderKey = ReplyParts.SenderKey(SenderType, Content.SenderName),
            SenderSort = SenderOrder.KeyOf(Content.SenderName),
            SenderEmail,
            OrganisationNumber,
            Content.OnBehalfOf,
            Verified = Verified.Code(),
            Language,
            Position = Content.Position.Code(),
            Excerpt = Excerpt ?? Domain.Excerpt.From(Content.Text),
            ReceivedAt,
            Late,
            Publication = Publication.Code(),
            Channel,
            ExternalId,
            Sha256,
            UpdatedAt,
            Content.Text,
            Answers = ReplyParts.Stored(Content.Answers),
            Comments = Content.Comments.Count,
            Attachments = Content.Attachments.Count,
        };

    private sealed record StateRow
    {
        public required int LastNumber { get; init; }
        public required bool CampaignsWait { get; init; }
    }

    private const string UpdateState = """
        update HearingState set LastNumber = LastNumber + @Count, Version = Version + 1 where HearingId = @HearingId
        """;

    private const string SelectState = "select LastNumber, CampaignsWait from HearingState where HearingId = @HearingId";

    private const string InsertReply = """
        insert into Reply (Id, HearingId, RoundId, Number, SenderType, SenderName, SenderEmail, OrganisationNumber, OnBehalfOf, Verified,
            Language, Position, Excerpt, ReceivedAt, Late, Publication, Channel, ExternalId, Sha256, Version, UpdatedAt, Text, Answers,
            Comments, Attachments, SenderKey, SenderSort)
        values (@Id, @HearingId, @RoundId, @Number, @SenderType, @SenderName, @SenderEmail, @OrganisationNumber, @OnBehalfOf, @Verified,
            @Language, @Position, @Excerpt, @ReceivedAt, @Late, @Publication, @Channel, @ExternalId, @Sha256, 1, @UpdatedAt, @Text, @Answers,
            @Comments, @Attachments, @SenderKey, @SenderSort)
        """;
}
