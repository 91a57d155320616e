using System.Text;
using Consultation.Api.Features.Imports;

namespace Consultation.Tests.Imports;

/// <summary>What an uploaded file's columns are guessed to hold, and what is shown of it.</summary>
public sealed class ColumnGuessTests
{
    [TestCase("Uttalelse", "tekst")]
    [TestCase("Høringssvar:", "tekst")]
    [TestCase("FULLT NAVN", "navn")]
    [TestCase("Mottatt_dato", "mottatt")]
    [TestCase("receivedAt", "mottatt")]
    [TestCase("data.attributes.comment", "tekst")]
    [TestCase("Org.nr", "orgnr")]
    [TestCase("E-postadresse", "epost")]
    [TestCase("Hva heter hunden din?", null)]
    public void Header_IsGuessed(string header, string? field)
    {
        var guess = ColumnGuesses.Of([header], []);
        var guessed = new (string Field, string? Column)[]
        {
            ("tekst", guess.Text),
            ("navn", guess.Name?[0]),
            ("mottatt", guess.ReceivedAt),
            ("orgnr", guess.OrganisationNumber),
            ("epost", guess.Email),
        };
        Assert.That(
            guessed.Where(one => one.Column is not null).Select(one => one.Field),
            Is.EqualTo(field is null ? [] : new[] { field })
        );
    }

    [Test]
    public void NamelessText_IsTheColumnWithTheLongestCells()
    {
        var guess = ColumnGuesses.Of(
            ["Q1", "Q2", "Fornavn", "Etternavn"],
            [
                ["ja", "Vi mener at grensen for støy om natten må være den samme som ved flyplassene.", "Per", "Nilsen"],
            ]
        );
        Assert.That(guess.Text, Is.EqualTo("Q2"));
        Assert.That(guess.Name, Is.EqualTo((string[])["Fornavn", "Etternavn"]));
    }

    [FsCheck.NUnit.Property]
    public bool Guesses_NameNoColumnTwice_AndOnlyColumnsThatAreThere(string?[] headers)
    {
        string[] columns = [.. headers.OfType<string>().Distinct(StringComparer.Ordinal)];
        var guess = ColumnGuesses.Of(columns, []);
        string?[] single =
        [
            guess.Text,
            guess.Organisation,
            guess.OrganisationNumber,
            guess.ReceivedAt,
            guess.ExternalId,
            guess.Position,
            guess.Email,
            guess.SenderType,
            guess.Language,
        ];
        string[] named = [.. single.OfType<string>(), .. guess.Name ?? []];
        return named.Distinct(StringComparer.Ordinal).Count() == named.Length
            && named.All(name => columns.Contains(name, StringComparer.Ordinal));
    }

    [Test]
    public void Beginning_OfCsv_NumbersTwinColumns()
    {
        var begin = ImportBeginning.OfCsv(File("Navn;Navn;Tekst\r\nPer;Nilsen;\"Ja;\nnei\"\r\n\r\nKari;;Nei\r\n"));
        Assert.That(begin.Columns, Is.EqualTo((string[])["Navn", "Navn#2", "Tekst"]));
        Assert.That(begin.Rows[0], Is.EqualTo((string[])["Per", "Nilsen", "Ja;\nnei"]));
        Assert.That(begin.Rows, Has.Count.EqualTo(2));
    }

    [Test]
    public void Beginning_OfJson_TakesPathsOfProperties_AndPassesOverWhatIsNone()
    {
        var begin = ImportBeginning.OfJson(
            File("{\"sender\":{\"name\":\"Per\"},\"text\":\"Ja\"}\nikke json\n{\"text\":\"Nei\",\"tags\":[\"a\",\"b\"]}\n")
        );
        Assert.That(begin.Columns, Is.EqualTo((string[])["sender.name", "text", "tags"]));
        Assert.That(begin.Rows[1], Is.EqualTo((string[])["", "Nei", "a, b"]));
    }

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));
}
