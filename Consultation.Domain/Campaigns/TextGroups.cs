using System.Runtime.InteropServices;

namespace Consultation.Domain.Campaigns;

/// <summary>
/// Single link: texts and the links between them, and which texts hang together. A text that is taken away may part its group; the
/// links that remain are kept, and whoever lost contact with the largest part is told to look again.
/// </summary>
internal sealed class TextGroups
{
    private readonly List<Node> nodes = [];
    private readonly List<(int One, int Other)> links = [];

    [StructLayout(LayoutKind.Auto)]
    private struct Node
    {
        public int Parent;

        /// <summary>The texts of a group form a ring.</summary>
        public int Next;
    }

    public void Add() => nodes.Add(new Node { Parent = nodes.Count, Next = nodes.Count });

    /// <summary>The text that stands for the group; any of its texts, the same for all of them until a change.</summary>
    public int Root(int text)
    {
        var all = All;
        while (all[text].Parent != text)
        {
            ref var node = ref all[text];
            node.Parent = all[node.Parent].Parent;
            text = node.Parent;
        }
        return text;
    }

    /// <summary>Joins two groups by a link between two of their texts; nothing when they are one already.</summary>
    public void Link(int one, int other)
    {
        if (Join(one, other))
        {
            links.Add((one, other));
        }
    }

    /// <summary>Takes a text out; answers those that must look for links again.</summary>
    public IReadOnlyList<int> Remove(int text)
    {
        var rest = new List<int>();
        for (var other = nodes[text].Next; other != text; other = nodes[other].Next)
        {
            rest.Add(other);
        }
        Part(text);
        var cut = links.RemoveAll(link => link.One == text || link.Other == text);
        if (rest.Count == 0)
        {
            return [];
        }
        rest.ForEach(Part);
        if (cut == 1)
        {
            // It hung on by one link: nobody else hung on it.
            rest.ForEach(other => Join(rest[0], other));
            return [];
        }
        var parted = rest.ToHashSet();
        foreach (var (one, other) in links)
        {
            if (parted.Contains(one))
            {
                Join(one, other);
            }
        }
        var largest = rest.GroupBy(Root).MaxBy(part => part.Count())!.Key;
        return [.. rest.Where(other => Root(other) != largest)];
    }

    private Span<Node> All => CollectionsMarshal.AsSpan(nodes);

    private void Part(int text) => All[text] = new Node { Parent = text, Next = text };

    private bool Join(int one, int other)
    {
        var (a, b) = (Root(one), Root(other));
        if (a == b)
        {
            return false;
        }
        var all = All;
        all[Math.Max(a, b)].Parent = Math.Min(a, b);
        (all[a].Next, all[b].Next) = (all[b].Next, all[a].Next);
        return true;
    }
}
