using Consultation.Domain;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class ReplyRulesTests
{
    private static readonly DateTimeOffset ClosesAt = new(2026, 3, 13, 23, 0, 0, TimeSpan.Zero);

    [TestCase(PublicationRule.Immediate, SenderType.Person, Verification.None, Publication.Published)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.Person, Verification.Organisation, Publication.InReview)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.Organisation, Verification.Organisation, Publication.InReview)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.PublicBody, Verification.None, Publication.InReview)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.PublicBody, Verification.Email, Publication.InReview)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.PublicBody, Verification.Login, Publication.InReview)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.PublicBody, Verification.Organisation, Publication.Published)]
    [TestCase(PublicationRule.VerifiedImmediate, SenderType.PublicBody, Verification.Staff, Publication.Published)]
    [TestCase(PublicationRule.Reviewed, SenderType.PublicBody, Verification.Organisation, Publication.InReview)]
    [TestCase(PublicationRule.AfterDeadline, SenderType.PublicBody, Verification.Organisation, Publication.AwaitingDeadline)]
    public void FirstPublication_ReplySentIn_FollowsTheRule(
        PublicationRule rule,
        SenderType type,
        Verification verified,
        Publication expected
    ) =>
        Assert.That(
            ReplyRules.FirstPublication(rule, type, verified, holdsNationalId: false, importedByStaff: false),
            Is.EqualTo(expected)
        );

    [TestCase(PublicationRule.Immediate, Publication.Published)]
    [TestCase(PublicationRule.VerifiedImmediate, Publication.Published)]
    [TestCase(PublicationRule.Reviewed, Publication.InReview)]
    [TestCase(PublicationRule.AfterDeadline, Publication.AwaitingDeadline)]
    public void FirstPublication_ImportedByStaff_IsPublishedUnlessTheRuleWaits(PublicationRule rule, Publication expected) =>
        Assert.That(
            ReplyRules.FirstPublication(rule, SenderType.Person, Verification.None, holdsNationalId: false, importedByStaff: true),
            Is.EqualTo(expected)
        );

    [Property]
    public bool FirstPublication_WithANationalId_IsAlwaysRead(
        PublicationRule rule,
        SenderType type,
        Verification verified,
        bool imported
    ) => ReplyRules.FirstPublication(rule, type, verified, holdsNationalId: true, imported) == Publication.InReview;

    [TestCase(-1, Publication.AwaitingDeadline)]
    [TestCase(0, Publication.Published)]
    public void Shown_AwaitingDeadline_IsPublishedFromTheInstant(int ticks, Publication expected) =>
        Assert.That(ReplyRules.Shown(Publication.AwaitingDeadline, null, ClosesAt, ClosesAt.AddTicks(ticks)), Is.EqualTo(expected));

    [Property]
    public bool Shown_AnyOtherState_IsTheStoredOne(Publication stored, int ticks) =>
        stored == Publication.AwaitingDeadline || ReplyRules.Shown(stored, null, ClosesAt, ClosesAt.AddTicks(ticks)) == stored;

    [TestCase(-1, Publication.AwaitingDeadline)]
    [TestCase(0, Publication.PublishedRedacted)]
    public void Shown_AwaitingDeadlineRedacted_IsPublishedRedactedFromTheInstant(int ticks, Publication expected) =>
        Assert.That(
            ReplyRules.Shown(Publication.AwaitingDeadline, Ground.Privacy, ClosesAt, ClosesAt.AddTicks(ticks)),
            Is.EqualTo(expected)
        );

    [Test]
    public void Counted_AwaitingDeadline_CountsAsRedactedWhereSomethingIsHidden()
    {
        Assert.That(ReplyRules.Counted(Publication.AwaitingDeadline, Ground.Hate), Is.EqualTo(Publication.PublishedRedacted));
        foreach (var state in Enum.GetValues<Publication>())
        {
            Assert.That(ReplyRules.Counted(state, null), Is.EqualTo(state));
            Assert.That(ReplyRules.Counted(state, Ground.Hate) == state, Is.EqualTo(state != Publication.AwaitingDeadline));
        }
    }

    [TestCase(Publication.Published, -1, true)]
    [TestCase(Publication.PublishedRedacted, -1, true)]
    [TestCase(Publication.AwaitingDeadline, -1, false)]
    [TestCase(Publication.AwaitingDeadline, 0, true)]
    [TestCase(Publication.InReview, 0, false)]
    [TestCase(Publication.Withheld, 0, false)]
    [TestCase(Publication.Withdrawn, 0, false)]
    public void IsPublic_State_IsTrueForPublishedContentOnly(Publication stored, int ticks, bool expected) =>
        Assert.That(ReplyRules.IsPublic(stored, ClosesAt, ClosesAt.AddTicks(ticks)), Is.EqualTo(expected));
}
