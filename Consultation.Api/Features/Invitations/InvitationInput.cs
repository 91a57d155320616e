using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using FluentValidation;

namespace Consultation.Api.Features.Invitations;

/// <summary>What adding and changing share of reading a body to invite.</summary>
internal static class InvitationInput
{
    /// <summary>Letters are written in the languages that pages are.</summary>
    public static IRuleBuilderOptions<T, string?> LetterLanguage<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => code is null || Links.Languages.Contains(code, StringComparer.Ordinal)).WithText("language.unknown");

    public static string Say(InvitationFault fault) =>
        fault switch
        {
            InvitationFault.NameMissing => Messages.Get("invitation.name_missing"),
            InvitationFault.NameTooLong => Messages.Get("field.too_long", InvitationRules.MaxNameLength),
            InvitationFault.Email => Messages.Get("invitation.email"),
            InvitationFault.OrganisationNumber => Messages.Of(Refusals.OrganisationNumberInvalid()),
            InvitationFault.Group => Messages.Get("invitation.group"),
            _ => Messages.Get("invitation.too_many_parts"),
        };
}
