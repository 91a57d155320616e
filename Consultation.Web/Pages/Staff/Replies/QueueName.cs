using System.Globalization;
using Consultation.Api.Features.Moderation;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies;

/// <summary>The two queues as addresses have them.</summary>
internal static class QueueName
{
    private const string Second = "bekreft";

    public static ReviewQueue Read(string? name) => name == Second ? ReviewQueue.SecondPerson : ReviewQueue.Review;

    public static string? Of(ReviewQueue queue) => queue == ReviewQueue.SecondPerson ? Second : null;
}

/// <summary>What was just done, carried in the address to the page that comes next: <c>publish.12</c>.</summary>
internal static class Done
{
    /// <param name="deed">A decision, <c>Confirm</c> or <c>Journal</c>.</param>
    /// <param name="number">Of the reply.</param>
    public static string Of(string deed, int number) => string.Create(CultureInfo.InvariantCulture, $"{deed}.{number}");

    /// <summary>Null for what says nothing that is known.</summary>
    public static string? Sentence(string? after) =>
        after?.Split('.') is [var deed, var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && deed.Length <= 20
        && Find("review.done." + deed) is not null
            ? T("review.done." + deed, Wording.Number(number))
            : null;
}
