using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>The real program with a real mail server: it dies at the worst instant, and the letter still comes; and it sends by TLS with a password.</summary>
public sealed class MailKilledTests
{
    private static (string, string)[] Settings(int port, params (string, string)[] more) =>
        [
            ("Consultation__Mail__Host", "localhost"),
            ("Consultation__Mail__Port", $"{port}"),
            ("Consultation__Mail__Tls", "None"),
            ("Consultation__Mail__From", "ikke-svar@hoering.example.no"),
            ("Consultation__PublicUrl", Mailing.Origin),
            ("Consultation__LeaseSeconds", "2"),
            .. more,
        ];

    private static async Task SendReply(RunningProgram program)
    {
        var id = (await program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddHours(1) };
        await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        var reply = Given.Reply();
        reply["sender"]!["email"] = Mailing.Recipient;
        await program.Anonymous.Send(id, reply).Json(201);
    }

    [Test]
    public async Task Killed_BetweenTheServersTakingItAndOurNoteOfIt_SendsTheSameLetterAgain()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-mail-").FullName;
        await using var office = PostOffice.Open();
        await office.Behave("hold");
        JsonNode first;
        await using (var program = await RunningProgram.Start(folder, settings: Settings(office.Port)))
        {
            await SendReply(program);
            first = office.Next();
            await program.Kill();
        }
        await office.Behave("take");
        await using var again = await RunningProgram.Start(folder, settings: Settings(office.Port));
        var second = office.Next();
        Assert.That(second.Header("message-id"), Is.EqualTo(first.Header("message-id")));
        Assert.That(second.Text("text"), Is.EqualTo(first.Text("text")));
        await again.Kill();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("StartTls")]
    [TestCase("Implicit")]
    public async Task Server_ThatAsksForTlsAndAPassword_GetsBoth_AndOneWithAFalseCertificateGetsNothing(string tls)
    {
        var folder = Directory.CreateTempSubdirectory("consultation-mail-").FullName;
        WriteCertificate(folder);
        await using var office = PostOffice.Open(certificate: folder, isImplicit: tls == "Implicit");
        var settings = Settings(
            office.Port,
            ("Consultation__Mail__Tls", tls),
            ("Consultation__Mail__User", "hoering"),
            ("Consultation__Mail__Password", "passord")
        );
        var data = Path.Combine(folder, "data");
        await using (var distrusting = await RunningProgram.Start(data, settings: settings))
        {
            await SendReply(distrusting);
            await Poll.Until(
                () => Task.FromResult(distrusting.Log.Contains("mail.send", StringComparison.Ordinal) ? "" : null),
                TimeSpan.FromSeconds(30),
                "an attempt"
            );
            Assert.That(office.Letters, Is.Empty);
            await distrusting.Kill();
        }
        await using var trusting = await RunningProgram.Start(
            data,
            settings: [.. settings, ("SSL_CERT_FILE", Path.Combine(folder, "cert.pem")), ("SSL_CERT_DIR", folder)]
        );
        var letter = office.Next();
        Assert.That((letter["secure"]!.GetValue<bool>(), letter.Text("user")), Is.EqualTo((true, "hoering")));
        await trusting.Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
