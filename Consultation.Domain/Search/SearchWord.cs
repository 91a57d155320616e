namespace Consultation.Domain.Search;

/// <summary>
/// A word of a text as search knows it. <see cref="Start"/> and <see cref="Length"/> are UTF-16 units of the text;
/// <see cref="Folded"/> is the word in small letters without accents; <see cref="Token"/> is what it has in common with its
/// inflections and with the same word in the other written Norwegian.
/// </summary>
public readonly record struct SearchWord(int Start, int Length, string Folded, string Token);
