using static Consultation.Api.Example.ExampleReply;

namespace Consultation.Api.Example;

/// <summary>A letter that an association's members send to the open hearing, each with a few words of their own.</summary>
internal static class NightPeaceCampaign
{
    private const string Letter = """
        Jeg er medlem av en båtforening og bruker havnen hele året. Jeg ber departementet om å ta inn i § 2 at vanlig ankomst og avgang aldri regnes som støy. Slik teksten er foreslått, kan en nabo klage på en familie som kommer i havn etter midnatt i dårlig vær.

        Båtfolk tar hensyn til hverandre og til naboene. Gi foreningene ansvar for egne ordensregler, og la kommunen gripe inn der det ikke virker. Krav om landstrøm på tre år er urimelig for små foreninger som drives på dugnad.
        """;

    public static IReadOnlyList<ExampleReply> Letters =>
        [
            Person("Sigurd Hammernes", Letter),
            Person("Grete Ytrehus-Vik", Letter),
            Person("Oddvar Tjeldnes", Letter + "\n\nHilsen Oddvar i Nordvika"),
            Person("Marit Skarholmen", Letter.Replace("hele året", "fra april til oktober", StringComparison.Ordinal)),
            Person("Tor Inge Brattøy", Letter),
            Person("Liv Sandnessund", Letter.Replace("dårlig vær", "tåke eller dårlig vær", StringComparison.Ordinal)),
            Person("Kåre Måsøyval", Letter.Replace("aldri regnes", "ikke regnes", StringComparison.Ordinal)),
            Person("Anne-Britt Leirpoll", Letter),
            Person("Øystein Fagerbukt", "Jeg har hatt plass i samme havn siden 1988 og har aldri hørt om en klage.\n\n" + Letter),
            Person("Jorunn Kjelvågen", Letter.Replace("en familie", "en liten familie", StringComparison.Ordinal)),
            Person("Even Storskjær", Letter + "\n\nVi var ute i kuling i fjor høst og var glade for å komme inn kl. 02."),
            Person("Wenche Nordhella", Letter.Replace("urimelig", "helt urimelig", StringComparison.Ordinal)),
        ];
}
