using Consultation.Domain;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Search;

/// <summary>What the index takes of a text, made before the command takes its turn: tokens parted by spaces, and the words among them.</summary>
internal sealed record SearchText(string Tokens, IReadOnlyList<SearchText.Answered> Answers, IReadOnlyList<string> Words)
{
    /// <summary>Stands between two fields, so that no row of words reaches over: no reader's word has such a letter.</summary>
    private const string Between = " ¶ ";

    public sealed record Answered(string Question, string Tokens);

    /// <summary>All that is published of a reply; answers apart, since which of them are public stands with the hearing.</summary>
    public static SearchText Of(ReplyContent content)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var answers = ReplyFields.Answers(content).Select(field => new Answered(field.Question, TokensOf(field.Text, words))).ToArray();
        return new SearchText(TokensOf(ReplyFields.Others(content).Select(field => field.Text), words), answers, [.. words]);
    }

    public static SearchText Of(IEnumerable<string> texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        return new SearchText(TokensOf(texts, words), [], [.. words]);
    }

    public string Without(IReadOnlyCollection<string> privateQuestions) =>
        Answers.Count == 0
            ? Tokens
            : string.Join(Between, Answers.Where(a => !privateQuestions.Contains(a.Question)).Select(a => a.Tokens).Prepend(Tokens));

    private static string TokensOf(IEnumerable<string> texts, HashSet<string> words) =>
        string.Join(Between, texts.Select(text => TokensOf(text, words)));

    private static string TokensOf(string text, HashSet<string> words)
    {
        var found = SearchWords.In(text);
        var tokens = new string[found.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = found[i].Token;
            if (words.Add(tokens[i]) && !Compounds.IsVocabulary(tokens[i]))
            {
                words.Remove(tokens[i]);
            }
        }
        return string.Join(' ', tokens);
    }
}
