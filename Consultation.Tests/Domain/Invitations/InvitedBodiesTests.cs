using Consultation.Domain;
using Consultation.Domain.Invitations;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Invitations;

/// <summary>Whose reply is whose.</summary>
public sealed class InvitedBodiesTests
{
    private static readonly string[] Names = ["Våler kommune", "Herøy kommune", "Sunnhavn kommune", "Nordøyane IKS"];
    private static readonly string?[] Numbers = [null, "974760673", "971032081", "939991034"];

    [TestCase("Sunnhavn kommune", "SUNNHAVN  Kommune")]
    [TestCase("Møre- og Romsdal", "Møre og Romsdal")]
    [TestCase("St. Olavs hospital HF", "St Olavs hospital, HF")]
    [TestCase("Ålesund kommune", "A\u030Alesund kommune")]
    [TestCase("Samferdsels\u00ADdepartementet", "samferdselsdepartementet ")]
    [TestCase("«Vern om kysten»", "Vern om kysten")]
    public void NameKey_OfOneNameWrittenInTwoWays_IsOne(string one, string other) =>
        Assert.That(InvitationRules.NameKey(one), Is.EqualTo(InvitationRules.NameKey(other)).And.Not.Null);

    [TestCase("Våler kommune", "Valer kommune")]
    [TestCase("Nes kommune", "Nesbyen kommune")]
    [TestCase("Osen kommune", "Os en kommune")]
    public void NameKey_OfTwoNames_IsTwo(string one, string other) =>
        Assert.That(InvitationRules.NameKey(one), Is.Not.EqualTo(InvitationRules.NameKey(other)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" – ")]
    [TestCase("Fagforbundet avd. █████")]
    public void NameKey_WhereNothingIsLeft_OrWordsAreTakenOut_IsNone(string? name) => Assert.That(InvitationRules.NameKey(name), Is.Null);

    [Property]
    public bool NameKey_IsTheSameAgain_AndWhateverTheCaseAndTheSpaces(NonNull<string> given)
    {
        var key = InvitationRules.NameKey(given.Get);
        return key is null
            || (
                InvitationRules.NameKey(key) == key
                && InvitationRules.NameKey($" {given.Get}. ") == key
                && InvitationRules.NameKey(given.Get.Replace(" ", "  ", StringComparison.Ordinal)) == key
            );
    }

    /// <summary>Against the rule told one body and one reply at a time, and in whatever order the replies are given.</summary>
    [Property(MaxTest = 500)]
    public Property Answers_AreAsTheRuleSays() =>
        Prop.ForAll(
            Lists().ToArbitrary(),
            given =>
            {
                var (bodies, replies) = given;
                var answers = InvitedBodies.Answers(bodies, replies);
                var backwards = InvitedBodies.Answers(bodies, replies.AsEnumerable().Reverse());
                return bodies.All(body =>
                    answers.GetValueOrDefault(body.Id)?.Number == Best(body, bodies, replies)?.Number
                    && answers.GetValueOrDefault(body.Id) == backwards.GetValueOrDefault(body.Id)
                );
            }
        );

    private static InvitedReply? Best(InvitedBody body, IReadOnlyList<InvitedBody> bodies, IReadOnlyList<InvitedReply> replies) =>
        replies
            .Where(reply => IsOf(body, reply, bodies))
            .OrderByDescending(reply => reply.Vouched)
            .ThenBy(reply => reply.Late)
            .ThenByDescending(reply => reply.Number)
            .FirstOrDefault();

    private static bool IsOf(InvitedBody body, InvitedReply reply, IReadOnlyList<InvitedBody> bodies)
    {
        if (body.TiedTo is { } number)
        {
            return reply.Number == number;
        }
        if (bodies.Any(other => other.TiedTo == reply.Number))
        {
            return false;
        }
        if (
            reply.OrganisationNumber is not null
            && bodies.Any(other => other.TiedTo is null && other.OrganisationNumber == reply.OrganisationNumber)
        )
        {
            return body.OrganisationNumber == reply.OrganisationNumber;
        }
        return reply.NameKey == body.NameKey
            && (body.OrganisationNumber is null || reply.OrganisationNumber is null)
            && bodies.Count(other => other.NameKey == body.NameKey) == 1;
    }

    private static Gen<(InvitedBody[] Bodies, InvitedReply[] Replies)> Lists() =>
        from bodies in Gen.Choose(0, 5)
        from replies in Gen.Choose(0, 8)
        from names in Gen.Elements(Names).ArrayOf(bodies)
        from numbers in Gen.Elements(Numbers).ArrayOf(bodies)
        from ties in Gen.Choose(0, 20).ArrayOf(bodies)
        from senders in Gen.Elements<string?>([.. Names, null]).ArrayOf(replies)
        from sent in Gen.Elements(Numbers).ArrayOf(replies)
        from marks in Gen.Choose(0, 3).ArrayOf(replies)
        select (
            names
                .Select(
                    (name, i) =>
                        new InvitedBody(i, InvitationRules.NameKey(name)!, numbers[i], ties[i] is var tie && tie < 4 ? tie + 1 : null)
                )
                .ToArray(),
            senders
                .Select(
                    (name, i) =>
                        new InvitedReply(
                            i + 1,
                            InvitationRules.NameKey(name),
                            sent[i],
                            marks[i] % 2 == 1,
                            Position.WithRemarks,
                            marks[i] > 1
                        )
                )
                .ToArray()
        );

    [Test]
    public void StateOf_GoesByWhatHasCome_BeforeWhatWasSaid()
    {
        InvitedReply Reply(Position position, bool late) => new(1, null, null, false, position, late);
        (bool Sent, bool Declined, InvitedReply? Answer, InvitationState State)[] cases =
        [
            (false, false, null, InvitationState.NotSent),
            (true, false, null, InvitationState.Invited),
            (true, true, null, InvitationState.Declined),
            (false, true, null, InvitationState.Declined),
            (false, false, Reply(Position.WithRemarks, false), InvitationState.Replied),
            (true, true, Reply(Position.WithRemarks, true), InvitationState.RepliedLate),
            (true, false, Reply(Position.WithoutRemarks, true), InvitationState.WithoutRemarks),
        ];
        foreach (var (sent, declined, answer, state) in cases)
        {
            Assert.That(InvitationRules.StateOf(sent, declined, answer), Is.EqualTo(state));
        }
    }
}
