using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply on its way in, from the form, the API or an import; one way to number, store and count them all.</summary>
internal sealed record NewReply
{
    public required long Id { get; init; }
    public long HearingId { get; init; }
    public long RoundId { get; init; }
    public required SenderType SenderType { get; init; }
    public string? SenderName { get; init; }
    public string? SenderEmail { get; init; }
    public string? OrganisationNumber { get; init; }
    public string? OnBehalfOf { get; init; }
    public required Verification Verified { get; init; }
    public string Language { get; init; } = "nb";
    public required Position Position { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public bool Late { get; init; }
    public Publication Publication { get; init; }
    public required string Channel { get; init; }
    public string? ExternalId { get; init; }
    public required string Sha256 { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Answers the reply's number in its hearing. Inside a command only.</summary>
    public static async Task<int> Insert(Db db, NewReply reply)
    {
        await db.Run(UpdateState, new { reply.HearingId });
        var number = await db.First<int>(SelectNumber, new { reply.HearingId });
        await db.Run(
            InsertReply,
            new
            {
                reply.Id,
                reply.HearingId,
                reply.RoundId,
                Number = number,
                SenderType = reply.SenderType.Code(),
                reply.SenderName,
                reply.SenderEmail,
                reply.OrganisationNumber,
                reply.OnBehalfOf,
                Verified = reply.Verified.Code(),
                reply.Language,
                Position = reply.Position.Code(),
                Excerpt = Excerpt.From(reply.Text),
                reply.ReceivedAt,
                reply.Late,
                Publication = reply.Publication.Code(),
                reply.Channel,
                reply.ExternalId,
                reply.Sha256,
                reply.UpdatedAt,
                reply.Text,
            }
        );
        await Counters.Add(db, reply.RoundId, reply.Publication, reply.Position, reply.Late);
        db.Effects.ChangedHearings.Add(reply.HearingId);
        return number;
    }

    private const string UpdateState = """
        update HearingState set LastNumber = LastNumber + 1, Version = Version + 1 where HearingId = @HearingId
        """;

    private const string SelectNumber = "select LastNumber from HearingState where HearingId = @HearingId";

    private const string InsertReply = """
        insert into Reply (Id, HearingId, RoundId, Number, SenderType, SenderName, SenderEmail, OrganisationNumber, OnBehalfOf, Verified,
            Language, Position, Excerpt, ReceivedAt, Late, Publication, Channel, ExternalId, Sha256, Version, UpdatedAt, Text)
        values (@Id, @HearingId, @RoundId, @Number, @SenderType, @SenderName, @SenderEmail, @OrganisationNumber, @OnBehalfOf, @Verified,
            @Language, @Position, @Excerpt, @ReceivedAt, @Late, @Publication, @Channel, @ExternalId, @Sha256, 1, @UpdatedAt, @Text)
        """;
}
