using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Consultation.Tests.Support;

/// <summary>Single calls that tests put together, each answering what an outside program would get.</summary>
internal static class Steps
{
    /// <summary>A client that calls with this key.</summary>
    public static HttpClient With(this TestApp app, string key)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client with a new key of this role; the ministry is made if it is new, and bounds the key.</summary>
    public static async Task<HttpClient> Holder(this TestApp app, string role, string? ministry = null)
    {
        if (ministry is not null)
        {
            await app.Draft(Given.Hearing(ministry: ministry));
        }
        var body = new
        {
            name = $"{role} {ministry}",
            role,
            ministry,
        };
        return app.With((await app.Staff.PostAsJsonAsync("/api/v1/keys", body).Json(201)).Text("key"));
    }

    /// <summary>A draft; answers its id.</summary>
    public static async Task<string> Draft(this TestApp app, JsonObject? hearing = null) =>
        (await app.Staff.PostAsJsonAsync("/api/v1/hearings", hearing ?? Given.Hearing()).Json(201)).Text("id");

    public static Task<HttpResponseMessage> AddRound(this TestApp app, string hearing, object round) =>
        app.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds", round);

    public static Task<HttpResponseMessage> Publish(this TestApp app, string hearing) =>
        app.Staff.PostAsync($"/api/v1/hearings/{hearing}/publish", null);

    public static Task<HttpResponseMessage> Extend(this TestApp app, string hearing, object change, int round = 1) =>
        app.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds/{round}/extend", change);

    public static Task<HttpResponseMessage> Close(this TestApp app, string hearing, object change, int round = 1) =>
        app.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds/{round}/close", change);

    /// <summary>Corrects a reply by its sender's token.</summary>
    public static Task<HttpResponseMessage> Correct(this HttpClient client, string hearing, int number, JsonNode reply, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/hearings/{hearing}/replies/{number}")
        {
            Content = JsonContent.Create(reply),
        };
        return client.SendAsync(With(request, token));
    }

    /// <summary>Withdraws a reply by its sender's token.</summary>
    public static Task<HttpResponseMessage> Withdraw(this HttpClient client, string hearing, int number, string? token) =>
        client.SendAsync(With(new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/hearings/{hearing}/replies/{number}"), token));

    private static HttpRequestMessage With(HttpRequestMessage request, string? token)
    {
        if (token is not null)
        {
            request.Headers.Add("Reply-Token", token);
        }
        return request;
    }

    /// <summary>The hearing as the public sees it.</summary>
    public static Task<JsonNode> Hearing(this TestApp app, string id) => app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);

    /// <summary>The deadline of a hearing's round.</summary>
    public static async Task<DateTimeOffset> Deadline(this TestApp app, string id, int round = 1) =>
        (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["rounds"]![round - 1]!.Instant("closesAt");

    public static DateTimeOffset Instant(this JsonNode node, string name) =>
        DateTimeOffset.Parse(node.Text(name), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every item of a list, page by page.</summary>
    public static async Task<List<JsonNode>> AllPages(this HttpClient client, string address, Func<Task>? between = null)
    {
        var items = new List<JsonNode>();
        string? next = null;
        do
        {
            var more = next is null ? "" : (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "cursor=" + next;
            var page = await client.GetAsync(address + more).Json(200);
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            next = page["next"]?.GetValue<string>();
            if (between is not null && next is not null)
            {
                await between();
            }
        } while (next is not null);
        return items;
    }
}
