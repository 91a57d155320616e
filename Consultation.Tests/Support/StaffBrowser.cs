using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;

namespace Consultation.Tests.Support;

/// <summary>A person at the pages for staff, as a browser without script is: keeps cookies, fills in the form that is shown.</summary>
internal sealed class StaffBrowser : IDisposable
{
    public const string Password = "En hare krysset tunet";
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public StaffBrowser(TestApp app, string? address = null) =>
        _client = app.CreateClient(
            new()
            {
                AllowAutoRedirect = false,
                HandleCookies = false,
                BaseAddress = address is null ? app.Address : new Uri(address),
            }
        );

    public HttpStatusCode Status { get; private set; }
    public string? Location { get; private set; }
    public HttpResponseHeaders Headers { get; private set; } = null!;
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>As they were set last, whole.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public string Text => Page.Body!.TextContent;

    /// <summary>The session's token.</summary>
    public string? Token
    {
        get => _cookies.GetValueOrDefault("saksbehandling");
        set => _cookies["saksbehandling"] = value!;
    }

    /// <summary>Invites somebody, who takes the invitation and signs in with the password.</summary>
    public static async Task<StaffBrowser> SignedIn(TestApp app, Role role, string? ministry = null, string? email = null)
    {
        var address = email ?? $"{role}.{ministry ?? "alle"}@dep.example".ToLowerInvariant();
        await Person(app, role, ministry, address);
        var proof = await app.SendAsAnybody(new CheckPassword.Query { Email = address, Password = Password });
        return new StaffBrowser(app) { Token = (await app.SendAsAnybody(new OpenSession.Command(proof))).Token };
    }

    /// <summary>An account that is ready to be signed in to; its id.</summary>
    public static async Task<long> Person(TestApp app, Role role, string? ministry, string email, string name = "Ragnhild Østensjø")
    {
        var made = await app.SendAsJob(
            new InviteUser.Command
            {
                Email = email,
                Name = name,
                Role = role,
                Ministry = ministry,
                Language = "nb",
            }
        );
        if (made.Token is { } token)
        {
            await app.SendAsAnybody(new SetPassword.Command { Token = token, Password = Password });
        }
        return made.UserId;
    }

    public async Task<StaffBrowser> Get(string address)
    {
        await Send(new HttpRequestMessage(HttpMethod.Get, address));
        return this;
    }

    /// <summary>Sends the page's form, the one that holds these inputs, with all that it carries.</summary>
    public async Task<StaffBrowser> Fill(params (string Name, string Value)[] inputs)
    {
        var form = Page.QuerySelectorAll<IHtmlFormElement>("main form")
            .First(form => inputs.All(input => form.QuerySelector($"[name='{input.Name}']") is not null));
        return await Submit(form, inputs);
    }

    /// <summary>Presses the button with this text, in its own form, with what is filled in before.</summary>
    public async Task<StaffBrowser> Press(string button, params (string Name, string Value)[] inputs)
    {
        var pressed = Page.QuerySelectorAll("button").First(one => one.TextContent.Trim().StartsWith(button, StringComparison.Ordinal));
        (string, string)[] own = pressed.GetAttribute("name") is { Length: > 0 } name ? [(name, pressed.GetAttribute("value") ?? "")] : [];
        return await Submit(pressed.Closest("form") as IHtmlFormElement, [.. inputs, .. own], pressed.GetAttribute("formaction"));
    }

    /// <summary>Sends the form that holds the file input, with a file in it and all that it carries.</summary>
    public async Task<StaffBrowser> Upload(string input, string fileName, byte[] content, params (string Name, string Value)[] inputs)
    {
        var form = Page.QuerySelector($"main input[type='file'][name='{input}']")!.Closest("form") as IHtmlFormElement;
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(form!, inputs).Concat(inputs))
        {
            parts.Add(new StringContent(value), name);
        }
        if (content.Length > 0 || fileName.Length > 0)
        {
            parts.Add(new ByteArrayContent(content), input, fileName);
        }
        var action = form!.GetAttribute("action") is { Length: > 0 } given ? given : Address;
        await Send(new HttpRequestMessage(HttpMethod.Post, action) { Content = parts });
        return this;
    }

    /// <summary>Posts what no form of ours made.</summary>
    public async Task<StaffBrowser> Post(string address, string? site, params (string Name, string Value)[] inputs)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Encoded(inputs) };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }
        await Send(request);
        return this;
    }

    public async Task<StaffBrowser> Follow() => await Get(Location!);

    public string? ErrorOf(string input) => Page.QuerySelector($"#{input}-f")?.TextContent;

    public void Dispose() => _client.Dispose();

    private async Task<StaffBrowser> Submit(IHtmlFormElement? form, (string Name, string Value)[] inputs, string? pressed = null)
    {
        var action = (pressed ?? form!.GetAttribute("action")) is { Length: > 0 } given ? given : Address;
        await Send(new HttpRequestMessage(HttpMethod.Post, action) { Content = Encoded([.. Fields(form!, inputs), .. inputs]) });
        return this;
    }

    private static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form, (string Name, string Value)[] inputs) =>
        form.QuerySelectorAll("input[name], textarea[name], select[name]")
            .Where(field =>
                field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } and not IHtmlInputElement { Type: "file" }
            )
            .Select(field => (Name: field.GetAttribute("name")!, Value: ValueOf(field)))
            .Where(field => inputs.All(input => input.Name != field.Name));

    private string Address { get; set; } = "";

    private static string ValueOf(IElement field) =>
        field switch
        {
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value ?? "",
            _ => ((IHtmlInputElement)field).Value,
        };

    private static FormUrlEncodedContent Encoded((string Name, string Value)[] inputs) =>
        new(inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)));

    private async Task Send(HttpRequestMessage request)
    {
        Address = request.RequestUri!.OriginalString;
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }
        using var response = await _client.SendAsync(request);
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in SetCookies)
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var one, var two] ? (one, two) : ("", "");
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }
        (Status, Location, Headers) = (response.StatusCode, response.Headers.Location?.OriginalString, response.Headers);
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
