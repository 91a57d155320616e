using Consultation.Api.Pipeline;
using FluentValidation;

namespace Consultation.Api.Features.Hearings;

/// <summary>What the fields of a hearing must be like, whether it is made or changed.</summary>
internal static class HearingFields
{
    public static IRuleBuilderOptions<T, string?> IsTitle<T>(this IRuleBuilder<T, string?> rule) => rule.Filled().AtMost(1000);

    public static IRuleBuilderOptions<T, string?> IsSummary<T>(this IRuleBuilder<T, string?> rule) => rule.Filled().AtMost(20_000);

    public static IRuleBuilderOptions<T, KeyValuePair<string, HearingTranslation>> IsTranslation<T>(
        this IRuleBuilder<T, KeyValuePair<string, HearingTranslation>> rule
    ) => rule.Must(translation => translation.Value is not null && Rules.IsLanguageCode(translation.Key)).WithText("language.unknown");
}
