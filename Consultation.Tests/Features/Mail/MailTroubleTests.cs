using System.Net;
using System.Net.Sockets;
using System.Text;
using Consultation.Api;
using Consultation.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Consultation.Tests.Features.Mail;

/// <summary>No letter is lost, whatever the mail server does.</summary>
public sealed class MailTroubleTests
{
    private static async Task<Mailing.Row> Mail(TestApp app) => (await app.Rows()).Single();

    [Test]
    public async Task Server_ThatIsDown_GetsTheLetterWhenItIsUpAgain()
    {
        int port;
        await using (var closed = PostOffice.Open())
        {
            port = closed.Port;
        }
        await using var app = Mailing.AppWith(port);
        await app.Reply(await app.OpenHearing());
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            Assert.That(await app.DoDueWork(), Is.Zero);
            Assert.That((await Mail(app)).Attempts, Is.EqualTo(attempt));
            app.Clock.Advance(TimeSpan.FromHours(1));
        }
        var waiting = await Mail(app);
        Assert.That((waiting.Recipient, waiting.ParkedAt), Is.EqualTo((Mailing.Recipient, (DateTimeOffset?)null)));
        Assert.That(waiting.LastError, Is.Not.Empty);

        await using var office = PostOffice.Open(port);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That(office.Next().Header("message-id"), Is.EqualTo([$"<letter-{waiting.Id}@hoering.example.no>"]));
        Assert.That((await Mail(app)).SentAt, Is.Not.Null);
    }

    [Test]
    public async Task Letter_IsTriedLaterAndLater()
    {
        await using var office = PostOffice.Open();
        await office.Behave("busy");
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        app.Clock.Advance(TimeSpan.FromMilliseconds(999));
        await app.DoDueWork();
        Assert.That((await Mail(app)).Attempts, Is.EqualTo(1));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await app.DoDueWork();
        Assert.That((await Mail(app)).Attempts, Is.EqualTo(2));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.DoDueWork();
        Assert.That((await Mail(app)).Attempts, Is.EqualTo(2), "two seconds after the second");
    }

    [Test]
    public async Task Server_ThatIsBusy_IsAskedUntilItIsNot_AndThatForDays()
    {
        await using var office = PostOffice.Open();
        await office.Behave("busy");
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        for (var hours = 0; hours < 96 && (await Mail(app)).ParkedAt is null; hours++)
        {
            await app.DoDueWork();
            app.Clock.Advance(TimeSpan.FromHours(1));
        }
        var parked = await Mail(app);
        Assert.That(parked.Attempts, Is.EqualTo(84));
        Assert.That(parked.ParkedAt, Is.Not.Null, "visible as given up");
        Assert.That(parked.Recipient, Is.Not.Null, "and still there to be sent");
        Assert.That(await Parked(app), Is.EqualTo(1));
    }

    [Test]
    public async Task Recipient_WhoIsUnknown_IsGivenUpAtOnce_AndTheReasonNamesNobody()
    {
        await using var office = PostOffice.Open();
        await office.Behave("refuse");
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        var parked = await Mail(app);
        Assert.That((parked.Attempts, parked.SentAt, parked.ParkedAt is not null), Is.EqualTo((1, (DateTimeOffset?)null, true)));
        Assert.That(parked.LastError, Does.Contain("unknown here").And.Not.Contain("kari"));
        Assert.That(await Parked(app), Is.EqualTo(1));
        var told = await app.Database.Read(db => db.First<string>("select LastError from Outbox where ParkedAt is not null"));
        Assert.That(told, Does.Not.Contain("kari"));
    }

    [TestCase("hello world\r\n", TestName = "Server_ThatTalksNonsense_DoesNotGetTheLetter")]
    [TestCase("999 \0\0\r\n\r\n", TestName = "Server_WithAnUnknownNumber_DoesNotGetTheLetter")]
    [TestCase("220 ok\r\n220 again\r\n", TestName = "Server_ThatAnswersUnasked_DoesNotGetTheLetter")]
    [TestCase("", TestName = "Server_ThatHangsUp_DoesNotGetTheLetter")]
    [TestCase(null, TestName = "Server_ThatSaysNothing_IsNotWaitedForLongerThanWasSet")]
    public async Task Server_ThatIsNone(string? greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = new CancellationTokenSource();
        var serving = Serve(listener, greeting, ended.Token);
        await using var app = Mailing.AppWith(((IPEndPoint)listener.LocalEndpoint).Port, ("Mail:TimeoutSeconds", "1"));
        await app.Reply(await app.OpenHearing());
        Assert.That(await app.DoDueWork(), Is.Zero);
        var mail = await Mail(app);
        Assert.That((mail.Attempts, mail.Recipient, mail.SentAt), Is.EqualTo((1, Mailing.Recipient, (DateTimeOffset?)null)));
        Assert.That(mail.LastError, Is.Not.Empty);
        await ended.CancelAsync();
        await serving;
    }

    [TestCase("StartTls")]
    [TestCase("Implicit")]
    public async Task Server_WithoutTls_GetsNothing_WhereTlsIsAskedFor(string tls)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("Mail:Tls", tls), ("Mail:TimeoutSeconds", "5"));
        await app.Reply(await app.OpenHearing());
        Assert.That(await app.DoDueWork(), Is.Zero);
        Assert.That(office.Letters, Is.Empty);
        Assert.That((await Mail(app)).Recipient, Is.Not.Null);
    }

    [TestCase("ingen@", "an address with a name or none at all")]
    [TestCase("Kari <kari@example.no>", "an address with a name")]
    public async Task Recipient_ThatIsNoAddress_IsGivenUpAtOnce(string recipient, string why)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        await app.Database.Write(db => db.Run("update Mail set Recipient = @recipient", new { recipient }));
        await app.DoDueWork();
        Assert.That((await Mail(app)).ParkedAt, Is.Not.Null, why);
        Assert.That(office.Letters, Is.Empty);
    }

    [TestCase("Mail:From", "Kari <kari@example.no>")]
    [TestCase("Mail:From", "")]
    [TestCase("Mail:Port", "0")]
    [TestCase("Mail:User", "kari")]
    [TestCase("Mail:TimeoutSeconds", "0")]
    [TestCase("Mail:MostAnHour", "0")]
    [TestCase("PublicUrl", "")]
    public void Settings_ThatCannotWork_AreToldAtStart(string name, string value) =>
        Assert.That(
            () => Settings.Read(Configured(Mailing.Through(2525, (name, value)))),
            Throws.TypeOf<WrongSetting>().With.Message.Contains(name.Split(':')[^1])
        );

    private static IConfiguration Configured(IEnumerable<(string Name, string Value)> settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Consultation:" + one.Name, (string?)one.Value)))
            .Build();

    [Test]
    public void Settings_WithAPassword_AskForTls()
    {
        var settings = new MailSettings
        {
            Host = "mail.example.no",
            From = "a@example.no",
            User = "a",
            Password = "b",
        };
        Assert.That(settings.Problem("https://example.no"), Is.Null);
        var clear = new MailSettings
        {
            Host = "mail.example.no",
            From = "a@example.no",
            User = "a",
            Password = "b",
            Tls = MailTls.None,
        };
        Assert.That(clear.Problem("https://example.no"), Does.Contain("Tls"));
    }

    private static Task<int> Parked(TestApp app) =>
        app.Database.Read(db => db.First<int>("select count(*) from Outbox where Kind = 'mail.send' and ParkedAt is not null"))!;

    private static async Task Serve(TcpListener listener, string? greeting, CancellationToken ended)
    {
        var open = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ended);
                open.Add(client);
                if (greeting is not null)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting), ended);
                    client.Client.Shutdown(SocketShutdown.Send);
                }
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(client => client.Dispose());
        }
    }
}
