using System.Net.Mail;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;

namespace Consultation.Api.Features.Replies;

/// <summary>What a reply must hold, all told at once, so that a form can show every mistake.</summary>
internal sealed class SendReplyValidator : AbstractValidator<SendReply.Command>
{
    public SendReplyValidator()
    {
        RuleFor(c => c.Sender.Name)
            .Must((c, name) => c.Sender.Anonymous || c.Sender.Type != SenderType.Person || IsSaid(name))
            .WithText("sender.name_required");
        RuleFor(c => c.Sender.Name)
            .Must((c, name) => c.Sender.Anonymous || c.Sender.Type == SenderType.Person || IsSaid(name))
            .WithText("sender.organisation_name_required");
        RuleFor(c => c.Sender.Name).AtMost(500);
        RuleFor(c => c.Sender.Name)
            .Must((c, name) => c.NotANationalId || NationalIdentityNumber.FindIn(PlainText.Normalise(name)) is null)
            .WithRefusal(Refusals.ReplyNationalId("sender.name"));
        RuleFor(c => c.Sender.OnBehalfOf).AtMost(500);
        RuleFor(c => c.Sender.OnBehalfOf)
            .Must((c, name) => c.NotANationalId || NationalIdentityNumber.FindIn(PlainText.Normalise(name)) is null)
            .WithRefusal(Refusals.ReplyNationalId("sender.onBehalfOf"));
        RuleFor(c => c.Sender.Email).Must(IsAddress).WithText("sender.email_invalid");
        RuleFor(c => c.Sender.OrganisationNumber)
            .Must(number => string.IsNullOrWhiteSpace(number) || OrganisationNumber.TryParse(number, out _))
            .WithRefusal(Refusals.OrganisationNumberInvalid());
        RuleFor(c => c.Language).LanguageCode();
        RuleFor(c => c.IdempotencyKey).AtMost(200);
        RuleFor(c => c.Answers).Must(parts => parts.Count == 0).WithText("field.not_supported");
        RuleFor(c => c.Comments).Must(parts => parts.Count == 0).WithText("field.not_supported");
        RuleFor(c => c.Attachments).Must(parts => parts.Count == 0).WithText("field.not_supported");
        When(c => c.Position == Position.WithRemarks, Remarks);
    }

    private void Remarks()
    {
        RuleFor(c => c.Text).Must((c, _) => !string.IsNullOrWhiteSpace(c.StoredText)).WithRefusal(Refusals.ReplyEmpty());
        RuleFor(c => c.Text).Must((c, _) => !IsTooLong(c)).WithRefusal(Refusals.ReplyTextTooLong());
        RuleFor(c => c.Text)
            .Must((c, _) => c.NotANationalId || IsTooLong(c) || NationalIdentityNumber.FindIn(c.StoredText) is null)
            .WithRefusal(Refusals.ReplyNationalId("text"));
    }

    /// <summary>Whether anything is left of it once it is stored.</summary>
    private static bool IsSaid(string? name) => !string.IsNullOrWhiteSpace(PlainText.Normalise(name));

    private static bool IsTooLong(SendReply.Command command) => command.StoredText.Length > ReplyRules.MaxTextLength;

    internal static bool IsAddress(string? email) =>
        string.IsNullOrWhiteSpace(email)
        || (email.Length <= 320 && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim());
}
