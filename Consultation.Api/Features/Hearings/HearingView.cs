using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>A hearing as everybody sees it: API answer and page. Instants are UTC; every id is a JSON string.</summary>
public sealed record HearingView
{
    public required long Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>BCP 47 code of the hearing's own texts: nb, nn, en, se, sma, smj …</summary>
    public required string Language { get; init; }
    public required IReadOnlyDictionary<string, HearingTranslation> Translations { get; init; }
    public required HearingKind Kind { get; init; }
    public required HearingStatus Status { get; init; }
    public required MinistryView Ministry { get; init; }
    public string? CaseNumber { get; init; }
    public required IReadOnlyList<string> Subjects { get; init; }
    public required PublicationRule Publication { get; init; }
    public required bool AllowAnonymous { get; init; }

    /// <summary>Left out (null) in lists.</summary>
    public IReadOnlyList<DocumentView>? Documents { get; init; }

    /// <summary>Files beside the documents, in their order; left out (null) in lists.</summary>
    public IReadOnlyList<AnnexView>? Annexes { get; init; }

    /// <summary>Those that were published and are gone, oldest removal first; left out (null) in lists.</summary>
    public IReadOnlyList<RemovedAnnexView>? RemovedAnnexes { get; init; }

    /// <summary>Left out (null) in lists.</summary>
    public IReadOnlyList<HearingQuestion>? Questions { get; init; }

    /// <summary>Whom to ask, which acts it is about, and what belongs to EEA cases, as they were given; left out (null) in lists.</summary>
    public JsonElement? Contact { get; init; }
    public JsonElement? Acts { get; init; }
    public JsonElement? Eea { get; init; }
    public required IReadOnlyList<RoundView> Rounds { get; init; }
    public required ReplyCounts Counts { get; init; }

    /// <summary>What became of the matter, as it is told now.</summary>
    public OutcomeView? Outcome { get; init; }
    public WithdrawalView? Withdrawal { get; init; }

    /// <summary>Address of the hearing's page.</summary>
    public required string Url { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <param name="Earlier">What was told before it was corrected, the first text first; left out (null) in lists.</param>
public sealed record OutcomeView(
    string Markdown,
    IReadOnlyList<OutcomeLink> Links,
    DateTimeOffset At,
    IReadOnlyList<OutcomeView>? Earlier = null
);

public sealed record WithdrawalView(string Reason, DateTimeOffset At);

public sealed record HearingTranslation(string Title, string Summary);

public sealed record MinistryView(string Code, string Name);

public sealed record RoundView
{
    public required int Number { get; init; }
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The deadline, exclusive: a reply that began at this instant is late.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>IANA zone that the deadline was set in.</summary>
    public required string TimeZone { get; init; }
    public required RoundStatus Status { get; init; }
    public required LateReplies LateReplies { get; init; }
    public string? ShortDeadlineReason { get; init; }
    public required IReadOnlyList<DeadlineChange> History { get; init; }
}

/// <summary>One public change of a deadline, oldest first.</summary>
public sealed record DeadlineChange(DateTimeOffset Was, DateTimeOffset Is, string Reason, DateTimeOffset At);

/// <summary>The counters of a hearing or a round; <c>Received</c> is the sum of the six publication states.</summary>
public sealed record ReplyCounts
{
    public required int Received { get; init; }
    public required int Published { get; init; }
    public required int PublishedRedacted { get; init; }
    public required int InReview { get; init; }
    public required int AwaitingDeadline { get; init; }
    public required int Withheld { get; init; }
    public required int Withdrawn { get; init; }
    public required int Late { get; init; }
    public required int WithRemarks { get; init; }
    public required int WithoutRemarks { get; init; }
}
