using System.Text.Json.Serialization;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>A group of replies that are alike.</summary>
public sealed record CampaignView
{
    /// <summary>The number of its earliest reply.</summary>
    public required long Id { get; init; }
    public required CampaignKind Kind { get; init; }

    /// <summary>Members that the caller may read.</summary>
    public required int Size { get; init; }

    /// <summary>How many of them have the commonest text, word for word.</summary>
    public required int Identical { get; init; }

    /// <summary>The number of the earliest reply with that text.</summary>
    public required int Representative { get; init; }

    /// <summary>The near-identical campaign that these replies are built on.</summary>
    public long? Basis { get; init; }
}

/// <summary>A campaign with its members.</summary>
public sealed record CampaignMembers
{
    public required long Id { get; init; }
    public required CampaignKind Kind { get; init; }
    public required int Size { get; init; }
    public required int Identical { get; init; }
    public required int Representative { get; init; }
    public long? Basis { get; init; }

    /// <summary>The members' numbers, lowest first; as many as were asked for.</summary>
    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>The opaque cursor of the following numbers, null with the last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}

/// <summary>The campaign that a reply is in, as a list of replies shows it.</summary>
public sealed record CampaignMark(long Id, int Size, CampaignKind Kind);
