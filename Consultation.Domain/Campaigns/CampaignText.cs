using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Consultation.Domain.Campaigns;

/// <summary>A reply's text as grouping sees it; nothing in it tells the text.</summary>
public sealed class CampaignText
{
    /// <summary>With fewer words a text is short: grouped only with what is identical.</summary>
    public const int LeastWords = 20;

    private CampaignText(ReadOnlySpan<char> words, int count)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(words), sum);
        Fingerprint = MemoryMarshal.Read<UInt128>(sum);
        IsShort = count < LeastWords;
        Shingles = IsShort ? [] : Campaigns.Shingles.Of(words, count);
    }

    /// <summary>The same for texts that are identical after normalising, and for no others.</summary>
    public UInt128 Fingerprint { get; }

    public bool IsShort { get; }

    /// <summary>Distinct, in order of size; empty of a short text.</summary>
    internal ulong[] Shingles { get; }

    /// <summary>Null when there is nothing to group: no words, or a mere pointer to an attachment.</summary>
    public static CampaignText? Of(string text)
    {
        var buffer = ReplyWords.Rent(text, out var length);
        var found = Of(text, buffer.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(buffer);
        return found;
    }

    private static CampaignText? Of(string text, ReadOnlySpan<char> words)
    {
        if (words.Length == 0)
        {
            return null;
        }
        var count = words.Count(' ') + 1;
        return count <= MerePointer.MostWords && MerePointer.Is(text) ? null : new CampaignText(words, count);
    }
}
