using System.Globalization;
using System.Text;

namespace Consultation.Bench.Load;

/// <summary>Requests formatted once, so that the client spends as little of the shared cores as it can.</summary>
internal static class RawRequest
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static byte[] Get(Uri server, string path, string? bearer = null, string? acceptEncoding = "br, gzip")
    {
        var head = new StringBuilder().Append(Invariant, $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n");
        if (acceptEncoding is not null)
            head.Append(Invariant, $"Accept-Encoding: {acceptEncoding}\r\n");
        if (bearer is not null)
            head.Append(Invariant, $"Authorization: Bearer {bearer}\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    public static byte[] PostJson(Uri server, string path, ReadOnlySpan<byte> body, string? bearer = null)
    {
        var head = new StringBuilder().Append(
            Invariant,
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n"
        );
        head.Append(Invariant, $"Content-Length: {body.Length}\r\n");
        if (bearer is not null)
            head.Append(Invariant, $"Authorization: Bearer {bearer}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
