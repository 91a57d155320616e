using System.Text.Json;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Example;

/// <summary>
/// The concluded hearing: the paper was corrected under way, replies became public at the deadline, and what they meant was answered in
/// public.
/// </summary>
internal static class TrailSigns
{
    public const string Ministry = "fsd";
    public const int Opens = -330;
    private const int Corrected = -318;
    private const int LastDay = -270;
    private const int Answered = -150;

    public static async Task Hold(Stage stage)
    {
        stage.At(Opens, 8);
        var hearing = await stage.Open(Hearing, stage.Date(LastDay));
        await stage.Invite(hearing, Invited);
        await stage.Send(hearing, [.. TrailSignsReplies.All.Take(2)], stage.Instant(Corrected, 7));
        stage.At(Corrected, 13);
        await stage.ByStaff(
            new CorrectDocument.Command
            {
                HearingId = hearing.Id,
                Before = hearing.Documents![0],
                Markdown = Paper.Replace("hver 250. meter", "hver 50. meter", StringComparison.Ordinal),
                Notice = "I avsnittet om avstand sto det 250 meter mellom merkene. Det riktige er 50 meter, som i tabellen.",
            }
        );
        hearing = await stage.BySender(new GetHearing.Query(hearing.Id));
        await stage.Send(hearing, [.. TrailSignsReplies.All.Skip(2)], stage.Instant(LastDay, 20));
        stage.At(LastDay + 2);
        await stage.DoDueWork();
        await stage.ByStaff(new PublishReport.Command(hearing.Id, 1));
        stage.At(Answered, 10);
        await stage.ByStaff(Outcome(hearing.Id));
        await stage.ByStaff(new ConcludeHearing.Command(hearing.Id));
    }

    private static SaveOutcome.Command Outcome(long hearing) =>
        new()
        {
            HearingId = hearing,
            Markdown = OutcomeText,
            Links =
            [
                Link("https://example.org/merking/norm", "Norm for merking av turstier (som vedtatt)"),
                Link("https://example.org/merking/tilskudd", "Tilskudd til å skifte ut gamle merker"),
            ],
        };

    private static JsonElement Link(string url, string label) =>
        JsonSerializer.SerializeToElement(new OutcomeLink(url, label), Json.Options);

    private static CreateHearing.Command Hearing =>
        new()
        {
            Title = "Felles norm for merking av turstier",
            Summary =
                "Rødt, blått eller ingenting: stier er merket på mange måter. Direktoratet foreslår en felles norm for farge, avstand og skilt, slik at den som går, "
                + "vet hva merkene betyr i hele landet.",
            Language = "nb",
            Kind = HearingKind.Ordinary,
            Ministry = Ministry,
            CaseNumber = "25/2210",
            Subjects = ["Friluftsliv"],
            Publication = PublicationRule.AfterDeadline,
            Documents =
            [
                new()
                {
                    Kind = DocumentKind.Paper,
                    Title = "Forslag til norm",
                    Markdown = Paper,
                },
            ],
            Questions =
            [
                new()
                {
                    Key = "farge",
                    Kind = QuestionKind.Single,
                    Label = "Hvilken farge bør merke vanlige stier?",
                    Options = [new("rod", "Rød"), new("bla", "Blå"), new("fri", "La den som merker, velge")],
                },
            ],
        };

    private const string Paper = """
        # Hvorfor en norm

        Hvert år leter frivillige etter folk som fulgte feil merke. To kommuner ved siden av hverandre kan bruke samme farge om ulike ting.

        # Farger

        Rød brukes om vanlige stier om sommeren. Blå brukes om ruter for bærekraftig ferdsel i sårbar natur.

        # Avstand

        På sti som er lett å se, skal det være høyst 100 meter mellom merkene. I åpent fjell og tåkeutsatt terreng skal det være et merke hver 250. meter.

        | terreng | avstand |
        |---|---|
        | tydelig sti i skog | 100 meter |
        | åpent fjell | 50 meter |

        # Skilt

        Skilt skal vise sted og avstand i kilometer, og navn på de språkene som er i bruk på stedet.

        # Ansvar

        Den som setter opp merker, skal se til dem minst hvert tredje år, og ta dem ned når stien ikke lenger er i bruk.
        """;

    private const string OutcomeText = """
        Normen er vedtatt, med tre endringer etter høringen.

        ## Hva svarene førte til

        **Farger.** De fleste støttet rød for vanlige stier. Mange spurte hva blå skulle bety. Blå er tatt ut, og sårbar natur omtales i stedet på skilt.

        **Tilsyn.** Lag uten ansatte skrev at tre år er for ofte for lange ruter. Fristen er nå fem år, men tre for ruter i åpent fjell.

        **Språk.** Kravet om navn på alle språk som er i bruk på stedet, er beholdt. Det kom støtte fra både samiske og kvenske lag.

        ## Hva vi ikke tok til følge

        Noen ba om å få beholde egne farger på historiske ruter. Det ville tatt bort det som er hensikten med normen. Slike ruter kan ha et eget symbol.

        Takk til alle som svarte.
        """;

    private const string Invited = """
        Lag- og bibliotekdepartementet (eksempel); postmottak@lbd.example; ; departement
        Direktoratet for kart og stedsnavn (eksempel); post@kartogstedsnavn.example; ; annet
        Statsforvalteren i Vesthavet og Indre Fjordfylke; post@sfvif.example; ; statsforvalter
        Statsforvalteren i Høgfjell; post@sfhf.example; ; statsforvalter
        Storvik fylkeskommune; post@storvik-fk.example; ; fylkeskommune
        Vesthavet fylkeskommune; post@vesthavet-fk.example; ; fylkeskommune
        Elvedal kommune; postmottak@elvedal.example; ; kommune
        Fjellheim kommune; postmottak@fjellheim.example; ; kommune
        Høgfjell kommune; postmottak@hogfjell.example; ; kommune
        Sandstrand kommune; postmottak@sandstrand.example; ; kommune
        Duottar vánddardeaddjiid searvi; poasta@duottar.example; ; organisasjon
        Fjellheim turlag; leder@fjellheimturlag.example; ; organisasjon
        Foreningen for gamle ferdselsveier; post@ferdselsveier.example; ; organisasjon
        Grunneierlaget i Høgfjell; styret@grunneierhf.example; ; organisasjon
        Landslaget for orientering i nærskog; post@naerskog.example; ; organisasjon
        Redningslaget i Indre Fjord; vakt@redningslaget.example; ; organisasjon
        Rådet for fjell og friluft; post@fjellogfriluft.example; ; organisasjon
        """;
}
