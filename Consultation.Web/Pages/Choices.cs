using Microsoft.AspNetCore.Http.Extensions;

namespace Consultation.Web.Pages;

/// <summary>A query string of what the reader has chosen; what is empty is left out.</summary>
internal sealed class Choices(params (string Name, string? Value)[] choices)
{
    public string With(string name, string value) => new Choices([.. choices, (name, value)]).ToString();

    public override string ToString() =>
        new QueryBuilder(
            choices.Where(choice => !string.IsNullOrEmpty(choice.Value)).Select(choice => KeyValuePair.Create(choice.Name, choice.Value!))
        ).ToString();
}
