using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>What stands after the question mark is read as strictly as a body.</summary>
public sealed class QueryTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public void Start() => _app = new TestApp();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("status=99")]
    [TestCase("status=1")]
    [TestCase("status=open,planned")]
    [TestCase("kind=nonsense")]
    [TestCase("limit=many")]
    [TestCase("limit=1&limit=2")]
    [TestCase("closesBefore=2026-03-13")]
    [TestCase("closesBefore=2026-03-13T12:00:00")]
    public async Task Unreadable_Is400_AndNamesTheParameter(string query)
    {
        var problem = await Problems.Expect(await _app.Anonymous.GetAsync("/api/v1/hearings?" + query), 400, "request.malformed");
        Assert.That(problem["errors"]?.AsObject().Single().Key, Is.EqualTo(query[..query.IndexOf('=', StringComparison.Ordinal)]));
    }

    [TestCase("status=open&kind=ordinary&sort=deadline&limit=1&closesBefore=2026-03-13T12:00:00Z")]
    [TestCase("status=underReview")]
    [TestCase("closesBefore=2026-03-13T12%3A00%3A00%2B01%3A00")]
    public async Task AsTheContractHasIt_Is200(string query) => await _app.Anonymous.GetAsync("/api/v1/hearings?" + query).Json(200);

    [TestCase("limit=0", "validation")]
    [TestCase("limit=101", "validation")]
    [TestCase("cursor=nonsense", "cursor.invalid")]
    [TestCase(
        "cursor=aGVhcmluZ3MubmV3ZXN0fDkyMjMzNzIwMzY4NTQ3NzU4MDd8MQ",
        "cursor.invalid",
        Description = "an instant that no calendar has"
    )]
    public async Task BreaksARule_Is422(string query, string code) =>
        await Problems.Expect(await _app.Anonymous.GetAsync("/api/v1/hearings?" + query), 422, code);

    [Test]
    public async Task Cursor_OfAnotherList_Is422()
    {
        var id = await _app.OpenHearing();
        await _app.OpenHearing();
        var cursor = (await _app.Anonymous.GetAsync("/api/v1/hearings?limit=1").Json(200)).Text("next");
        await Problems.Expect(await _app.Anonymous.GetAsync($"/api/v1/hearings?sort=deadline&cursor={cursor}"), 422, "cursor.invalid");
        await Problems.Expect(await _app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?cursor={cursor}"), 422, "cursor.invalid");
    }
}
