using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

public sealed class LanguageTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public void Start() => _app = new TestApp();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase(null, "Not found")]
    [TestCase("en", "Not found")]
    [TestCase("fr", "Not found")]
    [TestCase("nonsense;;q=", "Not found")]
    [TestCase("nb", "Finnes ikke")]
    [TestCase("nb-NO", "Finnes ikke")]
    [TestCase("no", "Finnes ikke")]
    [TestCase("nn", "Finst ikkje")]
    [TestCase("nn-NO,nb;q=0.8,en;q=0.5", "Finst ikkje")]
    [TestCase("nb;q=0.5, nn", "Finst ikkje")]
    [TestCase("se, nn;q=0.9, nb;q=0.8", "Finst ikkje")]
    public async Task Title_FollowsAcceptLanguage(string? languages, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hearings/1");
        if (languages is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        }
        var problem = await Problems.Expect(await _app.Anonymous.SendAsync(request), 404, "not_found");
        Assert.That(problem.Text("title"), Is.EqualTo(title));
    }

    [Test]
    public async Task FieldMessages_FollowAcceptLanguage()
    {
        var id = await _app.OpenHearing();
        var content = JsonContent.Create(Given.Reply(name: ""));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/hearings/{id}/replies") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept-Language", "nn");
        var problem = await Problems.Expect(await _app.Anonymous.SendAsync(request), 422, "validation");
        Assert.That(problem.Text("title"), Is.EqualTo("Noko må rettast"));
        Assert.That(problem["errors"]!["sender.name"]![0]!.GetValue<string>(), Is.EqualTo("Skriv namnet ditt"));
    }
}
