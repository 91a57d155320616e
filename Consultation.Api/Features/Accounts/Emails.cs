using System.Net.Mail;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;

namespace Consultation.Api.Features.Accounts;

/// <summary>Addresses that accounts are known by.</summary>
internal static class Emails
{
    private const int Most = 320;

    /// <summary>Case makes no other account.</summary>
    public static string Key(string? email) => Stored(email).ToLowerInvariant();

    public static string Stored(string? email) => PlainText.Normalise(email).Trim();

    public static IRuleBuilderOptions<T, string?> EmailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(email =>
                Stored(email) is { Length: > 0 and <= Most } given
                && MailAddress.TryCreate(given, out var address)
                && address.Address == given
            )
            .WithText("sender.email_invalid");

    public static void PersonName<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Must(name => !string.IsNullOrWhiteSpace(PlainText.Normalise(name)))
            .WithText("user.name_required")
            .Must(name => name is null || name.Length <= 200)
            .WithText("field.too_long", 200);

    public static IRuleBuilderOptions<T, string?> KnownLanguage<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => code is not null && Links.Languages.Contains(code)).WithText("language.unknown");
}
