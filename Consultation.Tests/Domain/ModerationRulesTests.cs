using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class ModerationRulesTests
{
    /// <summary>Every state by every decision: as it stands, and (where it differs) with a correction waiting or a withholding to be confirmed.</summary>
    private static readonly (Publication State, string Publish, string Redact, string Withhold, string Restore)[] Table =
    [
        (Publication.InReview, "Show", "ShowRedacted", "Hide", "-"),
        (Publication.AwaitingDeadline, "-/Show", "ShowRedacted", "Hide", "-"),
        (Publication.Published, "-/Show", "ShowRedacted", "Hide", "-"),
        (Publication.PublishedRedacted, "-/Show", "ShowRedacted", "Hide", "Show/-"),
        (Publication.Withheld, "Show", "ShowRedacted", "-|ConfirmHiding", "TakeBackHiding"),
        (Publication.Withdrawn, "-", "-", "-", "-"),
    ];

    public static IEnumerable<Publication> States => Enum.GetValues<Publication>();

    [TestCaseSource(nameof(States))]
    public void Next_EveryDecision_IsAsTheTableSays(Publication state)
    {
        var row = Table.Single(one => one.State == state);
        foreach (var corrected in (bool[])[false, true])
        {
            foreach (var awaits in (bool[])[false, true])
            {
                (ModerationChoice, string)[] cells =
                [
                    (ModerationChoice.Publish, row.Publish),
                    (ModerationChoice.Redact, row.Redact),
                    (ModerationChoice.Withhold, row.Withhold),
                    (ModerationChoice.Restore, row.Restore),
                ];
                foreach (var (choice, cell) in cells)
                {
                    var expected =
                        cell.Split('/') is [var plain, var withCorrection] ? (corrected ? withCorrection : plain)
                        : cell.Split('|') is [var settled, var unconfirmed] ? (awaits ? unconfirmed : settled)
                        : cell;
                    var next = ModerationRules.Next(state, corrected, awaits, choice)?.ToString() ?? "-";
                    Assert.That(next, Is.EqualTo(expected), $"{state}, {choice}, corrected {corrected}, awaits {awaits}");
                }
            }
        }
    }

    [TestCase(PublicationRule.Immediate, false, Publication.Published)]
    [TestCase(PublicationRule.Reviewed, true, Publication.PublishedRedacted)]
    [TestCase(PublicationRule.VerifiedImmediate, false, Publication.Published)]
    [TestCase(PublicationRule.AfterDeadline, false, Publication.AwaitingDeadline)]
    [TestCase(PublicationRule.AfterDeadline, true, Publication.AwaitingDeadline)]
    public void Approved_UnderTheRule_WaitsOrIsPublished(PublicationRule rule, bool redacted, Publication expected) =>
        Assert.That(ModerationRules.Approved(rule, redacted), Is.EqualTo(expected));
}
