using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>Corrects what is known of an invited body. Another address does not send a letter again.</summary>
public static class ChangeInvitation
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        public long HearingId { get; init; }
        public long Id { get; init; }
        public required string Name { get; init; }
        public string? Email { get; init; }
        public string? OrganisationNumber { get; init; }
        public required InvitedGroup Group { get; init; }

        /// <summary>Of its letters: nb, nn or en.</summary>
        public required string Language { get; init; }

        internal InvitedEntry Entry =>
            new(
                PlainText.Normalise(Name).Trim(),
                string.IsNullOrWhiteSpace(Email) ? null : Email.Trim(),
                Domain.OrganisationNumber.TryParse(OrganisationNumber, out var digits) ? digits : null,
                Group
            );
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name)
                .Must(name => InvitationRules.NameKey(name) is not null)
                .WithText("invitation.name_missing")
                .AtMost(InvitationRules.MaxNameLength);
            RuleFor(c => c.Email)
                .Must(email => string.IsNullOrWhiteSpace(email) || InvitationLines.IsEmail(email.Trim()))
                .WithText("invitation.email");
            RuleFor(c => c.OrganisationNumber)
                .Must(number => string.IsNullOrWhiteSpace(number) || OrganisationNumber.TryParse(number, out _))
                .WithRefusal(Refusals.OrganisationNumberInvalid());
            RuleFor(c => c.Language).LetterLanguage();
        }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var entry = request.Entry;
            var others = await db.All<Row>(SelectOthers, request);
            if (others.Any(other => entry.IsSameAs(new(other.Name, null, other.OrganisationNumber, default))))
            {
                throw Refusals.InvitationTwice();
            }
            var values = new
            {
                request.Id,
                HearingId = hearing.Id,
                entry.Name,
                entry.NameKey,
                entry.Email,
                entry.OrganisationNumber,
                Group = entry.Group.Code(),
                request.Language,
            };
            if (await db.Run(UpdateInvitation, values) == 0)
            {
                throw Refusals.NotFound();
            }
            await HearingStore.Turn(db, hearing.Id);
            return Unit.Value;
        }
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public string? OrganisationNumber { get; init; }
    }

    private const string SelectOthers = "select Name, OrganisationNumber from Invitation where HearingId = @HearingId and Id <> @Id";

    private const string UpdateInvitation = """
        update Invitation
        set Name = @Name, NameKey = @NameKey, Email = @Email, OrganisationNumber = @OrganisationNumber, BodyGroup = @Group,
            Language = @Language
        where Id = @Id and HearingId = @HearingId
        """;
}
