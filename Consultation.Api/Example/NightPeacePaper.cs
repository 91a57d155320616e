namespace Consultation.Api.Example;

/// <summary>The paper of the open hearing.</summary>
internal static class NightPeacePaper
{
    public const string Markdown = """
        # Innledning

        Stadig flere bor tett på sjøen. I mange småbåthavner går livet på bryggen sammen med nattesøvnen til dem som bor ovenfor.

        Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.

        # Gjeldende regler

        I dag gjelder kommunale ordensforskrifter. De er ulike, og mange havner har ingen egne regler for natten.

        Støy fra næring følger egne grenser. De er laget for store havner, og passer dårlig for en gjestebrygge med tjue plasser.

        # Departementets forslag

        ## Stille timer

        Mellom kl. 23.00 og kl. 07.00 skal det være stille i havnen. Motor kan brukes for å komme til og fra plassen.

        Natt til lørdag og søndag i juni, juli og august kan havnen la de stille timene begynne kl. 24.00. Det skal stå på oppslag ved bryggen.

        ## Aggregat og landstrøm

        Aggregat skal ikke gå i de stille timene der havnen tilbyr landstrøm. Havner med mer enn 50 gjesteplasser skal tilby landstrøm innen tre år.

        ## Varsel før støyende arbeid

        Havnen skal varsle naboene minst tre virkedager før arbeid som støyer:

        - når arbeidet skjer
        - hvor lenge det varer
        - hvem som kan kontaktes

        ## Klage

        Den som er plaget, kan klage til havnen. Havnen skal svare innen to uker.

        Er naboen ikke fornøyd med svaret, kan kommunen pålegge havnen å rette opp forholdet.

        ## Unntak

        Reglene gjelder ikke redningsarbeid, fiskefartøy på vei til og fra feltet, eller båter som søker nødhavn.

        # Økonomiske og administrative konsekvenser

        Forslaget koster havnene lite. Oppslag og varsel kan gjøres med det de har. Landstrøm til 50 plasser er anslått til mellom 400 000 og 900 000 kroner.

        Kommunene får færre saker om støy, men noen flere pålegg å følge opp.

        # Forslag til forskrift

        **§ 1 Formål.** Forskriften skal sikre nattero for dem som bor ved småbåthavner.

        **§ 2 Stille timer.** Mellom kl. 23.00 og kl. 07.00 skal ingen lage støy som forstyrrer nattesøvnen.

        **§ 3 Varsel.** Den som driver havnen, skal varsle naboene skriftlig før støyende arbeid tar til.

        **§ 4 Klage og pålegg.** Den som driver havnen, skal svare på klager innen to uker. Kommunen kan gi pålegg om retting.

        **§ 5 Ikrafttredelse.** Forskriften trer i kraft 1. mai.
        """;
}
