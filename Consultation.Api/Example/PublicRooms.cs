using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Domain;

namespace Consultation.Api.Example;

/// <summary>
/// The hearing under review: two rounds, each with its published report. Staff read replies before they are public, but those of public
/// bodies that they know; two still wait, one of them late.
/// </summary>
internal static class PublicRooms
{
    public const string Ministry = "lbd";
    private const int Opens = -130;
    private const int LastDay = -80;
    private const int OpensAgain = -62;
    private const int LastDayAgain = -40;

    public static async Task Hold(Stage stage)
    {
        stage.At(Opens, 8);
        var hearing = await stage.Open(Hearing, stage.Date(LastDay));
        await stage.Send(hearing, PublicRoomsReplies.First, stage.Instant(LastDay, 20), vouching: true);
        stage.At(LastDay + 2);
        await stage.Redact(hearing, "Gunnvor Tveitsund", PublicRoomsReplies.HerTelephone, Ground.Privacy, "personopplysningsloven § 1");
        await stage.Withhold(hearing, "Billige Stoler Partivare", Ground.Spam, "Reklame uten tilknytning til saken.");
        await stage.PublishRead(hearing);
        await Report(stage, hearing.Id, 1);

        stage.At(OpensAgain, 8);
        await stage.ByStaff(SecondRound(stage, hearing.Id));
        await stage.Send(hearing, PublicRoomsReplies.Second, stage.Instant(LastDayAgain, 20), vouching: true);
        stage.At(LastDayAgain + 1, 10);
        await stage.Send(hearing, [PublicRoomsReplies.Late], stage.Instant(LastDayAgain + 1, 12));
        stage.At(LastDayAgain + 3);
        await stage.PublishRead(hearing, PublicRoomsReplies.Late.Name!, "Foreningen Åpne dører");
        await Report(stage, hearing.Id, 2);
        stage.At(LastDayAgain + 8, 10);
        await stage.Answer(
            hearing,
            "Amina Solhaug-Warsame",
            PublicRoomsReplies.AnswerAboutLibraries,
            "Jorunn Vestvatn",
            "avdelingsdirektør"
        );
    }

    private static async Task Report(Stage stage, long hearing, int round)
    {
        await stage.DoDueWork();
        await stage.ByStaff(new PublishReport.Command(hearing, round));
    }

    private static AddRound.Command SecondRound(Stage stage, long hearing) =>
        new()
        {
            HearingId = hearing,
            OpensAt = stage.Now,
            ClosesOn = stage.Date(LastDayAgain),
            ShortDeadlineReason =
                "Andre runde gjelder bare forslaget om depositum, som kom til etter svarene i første runde. Saken er kjent for høringsinstansene.",
        };

    private static CreateHearing.Command Hearing =>
        new()
        {
            Title = "Forslag om gratis lån av offentlige lokaler for frivillige lag",
            Summary =
                "Lag og foreninger skal kunne låne ledige møterom, gymsaler og bibliotek uten å betale leie. Departementet spør hvem ordningen bør gjelde for, "
                + "hvem som skal ha nøkkelen, og hvem som skal rydde.",
            Language = "nb",
            Kind = HearingKind.Ordinary,
            Ministry = Ministry,
            CaseNumber = "26/377",
            Subjects = ["Frivillighet", "Kommuner"],
            Publication = PublicationRule.VerifiedImmediate,
            LateReplies = LateReplies.Accept,
            Documents =
            [
                new()
                {
                    Kind = DocumentKind.Paper,
                    Title = "Høringsnotat om lån av lokaler",
                    Markdown = Paper,
                },
            ],
            Questions =
            [
                new()
                {
                    Key = "ansvar",
                    Kind = QuestionKind.Single,
                    Label = "Hvem bør låse opp og igjen?",
                    Options =
                    [
                        new("laget", "Laget selv"),
                        new("vakt", "En vaktmester"),
                        new("digital", "Digital lås, uten noen til stede"),
                    ],
                },
                new()
                {
                    Key = "viktig",
                    Kind = QuestionKind.Scale,
                    Label = "Hvor viktig er gratis lån for laget?",
                    Scale = new(1, 5, "Lite viktig", "Svært viktig"),
                },
            ],
        };

    private const string Paper = """
        # Bakgrunn

        Mange lag bruker mer tid på å finne et sted å møtes enn på å møtes. Samtidig står offentlige lokaler tomme etter kl. 16.

        # Forslaget

        ## Hvem som kan låne

        Ordningen gjelder frivillige lag som er åpne for alle, og som ikke tar betalt for det lokalet brukes til.

        ## Hvilke lokaler

        Møterom, gymsaler, skolekjøkken og bibliotek skal kunne lånes på hverdager mellom kl. 16 og kl. 22, og i helgene når det er bemanning.

        Kommunen kan unnta lokaler med særlig sikring.

        ## Betaling

        Leie kan ikke kreves. Kommunen kan ta betalt for renhold dersom lokalet ikke er ryddet.

        ## Depositum

        Departementet spør om kommunen skal kunne ta et depositum på inntil 500 kroner for nøkkelen.

        # Konsekvenser

        Tapte leieinntekter er anslått til 41 millioner kroner i året for alle kommuner. Mange kommuner låner ut gratis i dag.
        """;
}
