using Consultation.Domain.Search;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Search;

public sealed class StemsTests
{
    [TestCase("høring høringen høringer høringene høringens høringenes høyring høyringa høyringar høyringane")]
    [TestCase("kommune kommunen kommuner kommunene kommunens kommunenes kommunar kommunane kommunes")]
    [TestCase("forskrift forskriften forskrifter forskriftene forskrifta")]
    [TestCase("departement departementet departementets departementa")]
    [TestCase("endring endringen endringer endringar endringane endringene")]
    [TestCase("endre endrer endret endra endrar")]
    [TestCase("støtte støtter støttet støtta støttar")]
    [TestCase("offentlig offentlige offentleg offentlege")]
    [TestCase("offentlighet offentligheten offentlegheit offentlegheita")]
    [TestCase("sikkerhet sikkerheten tryggleik tryggleiken")]
    [TestCase("kvalitet kvaliteten kvaliteter kvalitetar kvalitetane kvalitetene")]
    [TestCase("saksbehandler saksbehandleren saksbehandlere saksbehandlerne saksbehandlar saksbehandlarar saksbehandlarane")]
    [TestCase("instans instansen instanser instansar instansens")]
    [TestCase("konsekvens konsekvensen konsekvenser konsekvensane")]
    [TestCase("grense grensen grenser grensa grensene")]
    [TestCase("høringsuttalelse høringsuttalelsen høringsuttalelser høyringsfråsegn høyringsfråsegner")]
    [TestCase("virksomhet virksomheten virksomheter verksemd verksemda verksemder")]
    [TestCase("hjemmel hjemmelen hjemler heimel heimelen heimlar")]
    [TestCase("regel regelen regler reglene reglar reglane")]
    [TestCase("artikkel artikkelen artikler artiklar")]
    [TestCase("barnehage barnehagen barnehager barnehagene barnehagar barnehagane")]
    [TestCase("skole skolen skoler skule skulen skular skulane")]
    [TestCase("barn barna barnas barnet born borna")]
    [TestCase("ikke ikkje")]
    [TestCase("svar svaret svarene svara")]
    [TestCase("høringssvar høringssvaret høyringssvar høyringssvara")]
    [TestCase("uttalelse uttalelsen fråsegn fråsegna")]
    [TestCase("utredning utredningen utgreiing utgreiinga")]
    [TestCase("vurdere vurderer vurdert vurderte")]
    [TestCase("program programmet programmer programma")]
    [TestCase("kommune municipality municipalities")]
    [TestCase("høring consultation hearing gulaskuddan")]
    public void Of_FormsOfOneWord_IsOne(string forms)
    {
        var stems = forms.Split(' ').Select(Stems.Of).Distinct();
        Assert.That(stems.ToArray(), Has.Length.EqualTo(1), string.Join(", ", stems));
    }

    [TestCase("svar", "svart")]
    [TestCase("vei", "vegg")]
    [TestCase("båt", "bat")]
    [TestCase("hansen", "hans")]
    [TestCase("høre", "hår")]
    [TestCase("kommune", "kommunikasjon")]
    [TestCase("lov", "love", false)]
    [TestCase("skatt", "skattet", false)]
    public void Of_Strangers_IsNotOne(string one, string other, bool apart = true) =>
        Assert.That(Stems.Of(one) != Stems.Of(other), Is.EqualTo(apart));

    [TestCase("1234")]
    [TestCase("e10")]
    [TestCase("ж")]
    [TestCase("москва")]
    public void Of_NumbersAndOtherLetters_IsTheWordItself(string word) => Assert.That(Stems.Of(word), Is.EqualTo(word));

    [Test]
    public void Of_SenNames_KeepsThemAndTheirGenitive() =>
        Assert.That(Stems.Of("hansens"), Is.EqualTo(Stems.Of("hansen")).And.EqualTo("hansen"));

    [Property(MaxTest = 500)]
    public bool Of_AnyFoldedWord_IsNeitherEmptyNorLosesAllLetters(NonNull<string> text) =>
        SearchWords.In(text.Get).All(word => word.Token.Length >= Math.Min(2, word.Folded.Length) && word.Token == Stems.Of(word.Folded));
}
