using System.IO.Compression;
using System.Text;
using Consultation.Api.Features.Imports;
using Consultation.Domain;
using Consultation.Tests.Documents;
using NUnit.Framework;

namespace Consultation.Tests.Imports;

public sealed class RegulationsGovReaderTests
{
    [Test]
    public void Read_RealComments_GivesAllButTheWithdrawnOne()
    {
        var folder = RealData.Path("us-cms-2022", "comments");
        var files = Directory.GetFiles(folder).Select(file => ("comments/" + Path.GetFileName(file), File.ReadAllBytes(file)));
        var rows = RegulationsGovReader.Read(Zip([.. files]), "x.zip").ToList();
        var replies = rows.Where(row => row.RejectCode is null).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.EqualTo(647));
            Assert.That(rows.Select(row => row.Row), Is.EqualTo(Enumerable.Range(1, 647)));
            Assert.That(replies, Has.Count.EqualTo(646));
            var rejected = rows.Single(row => row.RejectCode is not null);
            Assert.That((rejected.ExternalId, rejected.RejectCode), Is.EqualTo(("CMS-2022-0163-0034", "row.withdrawn")));
            Assert.That(rejected.RejectMessage, Does.StartWith("The comment is in a language"));
            Assert.That(replies.Count(row => row.SenderType is SenderType.Organisation), Is.EqualTo(256));
            Assert.That(replies.Where(row => row.SenderType is SenderType.Organisation).Select(row => row.Organisation), Has.All.Not.Empty);
            Assert.That(replies.Select(row => row.ReceivedAt), Has.All.Not.Null);
            Assert.That(replies.Select(row => row.ExternalId), Is.Unique);
            foreach (var remains in (string[])["&amp;", "<br", "&#39;", "<span", "&quot;", "&rsquo;", "\r"])
                Assert.That(
                    replies.Where(row => row.Text.Contains(remains, StringComparison.OrdinalIgnoreCase)).Select(row => row.Source),
                    Is.Empty,
                    remains
                );
            Assert.That(replies[0].Text, Does.StartWith("Hello,\n\nThank you for an opportunity"));
            Assert.That(replies[0].Name, Is.Null, "Anonymous Anonymous");
            Assert.That(replies[0].ReceivedAt, Is.EqualTo(new DateTimeOffset(2022, 10, 7, 4, 0, 0, TimeSpan.Zero)));
        });
    }

    [TestCase("a<br/>b<BR>c", "a\nb\nc")]
    [TestCase("a<br />\r\nb", "a\n b")]
    [TestCase("<p>a</p><p>b</p>", "a\n\nb")]
    [TestCase("a<br/><br/><br/><br/>b", "a\n\nb")]
    [TestCase("<span style='padding-left: 30px'></span>a", "a")]
    [TestCase("a &amp;amp; b &amp;#39;c&amp;#39; &quot;d&quot;", "a & b 'c' \"d\"")]
    [TestCase("&lt;br/&gt;a&amp;lt;br&amp;gt;b", "a\nb")]
    [TestCase("1 &lt; 2 and <3 and <a.b@c.no>", "1 < 2 and <3 and <a.b@c.no>")]
    [TestCase("&#146;s &#150;", "’s –")]
    [TestCase("linje\nto", "linje\nto")]
    [TestCase("A\u030As", "Ås")]
    public void Read_Comment_IsPlainText(string comment, string text) => Assert.That(Single(Json(comment)).Text, Is.EqualTo(text));

    [TestCase("\"organization\":\"AT&amp;amp;T\"", SenderType.Organisation, "AT&T", "AT&T")]
    [TestCase("\"govAgency\":\"City of X\"", SenderType.PublicBody, "City of X", "City of X")]
    [TestCase("\"organization\":\" \",\"firstName\":\"Åse\",\"lastName\":\"O&#39;Neil\"", SenderType.Person, "Åse O'Neil", null)]
    [TestCase("\"lastName\":\"Nordmann\"", SenderType.Person, "Nordmann", null)]
    [TestCase("\"firstName\":\"Anonymous\",\"lastName\":\"Anonymous\"", SenderType.Person, null, null)]
    [TestCase("\"firstName\":null", SenderType.Person, null, null)]
    public void Read_Sender_IsWhoItSaysItIs(string attributes, SenderType type, string? name, string? organisation)
    {
        var row = Single("{\"data\":{\"id\":\"1\",\"type\":\"comments\",\"attributes\":{\"comment\":\"x\"," + attributes + "}}}");
        Assert.That((row.SenderType, row.Name, row.Organisation, row.RejectCode), Is.EqualTo((type, name, organisation, (string?)null)));
    }

    [TestCase("{\"data\":{\"type\":\"documents\",\"attributes\":{}}}", "row.not_a_reply")]
    [TestCase("{\"data\":[]}", "row.not_a_reply")]
    [TestCase("[1,2]", "row.not_a_reply")]
    [TestCase("null", "row.not_a_reply")]
    [TestCase("{\"data\":{\"type\":\"comments\"}}", "row.not_a_reply")]
    [TestCase("{\"data\":{\"type\":\"comments\",\"attributes\":{}}}", "row.empty")]
    [TestCase("{\"data\":{\"type\":\"comments\",\"attributes\":{\"comment\":\"<br/>&nbsp;\"}}}", "row.empty")]
    [TestCase("{\"data\":{\"type\":\"comments\",\"attributes\":{\"comment\":12}}}", "row.empty")]
    [TestCase("{\"data\":{\"type\":\"comments\",\"attributes\":{\"comment\":\"x\",\"withdrawn\":true}}}", "row.withdrawn")]
    [TestCase("{\"data\":{\"type\":\"comments\",\"attributes\":{\"comment\":\"\\ud800\"}}}", "row.unreadable")]
    [TestCase("{\"data\":", "row.unreadable")]
    [TestCase("", "row.unreadable")]
    [TestCase("<html>", "row.unreadable")]
    public void Read_WhatIsNoReply_IsRejectedWithItsCode(string json, string code)
    {
        var row = Single(json);
        Assert.That(row.RejectCode, Is.EqualTo(code));
        Assert.That(row.RejectMessage, Is.Not.Empty);
    }

    [Test]
    public void Read_Zip_IsInOrdinalOrderWithoutWhatIsNoEntry()
    {
        var zip = Zip(
            ("b.json", Bytes(Json("b"))),
            ("__MACOSX/._a.json", Bytes("x")),
            ("folder/", []),
            ("folder/.DS_Store", Bytes("x")),
            ("folder/c.json", Bytes("{")),
            ("B.json", Bytes("\uFEFF" + Json("B")))
        );
        var rows = RegulationsGovReader.Read(zip, "x.zip").ToList();
        Assert.That(
            rows.Select(row => (row.Row, row.Source, row.Text, row.RejectCode)),
            Is.EqualTo(new[] { (1, "B.json", "B", null), (2, "b.json", "b", null), (3, "folder/c.json", "", "row.unreadable") })
        );
        Assert.That(RegulationsGovReader.Read(zip, "x.zip", skip: 1), Is.EqualTo(rows.Skip(1)), "the rest, with its numbers");
        Assert.That(RegulationsGovReader.Read(zip, "x.zip", skip: 9), Is.Empty);
    }

    [Test]
    public void Read_EntryOverSixteenMegabytes_IsRejectedAndTheRestRead()
    {
        var rows = RegulationsGovReader
            .Read(Zip(("a.json", new byte[(16 * 1024 * 1024) + 1]), ("b.json", Bytes(Json("b")))), "x.zip")
            .ToList();
        Assert.That(rows.Select(row => row.RejectCode), Is.EqualTo(["row.too_large", null]));
    }

    [Test]
    public void Read_TextOverTheLimit_IsRejected() =>
        Assert.That(Single(Json(new string('x', 1_000_001))).RejectCode, Is.EqualTo("row.text_too_long"));

    [Test]
    public void Read_DamagedEntry_IsRejectedAlone()
    {
        var zip = Zip(("a.json", Bytes(Json(new string('a', 500)))), ("b.json", Bytes(Json("b")))).ToArray();
        // The first packed byte, behind a header of 30 bytes and the name of six: a kind of block that there is not.
        zip[36] = 0xFF;
        var rows = RegulationsGovReader.Read(new MemoryStream(zip), "x.zip").ToList();
        Assert.That(rows.Select(row => row.RejectCode), Is.EqualTo(["row.unreadable", null]));
    }

    [Test]
    public void Read_ZipThatIsNone_IsRefused()
    {
        var half = Zip(("a.json", Bytes(Json("a")))).ToArray()[..40];
        Assert.That(
            () => RegulationsGovReader.Read(new MemoryStream(half), "x.zip").ToList(),
            Throws.TypeOf<Refusal>().With.Property(nameof(Refusal.Code)).EqualTo("import.file_unreadable")
        );
    }

    private static ImportRow Single(string json) => RegulationsGovReader.Read(new MemoryStream(Bytes(json)), "one.json").Single();

    private static string Json(string comment) =>
        "{\"data\":{\"id\":\"1\",\"type\":\"comments\",\"attributes\":{\"comment\":"
        + System.Text.Json.JsonSerializer.Serialize(comment)
        + "}}}";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static MemoryStream Zip(params (string Name, byte[] Content)[] entries)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return file;
    }
}
