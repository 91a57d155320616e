using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Api.Features.Invitations;

/// <summary>An invited body as everybody may know it: of its reply only what is published.</summary>
public sealed record InvitedView
{
    public required string Name { get; init; }
    public required InvitedGroup Group { get; init; }

    /// <summary>It has said that no reply will come, and none is published.</summary>
    public required bool HasDeclined { get; init; }

    /// <summary>Null also while its reply is in review, awaits the deadline or is withheld: which of these is nobody's to know.</summary>
    public PublishedAnswer? Reply { get; init; }

    internal static InvitedView Of(InvitedReader.Row row) =>
        new()
        {
            Name = row.Body.Name,
            Group = row.Body.BodyGroup,
            HasDeclined = row.State == InvitationState.Declined,
            Reply = row.Answer is { } answer ? new(answer.Number, answer.Position, answer.ReceivedAt, answer.Late) : null,
        };
}

/// <param name="Number">Of the reply in its hearing.</param>
public sealed record PublishedAnswer(int Number, Position Position, DateTimeOffset ReceivedAt, bool Late);

/// <summary>The list of invited bodies as everybody may read it.</summary>
/// <param name="Round">The round that replies are shown of; 0 where there is none.</param>
/// <param name="Bodies">In the order of their names.</param>
public sealed record InvitedList(int Round, IReadOnlyList<InvitedView> Bodies)
{
    public int Invited => Bodies.Count;

    /// <summary>Whose reply is published.</summary>
    public int Replied => Bodies.Count(body => body.Reply is not null);

    public int WithoutRemarks => Bodies.Count(body => body.Reply?.Position == Position.WithoutRemarks);
}
