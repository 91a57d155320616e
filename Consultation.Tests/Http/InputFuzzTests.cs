using Consultation.Api;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>Whatever stands in an address or a header, it is answered: never with 500, never not at all.</summary>
public sealed class InputFuzzTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Headers =
    [
        "If-None-Match",
        "Accept-Encoding",
        "Accept-Language",
        "Accept",
        "Authorization",
        "Idempotency-Key",
        "Origin",
        "Access-Control-Request-Method",
        "X-Forwarded-For",
        "Cookie",
        "Content-Type",
        "Range",
        "Host",
    ];

    private static readonly string[] Parameters =
    [
        "limit",
        "cursor",
        "status",
        "ministry",
        "kind",
        "closesBefore",
        "sort",
        "scope",
        "senderType",
        "position",
        "round",
        "publication",
        "q",
    ];

    /// <summary>Pieces that parsers stumble over, besides what FsCheck makes up.</summary>
    private static readonly string[] Pieces =
    [
        "0",
        "-1",
        "99999999999999999999",
        "NaN",
        "1e9",
        "null",
        "'",
        "\"",
        "%",
        "%zz",
        "%00",
        "\0",
        "\ud800",
        "å",
        "æ",
        "*",
        ",",
        ";",
        "W/\"",
        "\"a\", W/\"b\"",
        "br;q=0",
        "gzip;q=",
        "nn-NO,nb;q=x",
        "Bearer",
        "Bearer ",
        "Basic eDp5",
        "2026-03-13T12:00:00Z",
        "2026-13-45T99:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "Y2hhbmdlc3wx",
        "Y2hhbmdlc3w5OTk5OTk5OTk5OTk5OTk5OTk5OQ",
        "aGVhcmluZ3MubmV3ZXN0fC0xfDA",
        "::1",
        "192.0.2.1:80",
        "GET",
        "bytes=0-",
        "&",
        "=",
        "?",
        "#",
        "|",
    ];

    private TestApp _app = null!;
    private string _hearing = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("RateLimits:Enabled", "false"));
        _hearing = await _app.OpenHearing();
        await _app.Anonymous.Send(_hearing, Given.Reply()).Json(201);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    private static Gen<string> Nonsense =>
        Gen.OneOf(
            Gen.Elements(Pieces),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces.Take(40)))
        );

    private static Gen<(int Address, string Name, string Value)> Input(string[] names) =>
        from address in Gen.Choose(0, 8)
        from name in Gen.Elements(names)
        from value in Nonsense
        select (address, name, value);

    [FsCheck.NUnit.Property(MaxTest = 400, QuietOnSuccess = true)]
    public Property Query_OfAnyKind_IsAnswered() =>
        Prop.ForAll(
            Input(Parameters).ToArbitrary(),
            input =>
            {
                var (address, parameter, value) = input;
                // As typed, and escaped as it should be.
                Answered(Address(address), $"?{parameter}={value}", null, null);
                Answered(Address(address), $"?{parameter}={Uri.EscapeDataString(Whole(value))}&{parameter}=1", null, null);
            }
        );

    [FsCheck.NUnit.Property(MaxTest = 400, QuietOnSuccess = true)]
    public Property Header_OfAnyKind_IsAnswered() =>
        Prop.ForAll(Input(Headers).ToArbitrary(), input => Answered(Address(input.Address), "", input.Name, input.Value));

    [FsCheck.NUnit.Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property Path_OfAnyKind_IsAnswered() =>
        Prop.ForAll(
            Nonsense.ToArbitrary(),
            text =>
            {
                foreach (
                    var pattern in (string[])
                        [
                            "/api/v1/hearings/{0}",
                            "/api/v1/receipts/{0}",
                            "/api/v1/hearings/1/replies/{0}",
                            "/receipts/{0}",
                            "/receipts?reference={0}",
                            "/info/{0}",
                            "/{0}",
                        ]
                )
                {
                    Answered(pattern.Replace("{0}", text, StringComparison.Ordinal), "", null, null);
                }
            }
        );

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public Property Cursor_OfAnyKind_IsReadOrRefused() =>
        Prop.ForAll(
            Nonsense.ToArbitrary(),
            text =>
            {
                try
                {
                    var keys = Cursor.Read("changes", 1, text);
                    return text.Length == 0 ? keys is null : keys is { Length: 1 };
                }
                catch (Refusal refusal)
                {
                    return refusal.Code == "cursor.invalid";
                }
            }
        );

    [FsCheck.NUnit.Property(QuietOnSuccess = true)]
    public bool Cursor_OfItsOwnList_ComesBack(long first, long second) =>
        Cursor.Read("one", 2, Cursor.Of("one", first, second)) is [var a, var b] && a == first && b == second;

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public Property Instant_Reference_AndProxies_OfAnyKind_AreReadOrNot() =>
        Prop.ForAll(
            Nonsense.ToArbitrary(),
            text =>
            {
                _ = QueryInstant.TryParse(text, out _) || Word<PublicChangeKind>.TryParse(text, out _) || Proxies.Options(text) is null;
                return _app.Services.GetRequiredService<Secrets>().ReplyOf(text) is null;
            }
        );

    private string Address(int which) =>
        which switch
        {
            0 => "/api/v1/hearings",
            1 => $"/api/v1/hearings/{_hearing}",
            2 => $"/api/v1/hearings/{_hearing}/replies",
            3 => $"/api/v1/hearings/{_hearing}/replies/1",
            4 => "/api/v1/changes",
            5 => $"/api/v1/hearings/{_hearing}/replies.csv",
            6 => "/",
            7 => $"/hearings/{_hearing}/x/replies",
            _ => "/openapi/v1.json",
        };

    /// <summary>Halves of characters cannot be escaped.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private void Answered(string path, string query, string? header, string? value) =>
        Answer(path, query, header, value).WaitAsync(Patience).GetAwaiter().GetResult();

    private async Task Answer(string path, string query, string? header, string? value)
    {
        var answer = await _app.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            (context.Request.Path, context.Request.QueryString) = (new PathString(path), new QueryString(query));
            if (header is not null)
            {
                context.Request.Headers[header] = value;
            }
        });
        // To the end: others that ask for the same wait until it is made.
        await answer.Response.Body.CopyToAsync(Stream.Null);
        Assert.That(answer.Response.StatusCode, Is.LessThan(500), $"{path}{query} {header}: {value}");
    }
}
