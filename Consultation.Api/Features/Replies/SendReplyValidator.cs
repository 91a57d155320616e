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
            .Must((c, name) => c.Sender.Anonymous || c.Sender.Type != SenderType.Person || !string.IsNullOrWhiteSpace(name))
            .WithText("sender.name_required");
        RuleFor(c => c.Sender.Name)
            .Must((c, name) => c.Sender.Anonymous || c.Sender.Type == SenderType.Person || !string.IsNullOrWhiteSpace(name))
            .WithText("sender.organisation_name_required");
        RuleFor(c => c.Sender.Name).AtMost(500);
        RuleFor(c => c.Sender.Name)
            .Must((c, name) => c.NotANationalId || NationalIdentityNumber.FindIn(PlainText.Normalise(name)) is null)
            .WithRefusal(Refusals.ReplyNationalId("sender.name"));
        RuleFor(c => c.Sender.OnBehalfOf).AtMost(500);
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
        RuleFor(c => c.Text).Must(text => !string.IsNullOrWhiteSpace(text)).WithRefusal(Refusals.ReplyEmpty());
        RuleFor(c => c.Text)
            .Must(text => text is null || text.Length <= ReplyRules.MaxTextLength)
            .WithRefusal(Refusals.ReplyTextTooLong());
        RuleFor(c => c.Text)
            .Must(
                (c, text) =>
                    c.NotANationalId
                    || text is null
                    || text.Length > ReplyRules.MaxTextLength
                    || NationalIdentityNumber.FindIn(PlainText.Normalise(text)) is null
            )
            .WithRefusal(Refusals.ReplyNationalId("text"));
    }

    private static bool IsAddress(string? email) =>
        string.IsNullOrWhiteSpace(email)
        || (email.Length <= 320 && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim());
}
