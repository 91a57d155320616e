using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Consultation.Tests.Support;

/// <summary>The reply form as a browser without script posts it: fields and files in parts.</summary>
internal sealed partial class ReplyPost
{
    private readonly List<(string Name, string Value)> _fields = [("innsending", "0123456789abcdef0123456789abcdef")];
    private readonly List<(string FileName, byte[] Content)> _files = [];

    /// <summary>Whether it says, as browsers do, that it comes from our own page.</summary>
    public bool SaysItsOrigin { get; init; } = true;

    /// <summary>Happens when the server has begun to read the body, before the last of it comes.</summary>
    public Action? Halfway { get; set; }

    /// <summary>Everything that a person must fill in.</summary>
    public static ReplyPost Complete(string text = "Jeg bor ved kaia.", string name = "Åse Ødegård") =>
        new ReplyPost()
            .With("hvem", "person")
            .With("navn", name)
            .With("epost", "aase@example.com")
            .With("svartype", "med")
            .With("tekst", text)
            .With("vilkar", "on");

    public ReplyPost With(string name, string value)
    {
        _fields.Add((name, value));
        return this;
    }

    public ReplyPost Without(string name)
    {
        _fields.RemoveAll(field => field.Name == name);
        return this;
    }

    public ReplyPost File(string fileName, byte[] content)
    {
        _files.Add((fileName, content));
        return this;
    }

    public async Task<HttpResponseMessage> To(HttpClient client, string address)
    {
        // In the order of the page: the key first, the files before the last fields.
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in _fields.Where(field => field.Name is not ("vilkar" or "steg")))
            body.Add(new StringContent(value, Encoding.UTF8), name);
        foreach (var (fileName, content) in _files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            body.Add(part, "filer", fileName);
        }
        foreach (var (name, value) in _fields.Where(field => field.Name is "vilkar" or "steg"))
            body.Add(new StringContent(value, Encoding.UTF8), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = Halfway is null ? body : await Interrupted(body, Halfway);
        if (SaysItsOrigin)
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await client.SendAsync(request);
    }

    private static async Task<HttpContent> Interrupted(HttpContent body, Action halfway)
    {
        var content = new InterruptedContent(await body.ReadAsByteArrayAsync(), halfway);
        content.Headers.ContentType = body.Headers.ContentType;
        return content;
    }

    private sealed class InterruptedContent(byte[] bytes, Action halfway) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // More than lies between client and server, so that it is read before the last of it is sent.
            Assert.That(bytes, Has.Length.AtLeast(200_000), "too small to be held back");
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length - 1));
            await stream.FlushAsync();
            halfway();
            await stream.WriteAsync(bytes.AsMemory(bytes.Length - 1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>The code that the answer to a sent reply lets its browser keep.</summary>
    public static string CodeIn(HttpResponseMessage sent) =>
        Code().Match(string.Join('\n', sent.Headers.GetValues("Set-Cookie"))).Groups["code"].Value;

    [GeneratedRegex("kvittering=(?<code>[^;]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
