using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api;

/// <summary>In Development, at first start: one open hearing with some replies, made by the same commands that everybody uses.</summary>
internal sealed class Example(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string Ministry = "knd";

    public async Task OpenIfEmpty()
    {
        if ((await Send(new ListHearings.Query { Limit = 1 })).Items.Count > 0)
        {
            return;
        }
        var now = Instants.Floor(clock.GetUtcNow());
        await Send(new SaveMinistry.Command { Code = Ministry, Name = "Kyst- og nærmiljødepartementet (eksempel)" });
        var hearing = (await Send(Hearing())).Id;
        await Send(
            new AddRound.Command
            {
                HearingId = hearing,
                OpensAt = now.AddDays(-20),
                ClosesOn = DateOnly.FromDateTime(now.UtcDateTime.AddDays(54)),
            }
        );
        await Send(new PublishHearing.Command(hearing));
        foreach (var (reply, daysAgo) in Replies)
        {
            await Send(reply with { HearingId = hearing }, now.AddDays(-daysAgo).AddMinutes(-37 * daysAgo));
        }
    }

    private async Task<T> Send<T>(IRequest<T> request, DateTimeOffset? began = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (began is { } instant)
        {
            scope.ServiceProvider.GetRequiredService<RequestStart>().At = instant; // A sender, some days ago.
        }
        else
        {
            scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("example");
        }
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private static CreateHearing.Command Hearing() =>
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
            Publication = PublicationRule.Immediate,
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
                    Markdown = Paper,
                },
            ],
        };

    private const string Letter = """
        Departementet sender med dette forslag til forskrift om nattero ved småbåthavner på høring.

        Vi ber høringsinstansene legge saken frem for underliggende etater og virksomheter. Alle kan svare, også de som ikke står på en liste.
        """;

    private const string Paper = """
        # Innledning

        Stadig flere bor tett på sjøen. I mange småbåthavner går livet på bryggen sammen med nattesøvnen til dem som bor ovenfor.

        Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.

        # Gjeldende regler

        I dag gjelder kommunale ordensforskrifter. De er ulike, og mange havner har ingen egne regler for natten.

        # Departementets forslag

        ## Stille timer

        Mellom kl. 23.00 og kl. 07.00 skal det være stille i havnen. Motor kan brukes for å komme til og fra plassen.

        ## Varsel før støyende arbeid

        Havnen skal varsle naboene minst tre virkedager før arbeid som støyer:

        - når arbeidet skjer
        - hvor lenge det varer
        - hvem som kan kontaktes

        ## Klage

        Den som er plaget, kan klage til havnen. Havnen skal svare innen to uker.

        # Økonomiske og administrative konsekvenser

        Forslaget koster havnene lite. Kommunene får færre saker om støy.

        # Forslag til forskrift

        **§ 1 Formål.** Forskriften skal sikre nattero for dem som bor ved småbåthavner.

        **§ 2 Stille timer.** Mellom kl. 23.00 og kl. 07.00 skal ingen lage støy som forstyrrer nattesøvnen.
        """;

    private static readonly (SendReply.Command Reply, int DaysAgo)[] Replies =
    [
        (
            From(
                SenderType.Person,
                "Ingebjørg Aamodt-Solheimsnes",
                """
                Jeg bor hundre meter fra gjestebryggen og støtter forslaget. Det er ikke båtlivet som er problemet, men musikk fra åpne båter etter midnatt.

                Det viktigste for meg er at havnen faktisk må svare når noen klager.
                """
            ),
            17
        ),
        (From(SenderType.PublicBody, "Sunnhavn kommune", null), 14),
        (
            From(
                SenderType.Organisation,
                "Landsforeningen for fritidsbåter og fellesbrygger",
                """
                Foreningen organiserer 212 båtforeninger. Vi er enige i at natten skal være rolig.

                § 2 bør si at vanlig ankomst og avgang ikke regnes som støy. Slik teksten står, kan den leses som et forbud mot å komme i havn om natten, og det vil være uforsvarlig i dårlig vær.
                """
            ),
            9
        ),
        (
            From(
                SenderType.Person,
                "Eilif Sørgård-Tangen",
                "Tre virkedager er for kort varsel for oss som arbeider skift. En uke ville vært bedre."
            ),
            5
        ),
        (
            From(
                SenderType.PublicBody,
                "Statsforvalteren i Vesthavet og Indre Fjordfylke",
                "Vi viser til at klageretten bør samordnes med forurensningsregelverket, slik at innbyggerne får ett sted å henvende seg."
            ),
            2
        ),
    ];

    private static SendReply.Command From(SenderType type, string name, string? text) =>
        new()
        {
            Sender = new() { Type = type, Name = name },
            Position = text is null ? Position.WithoutRemarks : Position.WithRemarks,
            Text = text,
        };
}
