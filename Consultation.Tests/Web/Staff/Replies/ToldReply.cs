using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>What happens in public to a reply that is published: readers tell of it, the ministry answers it.</summary>
internal static class ToldReply
{
    /// <summary>Somebody tells of a published reply, and the ministry answers it.</summary>
    public static async Task Tell(string hearing, IPage staff)
    {
        var page = await staff.Context.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/replies/1");
        await page.GetByText("Meld fra om innholdet").ClickAsync();
        await page.Clean(state: "telling");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send melding" }).ClickAsync();
        await page.WaitForFunctionAsync("document.title.startsWith('Feil:')");
        await page.Clean(state: "telling nothing");
        await page.GetByLabel("Noe annet").CheckAsync();
        await page.FillAsync("#tekst", "Dette er min nabo.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send melding" }).ClickAsync();
        await page.GetByText("Vi har fått meldingen din.").WaitForAsync();
        await page.Clean(state: "told");
        await page.GotoAsync($"/staff/hearings/{hearing}/replies/1/answer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser svaret" }).ClickAsync();
        await page.WaitForFunctionAsync("document.title.startsWith('Feil:')");
        await page.Clean(state: "answering nothing");
        await page.FillAsync("#tekst", "Vi er enige. Se [kapittel 3](https://example.no/3).");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser svaret" }).ClickAsync();
        await page.WaitForURLAsync("**/replies/1?*");
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Meldt fra av 1 leser"));
        await page.Clean(state: "answered, told of");
        await page.GetByRole(AriaRole.Button, new() { Name = "Behold som det er" }).ClickAsync();
        await page.GetByText("Svar 1 står som det var").WaitForAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/replies/1");
        await page.Clean(state: "the answer");
        await page.CloseAsync();
    }
}
