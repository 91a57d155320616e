using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
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

    /// <summary>Answers the reply's number in its hearing. Inside a command only.</summary>
    public static async Task<int> Insert(Db db, IdGenerator ids, NewReply reply)
    {
        await db.Run(UpdateState, new { reply.HearingId });
        var number = await db.First<int>(SelectNumber, new { reply.HearingId });
        var content = reply.Content;
        await db.Run(
            InsertReply,
            new
            {
                reply.Id,
                reply.HearingId,
                reply.RoundId,
                Number = number,
                SenderType = reply.SenderType.Code(),
                content.SenderName,
                reply.SenderEmail,
                reply.OrganisationNumber,
                content.OnBehalfOf,
                Verified = reply.Verified.Code(),
                reply.Language,
                Position = content.Position.Code(),
                Excerpt = Excerpt.From(content.Text),
                reply.ReceivedAt,
                reply.Late,
                Publication = reply.Publication.Code(),
                reply.Channel,
                reply.ExternalId,
                reply.Sha256,
                reply.UpdatedAt,
                content.Text,
                Answers = ReplyParts.Stored(content.Answers),
                Comments = content.Comments.Count,
                Attachments = content.Attachments.Count,
            }
        );
        await ReplyParts.Insert(db, ids, reply.Id, reply.HearingId, content);
        await Counters.Add(db, reply.RoundId, reply.Publication, content.Position, reply.Late);
        if (ReplyRules.IsPublic(reply.Publication, reply.ClosesAt, reply.UpdatedAt))
        {
            await PublicChanges.Reply(db, reply.HearingId, number, PublicChangeKind.Published, reply.UpdatedAt);
        }
        db.Effects.ChangedHearings.Add(reply.HearingId);
        return number;
    }

    private const string UpdateState = """
        update HearingState set LastNumber = LastNumber + 1, Version = Version + 1 where HearingId = @HearingId
        """;

    private const string SelectNumber = "select LastNumber from HearingState where HearingId = @HearingId";

    private const string InsertReply = """
        insert into Reply (Id, HearingId, RoundId, Number, SenderType, SenderName, SenderEmail, OrganisationNumber, OnBehalfOf, Verified,
            Language, Position, Excerpt, ReceivedAt, Late, Publication, Channel, ExternalId, Sha256, Version, UpdatedAt, Text, Answers,
            Comments, Attachments)
        values (@Id, @HearingId, @RoundId, @Number, @SenderType, @SenderName, @SenderEmail, @OrganisationNumber, @OnBehalfOf, @Verified,
            @Language, @Position, @Excerpt, @ReceivedAt, @Late, @Publication, @Channel, @ExternalId, @Sha256, 1, @UpdatedAt, @Text, @Answers,
            @Comments, @Attachments)
        """;
}
