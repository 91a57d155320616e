using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Example;

/// <summary>The open hearing: replies are public at once, with a questionnaire and a campaign.</summary>
internal static class NightPeace
{
    public const string Ministry = "knd";
    private const int Opens = -20;
    private const int LastDay = 54;

    public static async Task Hold(Stage stage)
    {
        stage.At(Opens, 8);
        var hearing = await stage.Open(Hearing, stage.Date(LastDay));
        await stage.Invite(hearing, NightPeaceInvited.Lines);
        await stage.Send(hearing, First, stage.Instant(-3, 0));
        stage.At(-2);
        await stage.Decline(hearing, NightPeaceInvited.WillNotReply);
        await stage.Redact(
            hearing,
            "Bjørnar Kvalsund-Lie",
            NightPeaceReplies.HisNeighbour,
            Ground.Privacy,
            "personvernforordningen art. 6"
        );
        await stage.Withhold(hearing, "Havnevakta på nett", Ground.Defamation, "Navngir en havnebetjent og påstår straffbare forhold.");
        await stage.Send(hearing, NightPeaceReplies.Later, stage.Instant(0, 0));
    }

    /// <summary>The letters of the campaign come between the others.</summary>
    private static IReadOnlyList<ExampleReply> First =>
        [
            .. NightPeaceReplies.First.SelectMany(
                (reply, place) => (ExampleReply[])[reply, .. NightPeaceCampaign.Letters.Skip(place).Take(1)]
            ),
        ];

    private static CreateHearing.Command Hearing =>
        new()
        {
            Title = "Forslag til forskrift om nattero ved småbåthavner",
            Summary =
                "Departementet foreslår faste stille timer, plikt til å varsle naboer før støyende arbeid og en enkel måte å klage på for dem som bor "
                + "ved havnen. Vi vil vite hva forslaget betyr for deg som bor, ferdes eller driver der.",
            Language = "nb",
            Kind = HearingKind.Ordinary,
            Ministry = Ministry,
            CaseNumber = "26/1204",
            Subjects = ["Kyst", "Støy"],
            Publication = PublicationRule.Immediate,
            AllowAnonymous = true,
            Documents =
            [
                new()
                {
                    Kind = DocumentKind.Letter,
                    Title = "Høringsbrev",
                    Markdown = Letter,
                },
                new()
                {
                    Kind = DocumentKind.Paper,
                    Title = "Høringsnotat",
                    Markdown = NightPeacePaper.Markdown,
                },
            ],
            Questions = Questions,
            Translations = new Dictionary<string, HearingTranslation>
            {
                ["nn"] = new(
                    "Framlegg til forskrift om nattero ved småbåthamner",
                    "Departementet gjer framlegg om faste stille timar, plikt til å varsle naboar før støyande arbeid og ein enkel måte å klage på for dei som bur "
                        + "ved hamna."
                ),
                ["en"] = new(
                    "Proposed regulation on quiet nights at marinas",
                    "The ministry proposes fixed quiet hours, a duty to tell neighbours before noisy work, and a simple way to complain for those who live by "
                        + "the harbour."
                ),
            },
        };

    private static IReadOnlyList<HearingQuestion> Questions =>
        [
            new()
            {
                Key = "tilknytning",
                Kind = QuestionKind.Multiple,
                Label = "Hva har du med havnen å gjøre?",
                Options =
                [
                    new("bor", "Jeg bor ved den"),
                    new("plass", "Jeg har båtplass der"),
                    new("gjest", "Jeg er gjest om sommeren"),
                    new("driver", "Jeg driver havnen eller har næring der"),
                ],
            },
            new()
            {
                Key = "forstyrret",
                Kind = QuestionKind.YesNo,
                Label = "Er nattesøvnen din blitt forstyrret av støy fra en havn det siste året?",
            },
            new()
            {
                Key = "kilde",
                Kind = QuestionKind.Single,
                Label = "Hva var det som forstyrret mest?",
                Options = [new("musikk", "Musikk og fest"), new("motor", "Motor og aggregat"), new("arbeid", "Arbeid og lasting")],
                ShowWhen = new("forstyrret", ShowWhenOperator.Is, JsonSerializer.SerializeToElement(true)),
            },
            new()
            {
                Key = "timer",
                Kind = QuestionKind.Scale,
                Label = "Hvor godt passer stille timer fra kl. 23 til kl. 07?",
                Scale = new(1, 5, "Svært dårlig", "Svært godt"),
            },
            new()
            {
                Key = "annet",
                Kind = QuestionKind.Text,
                Label = "Hva ville gitt deg en roligere natt?",
            },
        ];

    private const string Letter = """
        Departementet sender med dette forslag til forskrift om nattero ved småbåthavner på høring.

        Vi ber høringsinstansene legge saken frem for underliggende etater og virksomheter. Alle kan svare, også de som ikke står på en liste.

        Svar gjerne på spørsmålene, skriv fritt, eller merk dine ord til det avsnittet i høringsnotatet som de gjelder.
        """;
}
