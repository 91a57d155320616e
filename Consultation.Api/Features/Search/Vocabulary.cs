using System.Collections.Concurrent;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Search;

/// <summary>
/// Remembers which words stand in the database's vocabulary, so that a reply costs the write lane only the words that are new. What
/// another node has added is tried once and then known here too; forgetting costs time, never a word.
/// </summary>
internal sealed class Vocabulary
{
    private const int Most = 500_000;
    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);
    private int _count;

    public Vocabulary(Database database) => database.Committed += effects => Learn(effects.Words);

    /// <summary>Analyses what is published of a reply. Costly and pure: before the command takes its turn.</summary>
    public SearchText Prepare(ReplyContent content)
    {
        var text = SearchText.Of(content);
        return text with { Words = [.. text.Words.Where(word => !_known.ContainsKey(word))] };
    }

    private void Learn(List<string> words)
    {
        foreach (var word in words)
        {
            if (_known.TryAdd(word, 0) && Interlocked.Increment(ref _count) > Most)
            {
                _known.Clear();
                Interlocked.Exchange(ref _count, 0);
            }
        }
    }
}
