using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// What is stored of a campaign beside its members. Public is what is published or awaits the deadline; what of it may be read at an
/// instant is judged when it is read.
/// </summary>
internal sealed record CampaignSummary
{
    public required int Number { get; init; }
    public required CampaignKind Kind { get; init; }

    /// <summary>The campaign that this one is built on; 0 of the other kinds.</summary>
    public required int Basis { get; init; }
    public required int Size { get; init; }
    public required int Identical { get; init; }
    public required int Representative { get; init; }
    public required int PublicSize { get; init; }
    public required int PublicIdentical { get; init; }

    /// <summary>0 when nothing is public.</summary>
    public required int PublicRepresentative { get; init; }
    public required Sizes By { get; init; }

    /// <summary>How many members each round has in each state of publication.</summary>
    internal sealed class Sizes : SortedDictionary<(long Round, Publication Publication), int>, IEquatable<Sizes>
    {
        public bool Equals(Sizes? other) => other is not null && this.SequenceEqual(other);

        public override bool Equals(object? obj) => Equals(obj as Sizes);

        public override int GetHashCode() => Count;
    }
}
