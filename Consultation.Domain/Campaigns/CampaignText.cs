using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Consultation.Domain.Campaigns;

/// <summary>A reply's text as grouping sees it; nothing in it tells the text.</summary>
public sealed class CampaignText
{
    /// <summary>With fewer words a text is short: grouped only with what is identical.</summary>
    public const int LeastWords = 20;

    private CampaignText(string words, int count)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(words.AsSpan()), sum);
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
        var words = ReplyWords.Normalise(text);
        if (words.Length == 0)
        {
            return null;
        }
        var count = words.AsSpan().Count(' ') + 1;
        return count <= MerePointer.MostWords && MerePointer.Is(text) ? null : new CampaignText(words, count);
    }
}
