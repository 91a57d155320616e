using Consultation.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Replies.Flag;

/// <summary>What a reader tells, as it is typed.</summary>
internal sealed class FlagForm
{
    /// <summary>The same form sent twice is told once.</summary>
    [FromForm(Name = "innsending")]
    public string Key { get; set; } = "";

    [FromForm(Name = "hva")]
    public string? ReasonName { get; set; }

    [FromForm(Name = "tekst")]
    public string? Text { get; set; }

    /// <summary>A line break is one character, as its reader counts; browsers send two.</summary>
    public string? Counted => Text?.ReplaceLineEndings("\n");

    [FromForm(Name = "epost")]
    public string? Email { get; set; }

    /// <summary>What only a program fills in.</summary>
    [FromForm(Name = "nettside")]
    public string? Trap { get; set; }

    public FlagReason? Reason => Enum.TryParse<FlagReason>(ReasonName, out var reason) && Enum.IsDefined(reason) ? reason : null;
}
