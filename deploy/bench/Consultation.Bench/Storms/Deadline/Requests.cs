using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Consultation.Bench.Load;
using Consultation.Bench.Replies;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>Replies formatted ahead, each with its own number as its sender's name, so that it is known again.</summary>
internal static class Requests
{
    private const int FileBytes = 300_000;
    private const string Boundary = "consultation-storm-7f3a";

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Avsender {number:00000}");

    public static byte[] Json(Uri server, HearingAtDeadline hearing, ReplyGenerator generator, int number)
    {
        var body = new ReplyBody(new ReplySender("person", NameOf(number), null), "nb", "withRemarks", TextOf(generator, number));
        return RawRequest.PostJson(server, $"{hearing.Api}/replies", body.ToUtf8());
    }

    /// <summary>The page's own form with a PDF file of some 300 kB, as a browser without script posts it.</summary>
    public static async Task<byte[]> FormAsync(Uri server, HearingAtDeadline hearing, ReplyGenerator generator, int number, bool withFile)
    {
        using var form = new MultipartFormDataContent(Boundary)
        {
            { new StringContent(string.Create(CultureInfo.InvariantCulture, $"{number:x32}")), "innsending" },
            { new StringContent("person"), "hvem" },
            { new StringContent(NameOf(number)), "navn" },
            { new StringContent(string.Create(CultureInfo.InvariantCulture, $"avsender{number}@example.com")), "epost" },
            { new StringContent("med"), "svartype" },
            { new StringContent(TextOf(generator, number)), "tekst" },
        };
        if (withFile)
        {
            var file = new ByteArrayContent(Pdf(number));
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            form.Add(file, "filer", $"vedlegg-{number.ToString(CultureInfo.InvariantCulture)}.pdf");
        }
        form.Add(new StringContent("on"), "vilkar");
        var body = await form.ReadAsByteArrayAsync();
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {hearing.Page}/send HTTP/1.1\r\nHost: {server.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
                + $"Content-Type: multipart/form-data; boundary=\"{Boundary}\"\r\nContent-Length: {body.Length}\r\n\r\n"
        );
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Short: a thousand of them are sent in a second.</summary>
    private static string TextOf(ReplyGenerator generator, int number)
    {
        var text = generator.Reply(number).Text ?? "Vi har ingen merknader utover dette.";
        return text.Length > 1000 ? text[..1000] : text;
    }

    private static byte[] Pdf(int number)
    {
        var file = new byte[FileBytes];
        new Random(number).NextBytes(file);
        "%PDF-1.7\n"u8.CopyTo(file);
        "\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.CopyTo(file.AsSpan(FileBytes - 30));
        return file;
    }
}
