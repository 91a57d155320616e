using System.Net.Http.Json;
using System.Text;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Http;

/// <summary>Bodies that are too slow or too large, and a server that cannot take more just now.</summary>
public sealed class TroubleTests
{
    [Test]
    public async Task Body_SlowerThanThirtySeconds_Is408()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var slow = new SlowJson(Given.Reply(new string('å', 250_000)));
        var sending = app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", slow);
        await slow.Begun;
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await Problems.Expect(await sending, 408, "request.timeout");
        slow.Finish();
        var list = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        Assert.That(list["items"]!.AsArray(), Is.Empty);
    }

    /// <summary>A file over a slow line may take its time; one of which nothing more comes is not waited for, and leaves nothing.</summary>
    [TestCase("/api/v1/attachments", "file")]
    [TestCase("/send", "filer")]
    public async Task File_OfWhichNothingComesForThirtySeconds_Is408(string address, string field)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var path = address == "/send" ? await app.AddressOf(id) + address : address;
        byte[] form =
        [
            .. Encoding.ASCII.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.pdf\"\r\n\r\n"),
            .. Uploads.Pdf,
            .. new byte[400_000],
            .. "\r\n--x--\r\n"u8,
        ];
        var slow = new SlowJson(form, "multipart/form-data; boundary=x");
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = slow;
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var sending = app.Anonymous.SendAsync(request);
        await slow.Begun;
        // Whoever reads may have begun to wait for the last piece a moment after it was said to be under way.
        using var answer = await Poll.Until(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(30));
                return Task.FromResult(sending.IsCompleted ? sending.Result : null);
            },
            TimeSpan.FromSeconds(30),
            "an answer"
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(408));
        slow.Finish();
        await Poll.Until(() => Task.FromResult(Stored(app) == 0 ? "" : null), TimeSpan.FromSeconds(30), "the file's end");
    }

    private static int Stored(TestApp app)
    {
        var folder = Path.Combine(app.DataDirectory, "files");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : 0;
    }

    [Test]
    public async Task Body_JustWithinThirtySeconds_IsTaken()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var slow = new SlowJson(Given.Reply(new string('å', 250_000)));
        var sending = app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", slow);
        await slow.Begun;
        app.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        slow.Finish();
        var receipt = await sending.Json(201);
        Assert.That(receipt.Text("receivedAt"), Is.EqualTo("2026-03-02T11:00:00Z"), "received when it began");
    }

    [Test]
    public async Task QueueOfWritesIsFull_Is503WithRetryAfter_AndGoesOnAfter()
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("SQL Server takes no writes through a queue.");
        }
        await using var app = new TestApp(("WriteQueueLength", "1"));
        var id = await app.OpenHearing();
        using var queue = new FullQueue(app.Database);
        using (var full = await app.Anonymous.Send(id, Given.Reply()))
        {
            queue.Release();
            await Problems.Expect(full, 503, "unavailable");
            Assert.That(full.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        }
        await queue.Done();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
    }

    [Test]
    public async Task Body_LargerThanAReplyCanBe_Is413_OnTheRealServer()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-large-").FullName;
        await using (var program = await RunningProgram.Start(folder))
        {
            using var large = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 8 * 1024 * 1024) + "\"}"));
            large.Headers.ContentType = new("application/json");
            // It asks before it sends, as nobody can read an answer while writing to a closed door.
            using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
            using var polite = new HttpClient(handler) { BaseAddress = program.Address };
            polite.DefaultRequestHeaders.ExpectContinue = true;
            await Problems.Expect(await polite.PostAsync("/api/v1/hearings/1/replies", large), 413, "request.too_large");
            var fits = Given.Reply(new string('x', 1_000_000));
            await Problems.Expect(await program.Anonymous.PostAsJsonAsync("/api/v1/hearings/1/replies", fits), 404, "not_found");
        }
        Directory.Delete(folder, recursive: true);
    }
}
