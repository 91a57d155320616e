using System.Collections.Concurrent;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// A hearing's questions as its row has them. They are parsed once and used again as long as the column holds the same letters, so that
/// replies in a storm do not parse them each.
/// </summary>
internal static class HearingQuestions
{
    private const int Most = 1000;
    private static readonly ConcurrentDictionary<long, (string Stored, Question[] Questions)> Kept = new();

    public static IReadOnlyList<Question> Of(long hearing, string stored)
    {
        if (string.Equals(stored, "[]", StringComparison.Ordinal))
        {
            return [];
        }
        if (Kept.TryGetValue(hearing, out var kept) && string.Equals(kept.Stored, stored, StringComparison.Ordinal))
        {
            return kept.Questions;
        }
        var questions = Stored.Read<Question[]>(stored);
        if (Kept.Count >= Most)
        {
            Kept.Clear();
        }
        Kept[hearing] = (stored, questions);
        return questions;
    }
}
