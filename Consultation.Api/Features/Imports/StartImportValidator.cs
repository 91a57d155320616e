using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace Consultation.Api.Features.Imports;

/// <summary>Whether the file can be read as the mapping says; every column that is not there is told of.</summary>
internal sealed class StartImportValidator : AbstractValidator<StartImport.Command>
{
    private const int MostNames = 20;
    private const int MostAnswers = 1000;
    private const int MostValues = 100;

    public StartImportValidator()
    {
        RuleFor(c => c.Mapping.Format)
            .Must(format => format is StartImport.Csv or StartImport.JsonLines or StartImport.RegulationsGov)
            .WithText("field.unknown_value");
        RuleFor(c => c.Mapping.Channel).Filled().AtMost(40);
        When(c => c.Mapping.IsText, Text);
    }

    private void Text()
    {
        RuleFor(c => c.Mapping.Delimiter)
            .Must(given => given is null || CsvHeader.Delimiter(given) is not null)
            .WithText("import.delimiter_invalid");
        RuleFor(c => c.Mapping.Encoding).Must(name => name is null || FileEncoding.Named(name) is not null).WithText("field.unknown_value");
        RuleFor(c => c.Mapping.Fields!.ReceivedAtFormat)
            .Must(format => format is null || format.Trim().Length is > 0 and <= 60)
            .When(c => c.Mapping.Fields is not null)
            .WithText("field.unknown_value");
        RuleFor(c => c.Mapping.Fields).Must((c, _) => SaysSomething(c.Mapping)).WithRefusal(Refusals.ImportNothingMapped());
        RuleFor(c => c.Mapping).Custom((mapping, context) => Sizes(mapping, context.AddFailure));
        RuleFor(c => c).Custom((command, context) => Columns(command, context.AddFailure));
    }

    private static bool SaysSomething(StartImport.Mapping mapping) =>
        mapping.Fields is { Text: not null } or { Position: not null } || mapping.Answers is { Count: > 0 };

    private static void Sizes(StartImport.Mapping mapping, Action<ValidationFailure> fail)
    {
        Check("mapping.fields.name", mapping.Fields?.Name?.Count > MostNames);
        Check("mapping.fields.anonymous.values", mapping.Fields?.Anonymous?.Values.Count > MostValues);
        Check("mapping.answers", mapping.Answers?.Count > MostAnswers);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (answer, at) in (mapping.Answers ?? []).Select((answer, at) => (answer, at)))
        {
            if (!asked.Add(answer.Question))
                fail(new ValidationFailure($"mapping.answers[{at}].question", Messages.Get("field.twice")) { ErrorCode = "field.twice" });
        }

        void Check(string field, bool isTooMany)
        {
            if (isTooMany)
                fail(new ValidationFailure(field, Messages.Get("field.too_many")) { ErrorCode = "field.too_many" });
        }
    }

    private static void Columns(StartImport.Command command, Action<ValidationFailure> fail)
    {
        var names = command.Columns is { } columns ? new ColumnNames(columns) : null;
        foreach (var (field, name) in command.Mapping.Columns())
        {
            if (names is not null && names.Find(name) is null)
            {
                var refusal = Refusals.ImportColumnUnknown(field);
                var message = $"{Messages.Of(refusal)}: {(name.Length > 100 ? name[..100] + "…" : name)}";
                fail(new ValidationFailure(field, message) { ErrorCode = Rules.RefusalPrefix + refusal.Code });
            }
        }
    }
}
