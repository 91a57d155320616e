using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Without a mail server each letter becomes a file.</summary>
public sealed class MailFolderTests
{
    [Test]
    public async Task Letter_IsAFileInTheDataDirectory_NamedByItsNumber()
    {
        await using var app = new TestApp();
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        var mail = (await app.Rows()).Single();
        var folder = Path.Combine(app.DataDirectory, "mail");
        Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EqualTo([$"{mail.Id}.eml"]));
        var text = await File.ReadAllTextAsync(Path.Combine(folder, $"{mail.Id}.eml"));
        Assert.That(text, Does.Contain("To: kari@example.no").And.Contain($"<letter-{mail.Id}@localhost>").And.Contain("http://localhost"));
        Assert.That(mail.SentAt, Is.Not.Null);
    }

    [Test]
    public async Task Letter_ThatIsWrittenAgain_IsTheSameFile()
    {
        await using var app = new TestApp();
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        // As when the program died after the file was written and before that was noted.
        await app.Database.Write(db => db.Run("update Mail set SentAt = null, Recipient = @Recipient", new { Mailing.Recipient }));
        await app.Database.Write(db => db.Run("update Outbox set DoneAt = null, LeasedBy = null where Kind = 'mail.send'"));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(Path.Combine(app.DataDirectory, "mail")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Folder_ThatCannotBeWritten_LosesNothing()
    {
        var file = Path.GetTempFileName();
        await using var app = new TestApp(("Mail:Folder", Path.Combine(file, "mail")));
        await app.Reply(await app.OpenHearing());
        Assert.That(await app.DoDueWork(), Is.Zero);
        Assert.That((await app.Rows()).Single().LastError, Is.Not.Empty);
        File.Delete(file);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Directory.Delete(file, recursive: true);
    }
}
