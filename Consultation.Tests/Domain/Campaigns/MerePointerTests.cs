using Consultation.Domain.Campaigns;

namespace Consultation.Tests.Domain.Campaigns;

public sealed class MerePointerTests
{
    [TestCase("See attached file(s)")]
    [TestCase("Please see attached.")]
    [TestCase("SEE ATTACHMENT")]
    [TestCase("Please find our comments enclosed. Thank you for the opportunity to comment.")]
    [TestCase("Please see the attached comments from the American Nurses Association.")]
    [TestCase("Dear Sir or Madam,\n\nPlease find attached the response of Kartverket.\n\nKind regards,\nKari Nordmann\nDirector")]
    [TestCase("Se vedlegg")]
    [TestCase("Se vedlegg.\n\nMvh Kari Nordmann")]
    [TestCase("Høringssvar ligger vedlagt.")]
    [TestCase("Vedlagt følger høringsuttalelse fra Bærum kommune.")]
    [TestCase("Vi viser til høring av 2. mars 2026. Se vedlagte høringssvar fra Norges Blindeforbund.\n\nMed vennlig hilsen\nOla Nordmann")]
    [TestCase("Hei! Svaret vårt er vedlagt &amp;amp; sendt.")]
    [TestCase("Sjå vedlegg")]
    [TestCase("Høyringssvaret frå Vestland fylkeskommune ligg ved som vedlegg", false)]
    [TestCase("Sjå vedlagde høyringsfråsegn frå Vinje kommune. Venleg helsing Kari")]
    [TestCase("Høyringssvar er lagt ved i vedlegget.")]
    [TestCase("Jeg er imot forslaget, se vedlegg.", false)]
    [TestCase("Se vedlegg. Grensen er for høy.", false)]
    [TestCase("Vi støtter forslaget slik det går fram av vedlegget.", false)]
    [TestCase("Eg er ueinig, sjå vedlegg", false)]
    [TestCase("I oppose this. See attached.", false)]
    [TestCase("I strongly support this proposal (see attachment).", false)]
    [TestCase("Jeg støtter forslaget.", false)]
    [TestCase("Takk for muligheten til å uttale oss.", false)]
    public void Text_ThatOnlyPoints_HasNothingToGroup(string text, bool points = true) =>
        Assert.That(CampaignText.Of(text) is null, Is.EqualTo(points));
}
