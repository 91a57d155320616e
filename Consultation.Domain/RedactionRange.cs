namespace Consultation.Domain;

/// <summary>Words to take out of what is published of a reply.</summary>
/// <param name="Field">
/// <c>text</c>, <c>sender.name</c>, <c>sender.onBehalfOf</c>, <c>answer:&lt;key&gt;</c>, <c>comment:&lt;n&gt;</c> or
/// <c>attachment:&lt;k&gt;</c>, where n and k count from <see cref="Redaction.First"/> in the order sent.
/// </param>
/// <param name="Start">In UTF-16 units of the field's text as it was sent (NFC). Of no account for what is taken out as a whole.</param>
/// <param name="Length">At least 1, but of no account for what is taken out as a whole: attachments, and answers that are choices or numbers.</param>
public sealed record RedactedRange(string Field, int Start = 0, int Length = 0);
