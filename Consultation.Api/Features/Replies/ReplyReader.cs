using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Replies;

/// <summary>Columns and rows that lists, single replies and exports share.</summary>
internal static class ReplyReader
{
    /// <summary>Needs <c>r</c> (Reply) and <c>hr</c> (its round).</summary>
    public const string ItemColumns = """
        r.Number, hr.Number as Round, hr.ClosesAt, r.SenderType, r.SenderName, r.OrganisationNumber, r.OnBehalfOf, r.Verified,
            r.ReceivedAt, r.Late, r.Language, r.Position, r.Excerpt, r.Publication, r.Ground, r.UpdatedAt,
            r.Comments as CommentCount, r.Attachments as AttachmentCount
        """;

    /// <summary>The same with the campaign that a reply is in; needs <see cref="OfCampaign"/> too.</summary>
    public const string ListColumns = $"""
        {ItemColumns}, cm.Campaign, cm.Kind as CampaignKind, cm.Basis as CampaignBasis
        """;

    /// <summary>Needs <c>r</c> (Reply).</summary>
    public const string OfCampaign = "left join CampaignMember cm on cm.HearingId = r.HearingId and cm.Number = r.Number";

    internal sealed record ItemRow
    {
        public required int Number { get; init; }
        public required int Round { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required string Language { get; init; }
        public required Position Position { get; init; }
        public required string Excerpt { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required int CommentCount { get; init; }
        public required int AttachmentCount { get; init; }

        /// <summary>Null: in none; or the list does not ask.</summary>
        public int? Campaign { get; init; }
        public CampaignKind? CampaignKind { get; init; }
        public int? CampaignBasis { get; init; }

        public SenderView Sender =>
            new()
            {
                Type = SenderType,
                Name = SenderName,
                OrganisationNumber = OrganisationNumber,
                OnBehalfOf = OnBehalfOf,
                Verified = Verified,
            };

        public ReplyItem Item(string slug, Settings settings, long hearing, DateTimeOffset now) =>
            new()
            {
                Number = Number,
                Round = Round,
                Sender = Sender,
                ReceivedAt = ReceivedAt,
                Late = Late,
                Language = Language,
                Position = Position,
                Excerpt = Excerpt,
                Publication = ReplyRules.Shown(Publication, Ground, ClosesAt, now),
                Url = settings.PublicUrl + Links.Reply("nb", hearing, slug, Number),
                UpdatedAt = UpdatedAt,
                CommentCount = CommentCount,
                AttachmentCount = AttachmentCount,
            };
    }

    /// <summary>The slug of a hearing whose replies the caller may read in this scope; not found else.</summary>
    public static async Task<string> SlugOf(Db db, long hearing, Scope scope, CurrentUser user) =>
        await db.First<string>(
            SelectSlug,
            new
            {
                Id = hearing,
                PublicToo = scope == Scope.Published,
                user.IsStaff,
                user.MinistryId,
            }
        ) ?? throw Refusals.NotFound();

    private const string SelectSlug = """
        select Slug from Hearing
        where Id = @Id
            and ((@PublicToo = 1 and PublishedAt is not null) or (@IsStaff = 1 and (@MinistryId is null or MinistryId = @MinistryId)))
        """;
}
