using System.Net.Mail;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;

namespace Consultation.Api.Features.Replies;

/// <summary>What a reply must hold, all told at once, so that a form can show every mistake.</summary>
internal sealed class ReplyInputValidator : AbstractValidator<IReplyInput>
{
    public ReplyInputValidator()
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
        RuleFor(c => c.Text).Must((c, _) => c.Position != Position.WithRemarks || c.Draft.IsSaid).WithRefusal(Refusals.ReplyEmpty());
        RuleFor(c => c.Text).Must((c, _) => !IsTooLong(c)).WithRefusal(Refusals.ReplyTextTooLong());
        RuleFor(c => c.Text)
            .Custom(
                (_, context) =>
                {
                    var input = context.InstanceToValidate;
                    foreach (var fault in input.Draft.Faults().Concat(IdentityNumbers(input)))
                    {
                        context.AddFailure(Rules.Failure(fault));
                    }
                }
            );
    }

    /// <summary>Not looked for in what is too long to be taken.</summary>
    private static IEnumerable<Refusal> IdentityNumbers(IReplyInput input) =>
        input.NotANationalId || IsTooLong(input)
            ? []
            : input
                .Draft.Writings.Where(writing => NationalIdentityNumber.FindIn(writing.Text) is not null)
                .Select(writing => Refusals.ReplyNationalId(writing.Field));

    /// <summary>Whether anything is left of it once it is stored.</summary>
    private static bool IsSaid(string? name) => !string.IsNullOrWhiteSpace(PlainText.Normalise(name));

    private static bool IsTooLong(IReplyInput input) => input.Draft.Text.Length > ReplyRules.MaxTextLength;

    private static bool IsAddress(string? email) =>
        string.IsNullOrWhiteSpace(email)
        || (email.Length <= 320 && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim());
}
