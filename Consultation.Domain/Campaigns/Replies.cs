using System.Runtime.InteropServices;

namespace Consultation.Domain.Campaigns;

/// <summary>Which reply has which text: replies by number, different texts numbered from 0 as they come.</summary>
internal sealed class Replies
{
    private readonly Dictionary<UInt128, int> byFingerprint = [];
    private readonly List<Text> texts = [];
    private Member[] members = [];

    [StructLayout(LayoutKind.Auto)]
    internal struct Text
    {
        public UInt128 Fingerprint;

        /// <summary>How many distinct shingles; 0 of a short text.</summary>
        public int Shingles;

        /// <summary>Its number among the sketches; -1 of a short text.</summary>
        public int Place;

        /// <summary>Replies with this text; 0 when it has gone.</summary>
        public int Count;

        /// <summary>The least of their numbers.</summary>
        public int First;

        /// <summary>The campaign text that it contains, or -1.</summary>
        public int BuiltOn;

        /// <summary>One of them; the others follow in the members' list.</summary>
        public int Head;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Member
    {
        /// <summary>Plus one; 0 when there is no such reply.</summary>
        public int Text;
        public int Before;
        public int After;
    }

    public int LastNumber { get; private set; }

    /// <summary>How many texts there have been.</summary>
    public int Texts => texts.Count;

    public ref Text this[int text] => ref CollectionsMarshal.AsSpan(texts)[text];

    /// <summary>The reply's text, or -1.</summary>
    public int TextOf(int number) => number < members.Length ? members[number].Text - 1 : -1;

    /// <summary>The text with this fingerprint, or -1.</summary>
    public int Find(UInt128 fingerprint) => byFingerprint.GetValueOrDefault(fingerprint, -1);

    public int Add(UInt128 fingerprint, int shingles)
    {
        texts.Add(
            new Text
            {
                Fingerprint = fingerprint,
                Shingles = shingles,
                Place = -1,
                BuiltOn = -1,
            }
        );
        byFingerprint[fingerprint] = texts.Count - 1;
        return texts.Count - 1;
    }

    public void Join(int number, int text)
    {
        if (number >= members.Length)
        {
            Array.Resize(ref members, Math.Max(number + 1, Math.Max(256, members.Length / 2 * 3)));
        }
        LastNumber = Math.Max(LastNumber, number);
        ref var joined = ref this[text];
        members[number] = new Member { Text = text + 1, After = joined.Head };
        if (joined.Head != 0)
        {
            members[joined.Head].Before = number;
        }
        joined.Head = number;
        joined.First = joined.Count == 0 ? number : Math.Min(joined.First, number);
        joined.Count++;
    }

    /// <summary>True when nobody has the text any more.</summary>
    public bool Leave(int number)
    {
        var member = members[number];
        members[number] = default;
        ref var left = ref this[member.Text - 1];
        if (member.Before != 0)
        {
            members[member.Before].After = member.After;
        }
        else
        {
            left.Head = member.After;
        }
        if (member.After != 0)
        {
            members[member.After].Before = member.Before;
        }
        if (--left.Count == 0)
        {
            byFingerprint.Remove(left.Fingerprint);
            return true;
        }
        if (left.First == number)
        {
            left.First = left.Head;
            for (var other = left.Head; other != 0; other = members[other].After)
            {
                left.First = Math.Min(left.First, other);
            }
        }
        return false;
    }
}
