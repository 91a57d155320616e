using System.Globalization;
using System.Text;
using System.Text.Json;
using Consultation.Api.Features.Imports;
using Consultation.Domain;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Support;
using CsvHelper;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Imports;

/// <summary>Whatever a file or a mapping holds, reading it ends, and every row is a reply or named with its fault.</summary>
public sealed class ImportFuzzTests
{
    private static readonly StartImport.Mapping Mapping = new()
    {
        Format = StartImport.Csv,
        Fields = new ImportFields
        {
            Text = "text",
            Name = ["a"],
            ReceivedAt = "a",
        },
    };

    [Property(MaxTest = 1500)]
    public void Csv_OfAnyPieces_IsRowsOrRefused(int[] picks)
    {
        var text = Of(ImportFuzzPieces.Csv, picks);
        AssertRows(Encoding.UTF8.GetBytes("text,a\n" + text));
        AssertRows(Encoding.UTF8.GetBytes(text));
        AssertRows(Encoding.UTF8.GetBytes("\"te\nxt\",text;a\r" + text));
    }

    [Property(MaxTest = 1000)]
    public void File_OfAnyBytes_IsRowsOrRefused(byte[] bytes, bool beginsAsUtf16)
    {
        byte[] file = beginsAsUtf16 ? [.. Encoding.Unicode.Preamble, .. bytes] : bytes;
        using var stream = new MemoryStream(file);
        var (encoding, mark) = FileEncoding.Of(stream);
        using var text = FileEncoding.AsUtf8(stream, encoding, mark);
        using var kept = new MemoryStream();
        text.CopyTo(kept);
        AssertRows(kept.ToArray());
        AssertWhole(JsonRows.Read(new MemoryStream(kept.ToArray()), Mapper(), 0));
        AssertWhole(RegulationsGovReader.Read(new MemoryStream(file), "x"));
    }

    [Property(MaxTest = 1000)]
    public void JsonLines_OfAnyPieces_AreRows(int[] picks)
    {
        var file = Encoding.UTF8.GetBytes(Of(ImportFuzzPieces.JsonLines, picks));
        AssertWhole(JsonRows.Read(new MemoryStream(file), Mapper(), 0));
    }

    [Property(MaxTest = 1000)]
    public void RegulationsGov_OfAnyPieces_IsRows(int[] picks)
    {
        var json = Of(ImportFuzzPieces.RegulationsGov, picks);
        AssertWhole(RegulationsGovReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "one.json"));
        var zip = Zips.Of(json, "{\"data\":{\"type\":\"comments\",\"attributes\":{\"comment\":" + JsonSerializer.Serialize(json) + "}}}");
        AssertWhole(RegulationsGovReader.Read(new MemoryStream(zip), "x.zip"));
        foreach (var pick in picks.Take(20))
            zip[(pick & int.MaxValue) % zip.Length] ^= (byte)(1 + ((pick >> 8) & 0x7F));
        AssertWhole(RegulationsGovReader.Read(new MemoryStream(zip), "x.zip"));
    }

    /// <summary>What is written by the rules comes back as it was, whatever it holds.</summary>
    [Property(MaxTest = 1000)]
    public void Csv_WrittenByTheRules_ComesBackWhole(NonEmptyArray<NonNull<string>> texts)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Separator = ';' }, leaveOpen: true))
        {
            csv.WriteHeader(["id", "text"]);
            foreach (var text in texts.Get)
            {
                csv.WriteField("x");
                csv.WriteField(text.Get);
                csv.EndRecord();
            }
        }
        var rows = CsvRows.Read(
            file,
            Mapping with
            {
                Fields = new ImportFields { Text = "text" },
            },
            Mapper(new ImportFields { Text = "text" }),
            0
        );
        var wanted = texts.Get.Select(text => PlainText.Normalise(AsUtf8(text.Get)));
        Assert.That(rows.Select(row => row.RejectCode is null ? row.Text : ""), Is.EqualTo(wanted));
    }

    [Property(MaxTest = 1500)]
    public void ReceivedDate_OfAnyText_IsAnInstantOrNone(NonNull<string> text, int[] picks)
    {
        string[] pieces = ["2026", "-", "03", "13", "T", " ", ":", "Z", "+", "01", ".", "/", "kl.", "Fri,", "Mar", "GMT", ",", "9", "0"];
        foreach (var tried in (string[])[text.Get.Trim(), Of(pieces, picks).Trim()])
        {
            if (tried.Length == 0)
                continue;
            foreach (var format in (string?[])[null, "dd/MM/yyyy", text.Get.Length > 0 ? text.Get : "K", "%"])
            {
                if (ReceivedDate.TryRead(tried, TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo"), format, out var instant))
                    Assert.That(instant.Year, Is.InRange(1900, 9999));
            }
        }
    }

    /// <summary>Through the front door: never a fault of ours, and what is taken comes to an end.</summary>
    [Test]
    public async Task Mappings_OfAnyPieces_AreTakenOrRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var random = new Random(20260313);
        var file = Columns.Bytes("text,a\nHei,2026-03-13\n\"x\n");
        var taken = 0;
        for (var i = 0; i < 200; i++)
        {
            var pieces = string.Concat(
                Enumerable
                    .Range(0, random.Next(1, 9))
                    .Select(_ => ImportFuzzPieces.Mapping[random.Next(ImportFuzzPieces.Mapping.Length)] + (random.Next(3) == 0 ? "" : ","))
            );
            var mapping = i % 4 == 0 ? pieces : "{\"format\":\"csv\",\"fields\":{\"text\":\"text\"}," + pieces.TrimEnd(',') + "}";
            using var response = await app.Staff.Import(id, file, mapping);
            Assert.That((int)response.StatusCode, Is.AnyOf(202, 400, 422), mapping);
            taken += response.IsSuccessStatusCode ? 1 : 0;
        }
        Assert.That(taken, Is.GreaterThan(3), "nothing but refusals shows little");
        Assert.That(await app.DoDueWork(), Is.EqualTo(taken));
        var unfinished = await app.Database.Read(db => db.First<int>("select count(*) from Import where Status not in ('done', 'failed')"));
        Assert.That(unfinished, Is.Zero);
    }

    private static RowMapper Mapper(ImportFields? fields = null) =>
        new(Mapping with { Fields = fields ?? Mapping.Fields }, TimeZoneInfo.Utc, []);

    private static void AssertRows(byte[] file)
    {
        try
        {
            AssertWhole(CsvRows.Read(new MemoryStream(file), Mapping, Mapper(), 0));
            // The same rows again after some were stored, as after a kill.
            var all = CsvRows.Read(new MemoryStream(file), Mapping, Mapper(), 0).Skip(2).Select(Shown);
            Assert.That(CsvRows.Read(new MemoryStream(file), Mapping, Mapper(), 2).Select(Shown), Is.EqualTo(all));
        }
        catch (Refusal refusal)
        {
            Assert.That(refusal.Code, Is.AnyOf("import.column_unknown", "import.file_unreadable"));
        }
    }

    private static void AssertWhole(IEnumerable<ImportRow> rows)
    {
        var number = 0;
        try
        {
            foreach (var row in rows)
            {
                Assert.That(row.Row, Is.EqualTo(++number));
                Assert.That(row.Source, Is.Not.Empty);
                Assert.That(row.Text, Is.EqualTo(PlainText.Normalise(row.Text)));
                if (row.RejectCode is null)
                    Assert.That(row.Text, Is.Not.Empty);
                else
                    Assert.That((row.RejectCode, row.RejectMessage), Is.Not.EqualTo(("", "")));
            }
        }
        catch (Refusal refusal)
        {
            Assert.That(refusal.Code, Is.AnyOf("import.column_unknown", "import.file_unreadable"));
        }
    }

    private static string Shown(ImportRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Row} {row.Source} {row.RejectCode} {row.Name} {row.Text}");

    private static string Of(string[] pieces, int[] picks) =>
        string.Concat(picks.Select(pick => pieces[(pick & int.MaxValue) % pieces.Length]));

    /// <summary>Half characters do not survive UTF-8.</summary>
    private static string AsUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
