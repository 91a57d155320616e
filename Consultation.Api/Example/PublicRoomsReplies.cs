using Consultation.Domain;
using static Consultation.Api.Example.ExampleReply;

namespace Consultation.Api.Example;

/// <summary>The replies to the hearing under review, in the order in which they came.</summary>
internal static class PublicRoomsReplies
{
    /// <summary>What is taken out of Gunnvor Tveitsunds reply.</summary>
    public const string HerTelephone = "Ring meg hjemme på 00 00 00 00, eller søsteren min i Lia 12.";

    /// <summary>What the ministry answers Amina Solhaug-Warsame.</summary>
    public const string AnswerAboutLibraries = """
        Takk for forslaget. Flere har spurt om det samme.

        Vi ser på om et bibliotek kan være åpent om kvelden når en voksen frivillig er til stede og har fått opplæring i bygget. Det blir avgjort sammen med spørsmålet om depositum.
        """;

    /// <summary>Two bands ask for the same.</summary>
    private const string BandText = """
        Korpset har 34 medlemmer fra ni til sytti år og øver hver tirsdag i gymsalen på skolen. Vi betalte 18 000 kroner i leie i fjor, som er mer enn vi får inn på loddsalget.

        Vi støtter forslaget fullt ut, og ber om at faste øvingstider kan avtales for et helt skoleår av gangen, slik at vi slipper å søke på nytt hver måned.
        """;

    public static IReadOnlyList<ExampleReply> First =>
        [
            Organisation("Elvedal skolekorps", BandText) with
            {
                Answers = [Answer("ansvar", "laget"), Answer("viktig", 5)],
            },
            PublicBody(
                "Elvedal kommune",
                """
                Kommunen låner allerede ut møterom gratis, og er glad for at det samme foreslås i hele landet.

                Gymsaler er annerledes. Uten vaktmester til stede har vi hatt vannskader for 300 000 kroner på to år. Vi ber om at kommunen kan kreve en ansvarlig voksen med opplæring.
                """
            ) with
            {
                Answers = [Answer("ansvar", "vakt")],
                Remarks = [new("Leie kan ikke kreves.", Stance.SupportWithChanges, "Opplæring må kunne kreves.")],
            },
            Person(
                "Gunnvor Tveitsund",
                "Vi strikker for sykehuset hver torsdag og trenger et rom med god lampe. "
                    + HerTelephone
                    + " Det beste ville vært biblioteket."
            ),
            Organisation(
                "Høgfjell dansegruppe",
                "Vi dansar folkedans og treng golv, ikkje møterom. Skriv gymsal først i lista, så ingen trur at det er nok med eit klasserom."
            ) with
            {
                Language = "nn",
                Remarks = [new("Møterom, gymsaler, skolekjøkken og bibliotek skal kunne lånes", Stance.Support)],
            },
            Organisation("Nedre Li skolekorps", BandText.Replace("34 medlemmer", "27 medlemmer", StringComparison.Ordinal)) with
            {
                Answers = [Answer("viktig", 5)],
            },
            Organisation("Billige Stoler Partivare", "STOLER TIL LAGET! Stablestoler fra 99 kr, fri frakt denne uken."),
            PublicBody("Direktoratet for bygg til felles bruk", null),
            Person(
                "Amina Solhaug-Warsame",
                "Ungdommen i blokka har ingen steder å gjøre lekser sammen. Biblioteket stenger kl. 17. Kan det være åpent med en voksen frivillig til stede?"
            ) with
            {
                Answers = [Answer("ansvar", "digital"), Answer("viktig", 5)],
            },
            Organisation(
                "Forbundet for små teaterlag",
                "Teater trenger lokalet flere dager på rad, med kulisser som kan stå. Ordningen bør åpne for lån over en hel helg."
            ) with
            {
                Remarks =
                [
                    new("på hverdager mellom kl. 16 og kl. 22", Stance.SupportWithChanges, "Og sammenhengende i helger.")
                    {
                        IsQuote = true,
                    },
                ],
            },
            PublicBody(
                "Storvik fylkeskommune",
                "Fylkeskommunen eier 14 videregående skoler. Vi ber om at det sies tydelig at forslaget også gjelder oss."
            ) with
            {
                Remarks = [new("Hvilke lokaler", Stance.SupportWithChanges)],
            },
            Person("Petter Klokkarstuen", "Hvem skal betale strømmen? Det står ingenting om det."),
            Organisation("Elvedal bordtennisklubb", "Bordene må kunne stå i et låst rom. Ellers går halve kvelden til å bære.") with
            {
                Answers = [Answer("ansvar", "laget")],
            },
            PublicBody("Sandstrand kommune", null),
            Organisation(
                "Rådet for eldre i Sandstrand",
                "Et møterom i tredje etasje uten heis er ikke et tilbud. Ta med krav om tilgjengelighet."
            ) with
            {
                Answers = [Answer("viktig", 4)],
            },
        ];

    public static IReadOnlyList<ExampleReply> Second =>
        [
            Person("Tore Myklebotn", "500 kroner i depositum er greit, bare vi får dem tilbake samme dag.") with
            {
                Answers = [Answer("ansvar", "laget")],
            },
            PublicBody(
                "Elvedal kommune",
                "Å ta imot og betale tilbake depositum koster oss mer enn det vi taper på nøkler. Vi vil ikke bruke adgangen."
            ) with
            {
                Remarks = [new("depositum på inntil 500 kroner", Stance.Against, "Digital lås er billigere.") { IsQuote = true }],
            },
            Organisation(
                "Elvedal skolekorps",
                "Et depositum for hver øving er 20 000 kroner i året ut og inn av kassen. Ett depositum i året holder."
            ),
            Organisation(
                "Foreningen Åpne dører",
                "Depositum stenger ute dem som har minst. To familier i Storgata 15 leverte nøkkelen tilbake fordi de ikke hadde 500 kroner den uken."
            ),
            PublicBody("Storvik fylkeskommune", null),
            Person("Siv Reidun Haugan", "Eg er kasserar i tre lag. Gjer det enkelt: eitt skjema, ein nøkkel, ingen pengar.") with
            {
                Language = "nn",
            },
            PublicBody(
                "Tilsynet for brann og rømming i Storvik",
                "Den som låner, må få vite hvor mange lokalet er godkjent for, og hvor rømningsveiene er. Det bør stå i avtalen."
            ) with
            {
                Remarks = [new("Kommunen kan unnta lokaler med særlig sikring.", Stance.Support)],
            },
            Organisation(
                "Samorganet for lag i Vestre Li",
                "Ja til depositum, men la laget velge om det vil betale det eller stille med en ansvarlig som kommunen kjenner."
            ) with
            {
                Answers = [Answer("viktig", 3)],
            },
            Person(
                "Daniel Okafor-Berge",
                "As a newcomer I found my first friends in a choir that met in the school kitchen. Keep it free, and keep the forms short."
            ) with
            {
                Language = "en",
            },
            PublicBody("Sandstrand kommune", "Vi støtter at det er opp til kommunen."),
        ];

    public static ExampleReply Late =>
        Person(
            "Kjellaug Bråtveit",
            "Beklager at dette kommer en dag for sent. Vi i sanitetslaget vil gjerne ha skolekjøkkenet én lørdag i måneden."
        );
}
