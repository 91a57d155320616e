using Consultation.Api.Features.Answers;
using Consultation.Api.Features.Campaigns;
using Consultation.Domain;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Replies;

/// <summary>Who sent a reply, as published. E-mail is never part of it.</summary>
public sealed record SenderView
{
    public required SenderType Type { get; init; }

    /// <summary>Null: anonymous, or an imported reply whose name was not given.</summary>
    public string? Name { get; init; }
    public string? OrganisationNumber { get; init; }
    public string? OnBehalfOf { get; init; }
    public required Verification Verified { get; init; }
}

/// <summary>A reply in a list.</summary>
public sealed record ReplyItem
{
    public required int Number { get; init; }
    public required int Round { get; init; }
    public required SenderView Sender { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool Late { get; init; }
    public required string Language { get; init; }
    public required Position Position { get; init; }

    /// <summary>The first 280 characters or so, cut at a word.</summary>
    public required string Excerpt { get; init; }
    public required Publication Publication { get; init; }

    /// <summary>How many remarks on places in the documents it has, and how many files, hidden ones too.</summary>
    public required int CommentCount { get; init; }
    public required int AttachmentCount { get; init; }

    /// <summary>The group of replies like this one that it is in.</summary>
    public CampaignMark? Campaign { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where a search with <c>q</c> hit; null in a list that was not searched.</summary>
    public SearchHit? Hit { get; init; }
}

/// <summary>A reply in full, as published.</summary>
public sealed record ReplyView
{
    public required int Number { get; init; }
    public required int Round { get; init; }
    public required SenderView Sender { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool Late { get; init; }
    public required string Language { get; init; }
    public required Position Position { get; init; }

    /// <summary>Null, like all the rest of the content, when the reply was withheld or withdrawn.</summary>
    public string? Text { get; init; }

    /// <summary>In the order of the questions; for the public those to public questions.</summary>
    public IReadOnlyList<AnswerView>? Answers { get; init; }

    /// <summary>In the order sent.</summary>
    public IReadOnlyList<CommentView>? Comments { get; init; }

    /// <summary>In the order sent.</summary>
    public IReadOnlyList<AttachmentView>? Attachments { get; init; }

    /// <summary>What the ministry answers it in public; null where it has not.</summary>
    public MinistryAnswerView? MinistryAnswer { get; init; }
    public required Publication Publication { get; init; }

    /// <summary>Why something is hidden, when something is.</summary>
    public Ground? Ground { get; init; }
    public required string Url { get; init; }
    public required int Version { get; init; }

    /// <summary>Staff only: the version that is published or stands to be; <c>version</c> is the one shown, the latest.</summary>
    public int? PublishedVersion { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>SHA-256 over the canonical form, as on the receipt.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>What the sender gets back. <c>Reference</c> and <c>Salt</c> are known to the sender alone.</summary>
public sealed record Receipt
{
    public required int Number { get; init; }
    public required string Reference { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool Late { get; init; }
    public required Publication Publication { get; init; }
    public required string Sha256 { get; init; }
    public required string Salt { get; init; }

    /// <summary>1 for the reply as first sent, one more for each correction.</summary>
    public required int Version { get; init; }
    public required string Url { get; init; }

    /// <summary>Page to correct or withdraw the reply at, with <c>editToken</c> behind <c>#</c>, so that no server or link is told of it.</summary>
    public required string EditUrl { get; init; }

    /// <summary>What the header <c>Reply-Token</c> must hold to correct or withdraw the reply.</summary>
    public required string EditToken { get; init; }
}
