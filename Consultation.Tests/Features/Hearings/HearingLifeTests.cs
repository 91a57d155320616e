using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class HearingLifeTests
{
    [Test]
    public async Task Create_Anonymous_IsUnauthorized()
    {
        await using var app = new TestApp();
        var answer = await app.Anonymous.PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(401);
        Assert.That(answer.Text("code"), Is.EqualTo("unauthorized"));
    }

    [Test]
    public async Task Draft_IsKnownToItsStaffAlone()
    {
        await using var app = new TestApp();
        var id = (await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(201)).Text("id");
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(404);
        var hearing = await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);
        Assert.That(hearing.Text("status"), Is.EqualTo("draft"));
    }

    [Test]
    public async Task Published_IsOpenForEverybody_WithAddressableParagraphs()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var hearing = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        var paragraphs = hearing["documents"]![0]!["paragraphs"]!.AsArray();
        Assert.That(hearing.Text("status"), Is.EqualTo("open"));
        Assert.That(paragraphs, Has.Count.EqualTo(4));
        Assert.That(paragraphs[0]!.Number("heading"), Is.EqualTo(1));
        Assert.That(paragraphs.Select(p => p!.Text("id")), Is.Unique);
    }
}
