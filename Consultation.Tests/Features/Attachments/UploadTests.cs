using System.Security.Cryptography;
using System.Text;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Attachments;

public sealed class UploadTests
{
    private const string Odt = "application/vnd.oasis.opendocument.text";

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new(Encoding.UTF8.GetBytes("MZ\u0090\0"), "program.exe");
        yield return new(Encoding.UTF8.GetBytes("\u007fELF\u0002"), "x.pdf");
        yield return new(Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "x.html");
        yield return new(Encoding.UTF8.GetBytes("<svg onload='alert(1)'/>"), "x.svg");
        yield return new(Encoding.UTF8.GetBytes("alert(1)"), "x.js");
        yield return new(Encoding.UTF8.GetBytes("#!/bin/sh"), "x.pdf");
        yield return new(Encoding.UTF8.GetBytes("text with \0 in it"), "x.txt");
        yield return new(Encoding.UTF8.GetBytes("text with \u0007 in it"), "x.txt");
        yield return new(new byte[] { (byte)'a', 0x81, (byte)'b', 0xC3 }, "x.txt");
        yield return new(Zip(("a.txt", "x")), "x.docx");
        yield return new(Zip(("mimetype", "application/epub+zip")), "x.odt");
        yield return new(Docx(("word/vbaProject.bin", "x")), "x.docx");
        yield return new(Docx(("xl/workbook.xml", "x")), "x.docx");
        yield return new(Docx()[..^30], "cut.docx");
        yield return new(Encoding.UTF8.GetBytes("  %PDF-1.7"), "not at the beginning.pdf");
        yield return new(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "old.doc");
        yield return new((byte[])[.. "PK\u0003\u0004"u8, .. new byte[100]], "x.docx");
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Upload_OfSomethingElse_IsRefused_AndLeavesNothing(byte[] content, string fileName)
    {
        await using var app = new TestApp();
        var answer = await app.Anonymous.Upload(content, fileName).Json(415);
        Assert.That(answer.Text("code"), Is.EqualTo("attachment.type_not_allowed"));
        Assert.That(Stored(app), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Taken()
    {
        yield return new(Pdf, "Svar.pdf", "application/pdf", "Svar.pdf");
        yield return new(Pdf, "Svar.PDF", "application/pdf", "Svar.PDF");
        yield return new(Pdf, "svar.pdf.exe", "application/pdf", "svar.pdf");
        yield return new(Pdf, "svar.html", "application/pdf", "svar.pdf");
        yield return new(Pdf, "Brev 12. mars", "application/pdf", "Brev 12. mars.pdf");
        yield return new(Pdf, "../../etc/passwd", "application/pdf", "passwd.pdf");
        yield return new(Pdf, "C:\\Brukere\\Åse\\A\u030Apen fil.pdf", "application/pdf", "Åpen fil.pdf");
        yield return new(Pdf, "regning\u202Efdp.exe", "application/pdf", "regningfdp.pdf");
        yield return new(Pdf, "...", "application/pdf", "vedlegg.pdf");
        yield return new(Pdf, new string('x', 400) + ".pdf", "application/pdf", new string('x', 193) + "….pdf");
        yield return new(Png, "kart.jpg", "image/png", "kart.png");
        yield return new(Jpeg, "kart.jpeg", "image/jpeg", "kart.jpeg");
        yield return new(Docx(), "brev.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "brev.docx");
        yield return new(Docx(), "brev.docm", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "brev.docx");
        yield return new(Zip(("mimetype", Odt), ("content.xml", "x")), "brev.odt", Odt, "brev.odt");
        yield return new(Encoding.UTF8.GetBytes("Blåbær\r\n\tog mer"), "notat.txt", "text/plain", "notat.txt");
        yield return new(Encoding.UTF8.GetBytes("Blåbær"), "README", "text/plain", "README.txt");
        yield return new(Encoding.Latin1.GetBytes("Blåbær;2"), "tall.csv", "text/csv", "tall.csv");
        yield return new(Encoding.UTF8.GetBytes("# Ξ 𝔛 ā"), "notat.md", "text/markdown", "notat.md");
        yield return new(Encoding.UTF8.GetBytes("{\\rtf1 x}"), "notat.doc", "application/rtf", "notat.rtf");
    }

    [TestCaseSource(nameof(Taken))]
    public async Task Upload_IsTakenAsWhatItIs_UnderANameThatTellsTheTruth(byte[] content, string name, string type, string shown)
    {
        await using var app = new TestApp();
        var answer = await app.Anonymous.Upload(content, name).Json(201);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text("contentType"), Is.EqualTo(type));
            Assert.That(answer.Text("fileName"), Is.EqualTo(shown));
            Assert.That(answer.Number("size"), Is.EqualTo(content.Length));
            Assert.That(answer.Text("sha256"), Is.EqualTo(sha256));
            Assert.That(answer.Text("token"), Has.Length.EqualTo(43));
        }
        Assert.That(Stored(app), Is.EqualTo((string[])[sha256]));
        DataFiles.AssertNoneHolds(app, answer.Text("token"));
    }

    [Test]
    public async Task Upload_Empty_IsRefused()
    {
        await using var app = new TestApp();
        Assert.That((await app.Anonymous.Upload([], "tom.txt").Json(422)).Text("code"), Is.EqualTo("attachment.empty"));
        Assert.That(Stored(app), Is.Empty);
    }

    [Test]
    public async Task Upload_LargerThanTheLimit_IsRefused_WithOrWithoutALengthAhead()
    {
        await using var app = new TestApp(("AttachmentBytes", "100000"));
        byte[] most = [.. Pdf, .. new byte[100_000 - Pdf.Length]];
        await app.Anonymous.Upload(most, "stor.pdf").Json(201);
        foreach (var more in new[] { 1, 10_000_000 })
        {
            var answer = await app.Anonymous.Upload([.. most, .. new byte[more]], "stor.pdf").Json(413);
            Assert.That(answer.Text("code"), Is.EqualTo("attachment.too_large"));
        }
        Assert.That(Stored(app), Has.Length.EqualTo(1));
    }

    /// <summary>A list of members longer than any honest document's is not even read.</summary>
    [Test]
    public async Task Upload_ArchiveOfManyMembers_IsRefused()
    {
        await using var app = new TestApp();
        await app.Anonymous.Upload(Docx([.. Enumerable.Range(0, 10_000).Select(i => ($"{i}", ""))]), "x.docx").Json(415);
    }

    /// <summary>Ten megabytes of zeros in a few kilobytes: listed, not unpacked.</summary>
    [Test]
    public async Task Upload_ArchiveThatUnpacksToMuch_IsOnlyListed()
    {
        await using var app = new TestApp();
        await app.Anonymous.Upload(Docx(("word/media/x.xml", new string('0', 10_000_000))), "x.docx").Json(201);
    }

    [TestCase("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno file\r\n--x--\r\n")]
    [TestCase("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\ncut off")]
    [TestCase("--x--\r\n")]
    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("--x\r\nnonsense\r\n\r\nx\r\n--x--\r\n")]
    [TestCase(
        "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.txt\"\r\n\r\na\r\n--x\r\nContent-Disposition: form-data; name=\"b\"; filename=\"b.txt\"\r\n\r\nb\r\n--x--\r\n"
    )]
    public async Task Upload_ThatIsNoForm_OrHasNotOneFile_IsMalformed(string body)
    {
        await using var app = new TestApp();
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        var answer = await app.Anonymous.PostAsync("/api/v1/attachments", content).Json(400);
        Assert.That(answer.Text("code"), Is.EqualTo("request.malformed"));
        Assert.That(Stored(app), Is.Empty);
    }

    [TestCase("application/json", 415)]
    [TestCase("multipart/form-data", 400)]
    [TestCase("multipart/form-data; boundary=", 400)]
    public async Task Upload_OfAnotherContentType_IsRefused(string type, int status)
    {
        await using var app = new TestApp();
        using var content = new StringContent("{}");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await app.Anonymous.PostAsync("/api/v1/attachments", content).Json(status);
    }

    /// <summary>Whatever arrives, the answer is a problem or a file, never a fault of the program.</summary>
    [Test]
    public async Task Upload_RandomBytesInTheForm_AreNeverAFault()
    {
        await using var app = new TestApp();
        var random = new Random(20260302);
        var form = Encoding.Latin1.GetBytes(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\r\n--x--\r\n"
        );
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])form.Clone();
            for (var change = 0; change < 1 + (i % 8); change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            using var content = new ByteArrayContent(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
            using var answer = await app.Anonymous.PostAsync("/api/v1/attachments", content);
            Assert.That((int)answer.StatusCode, Is.AnyOf(201, 400, 413, 415, 422), Encoding.Latin1.GetString(bytes));
        }
    }

    [Test]
    public async Task Upload_OfTheSameContentTwice_IsOneFile_AndTwoTokens()
    {
        await using var app = new TestApp();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Token()));
        Assert.That(tokens, Is.Unique);
        Assert.That(Stored(app), Has.Length.EqualTo(1));
    }

    /// <summary>Names of the files in the store, those on their way in too.</summary>
    internal static string[] Stored(TestApp app)
    {
        var root = Path.Combine(app.DataDirectory, "files");
        return Directory.Exists(root)
            ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))]
            : [];
    }
}
