using Consultation.Domain;
using static Consultation.Api.Example.ExampleReply;

namespace Consultation.Api.Example;

/// <summary>The replies to the concluded hearing, in the order in which they came.</summary>
internal static class TrailSignsReplies
{
    public static IReadOnlyList<ExampleReply> All =>
        [
            Person("Halvard Stenersrud-Moe", "Det står 250 meter i teksten og 50 i tabellen. Hva er det som gjelder?") with
            {
                Remarks = [new("et merke hver 250. meter", null, "Dette må være en feil.") { IsQuote = true }],
            },
            PublicBody("Fjellheim kommune", null),
            Organisation(
                "Fjellheim turlag",
                """
                Vi merker 420 kilometer sti på dugnad. En felles norm er noe vi har bedt om lenge.

                Tilsyn hvert tredje år går ikke for lange ruter. Vi rekker over en femdel i året, og ber om fem år.
                """
            ) with
            {
                Answers = [Answer("farge", "rod")],
                Remarks = [new("minst hvert tredje år", Stance.SupportWithChanges, "Fem år.") { IsQuote = true }],
            },
            Person("Borghild Nystølen", "Eg er 81 og har gått etter raude T-ar heile livet. Ikkje byt farge no.") with
            {
                Language = "nn",
                Answers = [Answer("farge", "rod")],
            },
            Organisation(
                "Landslaget for orientering i nærskog",
                "Blå er vanlig om løyper vinterstid. Å bruke blå om noe annet vil føre folk vill."
            ) with
            {
                Answers = [Answer("farge", "rod")],
                Remarks = [new("Farger", Stance.Against, "Finn en annen farge enn blå, eller la være.")],
            },
            PublicBody(
                "Statsforvalteren i Vesthavet og Indre Fjordfylke",
                "Merking i verneområder krever tillatelse. Det bør stå i normen, så ingen tror at den går foran verneforskriften."
            ),
            Person("Sunniva Aasgaard", "Kan dere ta med noe om høyde? Merker på bakken er borte under snø i mai.") with
            {
                Answers = [Answer("farge", "rod")],
            },
            Organisation(
                "Duottar vánddardeaddjiid searvi",
                "Mii doarjut ahte namat galget leat maiddái sámegillii. Dat lea midjiide dehálaš."
            ) with
            {
                Language = "se",
                Remarks = [new("navn på de språkene som er i bruk på stedet", Stance.Support) { IsQuote = true }],
            },
            Organisation(
                "Foreningen for gamle ferdselsveier",
                "Pilegrimsleden gjennom bygda har hatt grønne merker siden 1962. Historiske ruter bør få beholde fargen sin."
            ) with
            {
                Answers = [Answer("farge", "fri")],
                Remarks = [new("To kommuner ved siden av hverandre", Stance.Against, "Hos oss er det aldri noen som har tatt feil.")],
            },
            PublicBody("Storvik fylkeskommune", "Fylkeskommunen støtter normen og vil kreve at den følges når vi gir tilskudd.") with
            {
                Answers = [Answer("farge", "rod")],
            },
            Person("Jonas Lervåg", "Bra!"),
            Organisation(
                "Redningslaget i Indre Fjord",
                """
                Vi rykket ut 61 ganger i fjor. I 14 av dem hadde den vi lette etter, fulgt et merke som ikke lenger hørte til noen sti.

                Det viktigste i forslaget er derfor plikten til å ta ned gamle merker. Den bør ha en frist.
                """
            ) with
            {
                Remarks = [new("ta dem ned når stien ikke lenger er i bruk", Stance.Support, "Innen ett år.") { IsQuote = true }],
            },
            PublicBody("Elvedal kommune", null),
            Person(
                "Clara Benedetti",
                "I hiked for nine days last summer. A number for each route on the signs would help those who cannot read the names."
            ) with
            {
                Language = "en",
                Remarks = [new("Skilt", Stance.SupportWithChanges, "Add a route number.")],
            },
            Organisation("Grunneierlaget i Høgfjell", "Den som merker, må spørre grunneieren først. Det står ikke et ord om det.") with
            {
                Answers = [Answer("farge", "fri")],
            },
            Organisation(
                "Kvenlaget ved elva",
                "Vi støtter kravet om navn på alle språk som er i bruk, og stiller gjerne opp med de riktige kvenske navnene."
            ),
            PublicBody(
                "Direktoratet for kart og stedsnavn (eksempel)",
                "Skrivemåten på skilt skal følge vedtatte stedsnavn. Vi ber om en henvisning til stedsnavnregisteret."
            ),
            Person("Arvid Sletthallen", "Avstand i kilometer sier lite i fjellet. Skriv timer også, slik de gjør i Alpene.") with
            {
                Answers = [Answer("farge", "rod")],
            },
            Organisation(
                "Barnas turgruppe i Elvedal",
                "Barn ser ikke merker som sitter to meter oppe. Heng noen lavere i starten av stien."
            ) with
            {
                Answers = [Answer("farge", "rod")],
            },
            PublicBody(
                "Sandstrand kommune",
                "Kommunen har ingen merknader til fargene. Vi ber om tilskudd til utskifting av 3 000 gamle merker."
            ) with
            {
                Remarks = [new("Ansvar", Stance.SupportWithChanges, "Utskifting må finansieres.")],
            },
        ];
}
