using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace Consultation.Api.Pipeline;

/// <summary>Rules that many validators share, with their sentences looked up when the rule is broken.</summary>
internal static class Rules
{
    public static IRuleBuilderOptions<T, string?> Filled<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(value => !string.IsNullOrWhiteSpace(value)).WithText("field.required");

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int characters) =>
        rule.Must(value => value is null || value.Length <= characters).WithText("field.too_long", characters);

    public static IRuleBuilderOptions<T, int> Between<T>(this IRuleBuilder<T, int> rule, int least, int most) =>
        rule.Must(value => value >= least && value <= most).WithText("field.between", least, most);

    /// <summary>A language code of two or three lower-case letters (ISO 639).</summary>
    public static IRuleBuilderOptions<T, string?> LanguageCode<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => code is null || IsLanguageCode(code)).WithText("language.unknown");

    public static bool IsLanguageCode(string code) => code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower);

    public static IRuleBuilderOptions<T, TValue> WithText<T, TValue>(
        this IRuleBuilderOptions<T, TValue> rule,
        string key,
        params object[] values
    ) => rule.WithMessage(_ => Messages.Get(key, values)).WithErrorCode(key);

    /// <summary>A broken rule that has a refusal's code and sentence.</summary>
    public static IRuleBuilderOptions<T, TValue> WithRefusal<T, TValue>(this IRuleBuilderOptions<T, TValue> rule, Refusal refusal) =>
        rule.WithMessage(_ => Messages.Of(refusal)).WithErrorCode(RefusalPrefix + refusal.Code);

    /// <summary>A refusal as one of several mistakes; its sentence is in the language of whoever asks now.</summary>
    public static ValidationFailure Failure(Refusal refusal) =>
        new(refusal.Field ?? "", Messages.Of(refusal)) { ErrorCode = RefusalPrefix + refusal.Code };

    /// <summary>Marks the error codes that stand for a refusal, so that the answer carries the refusal's own code.</summary>
    public const string RefusalPrefix = "refusal:";
}
