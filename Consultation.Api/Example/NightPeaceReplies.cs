using Consultation.Domain;
using static Consultation.Api.Example.ExampleReply;

namespace Consultation.Api.Example;

/// <summary>The replies to the open hearing, in the order in which they come.</summary>
internal static class NightPeaceReplies
{
    /// <summary>What is taken out of Bjørnar Kvalsund-Lies reply.</summary>
    public const string HisNeighbour = "Det gjelder Steinar i Bryggegata 4, som er under behandling og ikke tåler søvnløse netter.";

    private const string MorningText = """
        Jeg bor hundre meter fra gjestebryggen og støtter forslaget. Det er ikke båtlivet som er problemet, men musikk fra åpne båter etter midnatt.

        Det viktigste for meg er at havnen faktisk må svare når noen klager.
        """;

    private const string AssociationText = """
        Foreningen organiserer 212 båtforeninger. Vi er enige i at natten skal være rolig.

        § 2 bør si at vanlig ankomst og avgang ikke regnes som støy. Slik teksten står, kan den leses som et forbud mot å komme i havn om natten, og det vil være uforsvarlig i dårlig vær.

        Om landstrøm: Medlemmene våre har i snitt 38 gjesteplasser. Tre år er kort tid for dem som må legge ny kabel til bryggen. Vi foreslår fem år, og en tilskuddsordning for foreninger uten ansatte.
        """;

    private const string Measurements = """
        Lydmålinger ved Sundbrygga, natt til lørdag, juli
        Målt fra soverom med åpent vindu, desibel (gjennomsnitt av ti minutter)

        kl. 22.00   44
        kl. 23.00   52
        kl. 00.00   58
        kl. 01.00   61
        kl. 02.00   55
        kl. 03.00   41
        kl. 04.00   36
        """;

    public static IReadOnlyList<ExampleReply> First =>
        [
            Person("Ingebjørg Aamodt-Solheimsnes", MorningText) with
            {
                Answers =
                [
                    Choices("tilknytning", "bor"),
                    Answer("forstyrret", true),
                    Answer("kilde", "musikk"),
                    Answer("timer", 5),
                    Answer("annet", "At noen tar telefonen når jeg ringer."),
                ],
                Remarks =
                [
                    new("Havnen skal svare innen to uker.", Stance.Support, "Dette er det viktigste i hele forslaget.") { IsQuote = true },
                ],
            },
            PublicBody("Sunnhavn kommune", null),
            Person("Rolf-Arne Gåsvær", "Her er det stille nok. Jeg synes dette er å skyte spurv med kanon.") with
            {
                Answers = [Choices("tilknytning", "plass"), Answer("forstyrret", false), Answer("timer", 2)],
            },
            Organisation("Landsforeningen for fritidsbåter og fellesbrygger", AssociationText) with
            {
                Remarks =
                [
                    new("**§ 2 Stille timer.**", Stance.SupportWithChanges, "Legg til: «Vanlig ankomst og avgang regnes ikke som støy.»"),
                    new("Havner med mer enn 50 gjesteplasser skal tilby landstrøm innen tre år.", Stance.Against, "Fem år.")
                    {
                        IsQuote = true,
                    },
                ],
            },
            Person(
                "Bjørnar Kvalsund-Lie",
                "Jeg skriver på vegne av flere her i gata. " + HisNeighbour + " Vi støtter stille timer fra kl. 23."
            ) with
            {
                Answers = [Choices("tilknytning", "bor"), Answer("forstyrret", true), Answer("kilde", "motor"), Answer("timer", 4)],
            },
            Organisation(
                "Sundbrygga velforening",
                "Vi legger ved målinger som to av medlemmene har gjort fra soverommet. De viser at støyen er verst mellom midnatt og kl. 02."
            ) with
            {
                OnBehalfOf = "62 husstander ved Sundbrygga",
                File = new("Lydmålinger ved Sundbrygga.txt", Measurements),
                Remarks = [new("Natt til lørdag og søndag i juni, juli og august", Stance.Against, "Det er nettopp da det er ille.")],
            },
            Organisation(
                "Ungdomsrådet i Fjordbygda",
                "Bryggen er et av få steder der vi kan være uten å betale noe. Stille timer er greit, men ikke la reglene bli en grunn til å jage ungdom som bare sitter og prater."
            ) with
            {
                Answers = [Answer("forstyrret", false), Answer("timer", 3)],
            },
            Person(
                "Torbjørg Øvrebø",
                "Eg bur ved hamna og er samd i framlegget. Men tre dagar er for kort varsel når dei skal slå ned pelar, for då må eg ta med meg dyra ein annan stad."
            ) with
            {
                Language = "nn",
                Answers =
                [
                    Choices("tilknytning", "bor", "plass"),
                    Answer("forstyrret", true),
                    Answer("kilde", "arbeid"),
                    Answer("timer", 5),
                ],
                Remarks = [new("Havnen skal varsle naboene minst tre virkedager", Stance.SupportWithChanges, "Ei veke.")],
            },
            PublicBody(
                "Nordsund havnevesen KF",
                """
                Havnevesenet driver fire småbåthavner med til sammen 640 plasser. Vi har hatt stille timer fra kl. 23.00 siden 2019, og klagene gikk ned med to tredeler.

                Vår erfaring er at oppslag hjelper lite, mens en vakttelefon hjelper mye. Vi foreslår at § 4 krever at havnen oppgir et nummer som noen svarer på i de stille timene i sommersesongen.
                """
            ) with
            {
                Remarks = [new("Klage", Stance.SupportWithChanges, "Ta inn krav om vakttelefon fra juni til august.")],
            },
            Anonymous(
                "Jeg arbeider i en gjestehavn og vil ikke ha navnet mitt her. Vi som er på vakt alene kl. 01 tør ikke alltid be folk dempe seg. Skriv inn at vakten kan be om hjelp."
            ),
            Person("Eilif Sørgård-Tangen", "Tre virkedager er for kort varsel for oss som arbeider skift. En uke ville vært bedre.") with
            {
                Answers = [Choices("tilknytning", "bor"), Answer("timer", 4)],
            },
            Organisation(
                "Havnevakta på nett",
                "Havnebetjent Roar K. i Vestvika tar imot penger for å se en annen vei. Alle vet det. Ingen forskrift hjelper så lenge han sitter der."
            ),
            Organisation("Kystkvinnelaget Skjærgård", null),
        ];

    public static IReadOnlyList<ExampleReply> Later =>
        [
            PublicBody(
                "Statsforvalteren i Vesthavet og Indre Fjordfylke",
                "Vi viser til at klageretten bør samordnes med forurensningsregelverket, slik at innbyggerne får ett sted å henvende seg."
            ) with
            {
                Remarks = [new("kan kommunen pålegge havnen å rette opp forholdet", null, "Forholdet til forurensningsloven bør omtales.")],
            },
            Person(
                "Hannah Whitcombe",
                "I moor my boat in Norway every summer. The quiet hours are fine and much like those at home. Please put the signs up in English and German as well, or the guests will not know."
            ) with
            {
                Language = "en",
                Answers = [Choices("tilknytning", "gjest"), Answer("forstyrret", false), Answer("timer", 5)],
            },
            Organisation(
                "Riddovuona guolásteaddjiid searvi",
                "Mii doarjut evttohusa. Lea buorre go hámmaniin lea jaska ihkku. Muhto guolásteaddjit fertejit beassat merrii maiddái ihkku, ja dan ferte čállit čielgasit."
            ) with
            {
                Language = "se",
                Remarks = [new("Reglene gjelder ikke redningsarbeid", Stance.Support, "Dát lea dehálaš midjiide.")],
            },
            PublicBody(
                "Fjordbygda kommune",
                "Kommunestyret støtter forslaget, og ber om at nye oppgaver følges av midler. Vi har én person som arbeider med støy, i halv stilling."
            ) with
            {
                Remarks = [new("Kommunene får færre saker om støy", Stance.Against, "Vi får flere: pålegg krever befaring og vedtak.")],
            },
            Organisation(
                "Foreningen Sov godt",
                "Søvn er helse. Vi ber om at de stille timene begynner kl. 22.00 på hverdager, slik barna trenger det."
            ) with
            {
                Answers = [Answer("timer", 3), Answer("annet", "At reglene gjelder likt i hele landet.")],
            },
            Person("Vidar Torsknes", "Angret meg, jeg sender heller et nytt svar gjennom foreningen.") with
            {
                IsTakenBack = true,
            },
            Organisation(
                "Gjestehavnenes bransjelag",
                "Landstrøm er riktig vei å gå, men kravet må følge antall brukte plasser og ikke antall plasser på papiret. Ellers vil noen bygge ned for å slippe."
            ) with
            {
                Answers = [Choices("tilknytning", "driver"), Answer("timer", 4)],
                Remarks =
                [
                    new(
                        "Landstrøm til 50 plasser er anslått",
                        Stance.Against,
                        "Tre av medlemmene våre fikk tilbud på over 1,2 millioner kroner."
                    ),
                ],
            },
            Organisation(
                "Ytre Holmane båtlag",
                "Laget har ordensreglar som har verka sidan 1974. Vi ber om at lag med eigne reglar får halde fram med dei, så lenge dei ikkje er mildare enn forskrifta."
            ) with
            {
                Language = "nn",
                Answers = [Choices("tilknytning", "plass", "driver"), Answer("timer", 4)],
            },
            PublicBody("Kystvakttilsynet", null),
            Person(
                "Åshild Breivikstrand",
                "Vi har hytte rett over sundet. Lyd bærer langt over vann, også fra en vanlig samtale. Jeg håper folk får vite det når de kommer som gjester, for de fleste vil jo ikke plage noen."
            ) with
            {
                Answers =
                [
                    Answer("forstyrret", true),
                    Answer("kilde", "musikk"),
                    Answer("timer", 4),
                    Answer("annet", "Et skilt: Lyd bærer over vann."),
                ],
            },
        ];
}
