using Consultation.Api.Features.Imports;
using Consultation.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.Imports.Columns;

/// <summary>Which column holds what, as it is chosen on the page. Blank: no column.</summary>
internal sealed class ColumnsForm
{
    [FromForm(Name = "tekst")]
    public string? Text { get; set; }

    [FromForm(Name = "navn")]
    public string? Name { get; set; }

    /// <summary>A second column of the name, where given and family name stand apart.</summary>
    [FromForm(Name = "navn2")]
    public string? Name2 { get; set; }

    [FromForm(Name = "virksomhet")]
    public string? Organisation { get; set; }

    [FromForm(Name = "orgnr")]
    public string? OrganisationNumber { get; set; }

    [FromForm(Name = "mottatt")]
    public string? ReceivedAt { get; set; }

    [FromForm(Name = "datoform")]
    public string? ReceivedAtFormat { get; set; }

    [FromForm(Name = "svarid")]
    public string? ExternalId { get; set; }

    [FromForm(Name = "svartype")]
    public string? Position { get; set; }

    [FromForm(Name = "epost")]
    public string? Email { get; set; }

    [FromForm(Name = "avsendertype")]
    public string? SenderType { get; set; }

    [FromForm(Name = "sprak")]
    public string? Language { get; set; }

    [FromForm(Name = "runde")]
    public int? Round { get; set; }

    /// <summary>For each question of the hearing the column with its answers.</summary>
    [FromForm(Name = "svar")]
    public Dictionary<string, string?> Answers { get; set; } = new(StringComparer.Ordinal);

    public static ColumnsForm Of(ImportFields guess) =>
        new()
        {
            Text = guess.Text,
            Name = guess.Name?.ElementAtOrDefault(0),
            Name2 = guess.Name?.ElementAtOrDefault(1),
            Organisation = guess.Organisation,
            OrganisationNumber = guess.OrganisationNumber,
            ReceivedAt = guess.ReceivedAt,
            ExternalId = guess.ExternalId,
            Position = guess.Position,
            Email = guess.Email,
            SenderType = guess.SenderType,
            Language = guess.Language,
        };

    public StartImport.Mapping Mapping(string format) =>
        new()
        {
            Format = format,
            Round = Round,
            Fields = new ImportFields
            {
                Text = Filled(Text),
                Name = new[] { Name, Name2 }.Select(Filled).OfType<string>().ToArray() is { Length: > 0 } names ? names : null,
                Organisation = Filled(Organisation),
                OrganisationNumber = Filled(OrganisationNumber),
                ReceivedAt = Filled(ReceivedAt),
                ReceivedAtFormat = Filled(ReceivedAtFormat?.Trim()),
                ExternalId = Filled(ExternalId),
                Position = Filled(Position),
                Email = Filled(Email),
                SenderType = Filled(SenderType),
                Language = Filled(Language),
            },
            Answers =
            [
                .. Answers
                    .Where(answer => Filled(answer.Value) is not null)
                    .Select(answer => new ImportAnswer { Question = answer.Key, Column = answer.Value! }),
            ],
        };

    /// <summary>What is chosen of the file's columns by name, for the inputs of the page.</summary>
    public IEnumerable<(string Id, string? Chosen)> Fields =>
        [
            ("tekst", Text),
            ("navn", Name),
            ("navn2", Name2),
            ("virksomhet", Organisation),
            ("orgnr", OrganisationNumber),
            ("epost", Email),
            ("avsendertype", SenderType),
            ("mottatt", ReceivedAt),
            ("svartype", Position),
            ("sprak", Language),
            ("svarid", ExternalId),
        ];

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
