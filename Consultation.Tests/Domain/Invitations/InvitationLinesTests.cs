using Consultation.Domain.Invitations;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Invitations;

public sealed class InvitationLinesTests
{
    [Test]
    public void Line_MayHoldTheNameAlone_OrAllFour_ApartBySemicolonsOrTabs()
    {
        var read = InvitationLines.Read(
            "Sunnhavn kommune; post@sunnhavn.example; 974 760 673; Kommune\r\n\n;;\nKystlaget\nStatsforvalteren i Vesthavet\t\t\tstatsforvalter",
            InvitedGroup.Organisation
        );
        Assert.That(read.Faults, Is.Empty);
        Assert.That(
            read.Entries,
            Is.EqualTo(
                ((int, InvitedEntry)[])
                    [
                        (1, new("Sunnhavn kommune", "post@sunnhavn.example", "974760673", InvitedGroup.Municipality)),
                        (4, new("Kystlaget", null, null, InvitedGroup.Organisation)),
                        (5, new("Statsforvalteren i Vesthavet", null, null, InvitedGroup.CountyGovernor)),
                    ]
            )
        );
    }

    [TestCase("; post@x.example", InvitationFault.NameMissing)]
    [TestCase("–; post@x.example", InvitationFault.NameMissing)]
    [TestCase("Kystlaget; post", InvitationFault.Email)]
    [TestCase("Kystlaget; post@x", InvitationFault.Email)]
    [TestCase("Kystlaget; a@x.example, b@x.example", InvitationFault.Email)]
    [TestCase("Kystlaget; Kyst <a@x.example>", InvitationFault.Email)]
    [TestCase("Kystlaget; ; 974760674", InvitationFault.OrganisationNumber)]
    [TestCase("Kystlaget; ; ; vennene", InvitationFault.Group)]
    [TestCase("Kystlaget; ; ; 3", InvitationFault.Group)]
    [TestCase("Kystlaget; ; ; kommune; mer", InvitationFault.TooManyParts)]
    public void Line_ThatCannotBeRead_IsToldByItsNumber(string line, InvitationFault fault)
    {
        var read = InvitationLines.Read("Først\n" + line, InvitedGroup.Other);
        Assert.That(read.Faults, Is.EqualTo(((int, InvitationFault)[])[(2, fault)]));
        Assert.That(read.Entries.Single().Entry.Name, Is.EqualTo("Først"));
    }

    [Test]
    public void Line_WithANameThatIsTooLong_IsTold() =>
        Assert.That(
            InvitationLines.Read(new string('a', InvitationRules.MaxNameLength + 1), InvitedGroup.Other).Faults.Single().Fault,
            Is.EqualTo(InvitationFault.NameTooLong)
        );

    /// <summary>Whatever is pasted: each line is read, told or blank, and what is read can be stored and written to.</summary>
    [Property(MaxTest = 500)]
    public bool Read_LosesNoLine(NonNull<string>[] lines)
    {
        var text = string.Join('\n', (lines ?? []).Select(line => line.Get));
        var read = InvitationLines.Read(text, InvitedGroup.Other);
        return read.Entries.Select(entry => entry.Line).Intersect(read.Faults.Select(fault => fault.Line)).Any() is false
            && read.Entries.All(entry =>
                entry.Entry.NameKey.Length is > 0 and <= 2 * InvitationRules.MaxNameLength
                && (entry.Entry.Email is null || System.Net.Mail.MailAddress.TryCreate(entry.Entry.Email, out _))
            );
    }

    [TestCase("Våler kommune", null, "VÅLER KOMMUNE", null, true)]
    [TestCase("Våler kommune", "974760673", "Våler kommune", null, true)]
    [TestCase("Våler kommune", "974760673", "Våler kommune", "971032081", false)]
    [TestCase("Våler kommune", "974760673", "Våler i Solør", "974760673", true)]
    [TestCase("Våler kommune", null, "Våler", null, false)]
    public void IsSameAs_GoesByTheNumbers_WhereBothHaveOne(string name, string? number, string other, string? otherNumber, bool same) =>
        Assert.That(
            new InvitedEntry(name, null, number, default).IsSameAs(new(other, null, otherNumber, InvitedGroup.Other)),
            Is.EqualTo(same)
        );
}
