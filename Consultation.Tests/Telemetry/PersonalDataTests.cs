using System.Net.Http.Json;
using Consultation.Api;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Consultation.Tests.Telemetry;

/// <summary>Who keeps logs and spans keeps nobody's name, words, address or secret with them, whatever people do and whatever fails.</summary>
public sealed class PersonalDataTests
{
    private const string Name = "Gunnhild Vårvik";
    private const string Email = "gunnhild.vaarvik@privat.example";
    private const string Words = "Jeg bor i Skogbrynet og sover dårlig";
    private const string Imported = "Torgeir Lønnskog";
    private const string Colleague = "signe.haugerud@dep.example";
    private const string WrongPassword = "Kvitveisen i bekken";

    // Made up; it passes the checks.
    private const string IdentityNumber = "01019010046";

    private static readonly string[] Levels = ["Consultation", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting"];

    [TestCase("Information")]
    [TestCase("Debug")]
    public async Task LogsAndSpans_HoldNothingOfAnybody(string level)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, [("Logging:LogLevel:Default", "Information"), .. At(level)]);
        using var captured = new Captured();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(captured);
        var secrets = new List<string> { Name, Email, Words, Imported, Colleague, WrongPassword, StaffBrowser.Password, IdentityNumber };
        secrets.AddRange(["Gunnhild", "Skogbrynet", "gunnhild.vaarvik", TestApp.BootstrapKey]);
        var hearing = await app.OpenHearing();
        secrets.AddRange(await CitizenUses(app, hearing));
        secrets.AddRange(await StaffUse(app, hearing));
        secrets.AddRange(await Fails(app, office, hearing));

        Assert.That(captured.Lines, Has.Some.Contains("Work mail.send"), "what failed is told");
        Assert.That(captured.Lines, Has.Some.Contains("Answered 503 to POST"));
        Assert.That(captured.Spans, Has.Some.StartsWith("Consultation: SendReply "));
        Assert.That(captured.Spans, Has.Some.StartsWith("Consultation: mail.send "));
        Assert.That(captured.Spans, Has.Some.StartsWith("Microsoft.AspNetCore: GET /api/v1/receipts/{reference}"));
        Assert.That(captured.Spans, Has.Some.Contains("GET /staff/link/{token}").Or.Contains("GET staff/link/{token}"));
        Assert.That(
            captured.Spans,
            Has.Some.Contains("GET receipts/{reference}").And.Contains("status_code, 503"),
            "named by what was asked for, not by the error's page"
        );
        Assert.Multiple(() =>
        {
            foreach (var secret in secrets)
            {
                Assert.That(secret, Has.Length.GreaterThan(7));
                Assert.That(captured.Lines.Where(line => Holds(line, secret)), Is.Empty, secret);
                Assert.That(captured.Spans.Where(span => Holds(span, secret)), Is.Empty, secret);
            }
        });
    }

    private static (string, string)[] At(string level) =>
        level == "Debug" ? [("Logging:LogLevel:Consultation", "Debug")] : [.. Levels.Select(one => ("Logging:LogLevel:" + one, level))];

    private static bool Holds(string told, string secret) =>
        told.Contains(secret, StringComparison.OrdinalIgnoreCase)
        || told.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase);

    private static async Task<string[]> CitizenUses(TestApp app, string hearing)
    {
        var reply = Given.Reply(Words, Name);
        reply["sender"]!["email"] = Email;
        var receipt = await app.Anonymous.Send(hearing, reply, "key-of-gunnhild-0001").Json(201);
        var (reference, token) = (receipt.Text("reference"), receipt.Token());
        await app.Anonymous.Send(hearing, Given.Reply($"{Words}. {IdentityNumber}", Name)).Json(422);
        await app.Anonymous.PostAsync($"/api/v1/hearings/{hearing}/replies", new StringContent($"{{\"text\":{Words}")).Json(415);
        using (var malformed = new StringContent($"{{\"sender\":{{\"type\":\"{Name}\"}}}}", null, "application/json"))
        {
            await app.Anonymous.PostAsync($"/api/v1/hearings/{hearing}/replies", malformed).Json(400);
        }
        await app.Anonymous.Correct(hearing, 1, Given.Reply(Words + " om natten", Name), token).Json(200);
        await app.Anonymous.GetAsync("/api/v1/receipts/" + reference).Json(200);
        var page = await app.AddressOf(hearing);
        string[] pages =
        [
            "/receipts/" + reference,
            "/nn/receipts/" + reference[..^1] + "0",
            "/receipts?reference=" + reference,
            "/en/receipts?reference=" + reference[..^1] + "0",
            page + "/replies/1",
            page + "/replies?q=Skogbrynet",
            $"/api/v1/hearings/{hearing}/replies?q=Skogbrynet",
        ];
        foreach (var address in pages)
        {
            using var answer = await app.Anonymous.GetAsync(address);
        }
        var form = ReplyPost.Complete(Words, Name).With("epost", Email);
        using (var sent = await form.To(app.Anonymous, page + "/send")) { }
        await app.AskToFollow(hearing, Email);
        await app.Post(page + "/replies/1/flag", fields: [("hva", "Other"), ("tekst", Words), ("epost", Email)]);
        return [reference, token, "key-of-gunnhild-0001"];
    }

    private static async Task<string[]> StaffUse(TestApp app, string hearing)
    {
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: Colleague);
        using var stranger = new StaffBrowser(app);
        await (await stranger.Get("/staff/sign-in")).Fill(("epost", Colleague), ("passord", WrongPassword));
        await (await stranger.Get("/staff/sign-in")).Fill(("epost", Colleague), ("passord", StaffBrowser.Password));
        const string link = "M3Zk9xTq7wYb2LrVn8Hs5JdPc1GfAeUo4iKtXyQzRlW";
        await stranger.Get("/staff/link/" + link);
        await stranger.Get("/previews/" + link);
        await stranger.Get($"/follow/{link}/end");
        await browser.Get($"/staff/hearings/{hearing}/replies?q=Skogbrynet");
        var key = (await app.Staff.PostAsJsonAsync("/api/v1/keys", new { name = "Arkiv", role = "analyst" }).Json(201)).Text("key");
        using var holder = app.With(key);
        await holder.GetAsync($"/api/v1/hearings/{hearing}/replies?scope=all").Json(200);
        await app.Imported(
            hearing,
            $"navn;svar\n{Imported};{Words}\n;\n",
            """{ "format": "csv", "fields": { "text": "svar", "name": ["navn"] } }"""
        );
        return [link, key, browser.Token!];
    }

    /// <summary>A letter that nobody takes, and a database that is broken while people write.</summary>
    private static async Task<string[]> Fails(TestApp app, PostOffice office, string hearing)
    {
        await office.Behave("refuse");
        var receipt = await app.Reply(hearing, email: Email, text: Words);
        await app.DoDueWork();
        await app.Database.Write(db => db.Run("alter table Reply rename to Elsewhere"));
        var reply = Given.Reply(Words, Name);
        reply["sender"]!["email"] = Email;
        await app.Anonymous.Send(hearing, reply).Json(503);
        await app.Anonymous.Correct(hearing, 1, reply, receipt.Token()).Json(503);
        using var page = await app.Anonymous.GetAsync("/receipts/" + receipt.Text("reference"));
        await app.Database.Write(db => db.Run("alter table Elsewhere rename to Reply"));
        return [receipt.Text("reference"), receipt.Token()];
    }
}
