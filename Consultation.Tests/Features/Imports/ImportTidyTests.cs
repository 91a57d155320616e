using Consultation.Api.Features.Imports;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Imports;

public sealed class ImportTidyTests
{
    [Test]
    public async Task FilesOfNoImport_GoAfterADay_ThoseThatWaitStay()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Staff.Import(id, Columns.Bytes("text\nHei\n"), Columns.Text).Json(202);
        var folder = Path.Combine(app.DataDirectory, "imports");
        var waiting = Directory.GetFiles(folder).Single();
        var stray = Path.Combine(folder, "4711");
        foreach (var file in (string[])[waiting, stray])
        {
            await File.AppendAllTextAsync(file, "");
            File.SetLastWriteTimeUtc(file, app.Clock.GetUtcNow().UtcDateTime);
        }
        app.Clock.Advance(TidyImportFiles.Kept);
        await Tidy(app);
        Assert.That(Directory.GetFiles(folder), Is.EquivalentTo((string[])[waiting, stray]), "not older than a day");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Tidy(app);
        Assert.That(Directory.GetFiles(folder), Is.EqualTo([waiting]));
        await app.DoDueWork();
        Assert.That((await app.Replies(id)).Select(reply => reply.Text("text")), Is.EqualTo(["Hei"]));
    }

    private static async Task Tidy(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Consultation.Api.Pipeline.CurrentUser>().IsJob("tidy");
        await scope.ServiceProvider.GetRequiredService<TidyImportFiles.Job>().Run();
    }
}
