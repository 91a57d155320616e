namespace Consultation.Bench.Replies;

/// <summary>The words of one language, commonest first. Long words are made of a first and a last part, as Norwegian makes them.</summary>
internal sealed record Vocabulary(string Language, string[] Small, string[] Content, string[] FirstParts, string[] LastParts)
{
    public static Vocabulary Bokmaal { get; } =
        new(
            "nb",
            Split(
                "og i det er på som til en av for at med vi de ikke den har om et men så kan vil skal også fra eller ved må bør være dette denne "
                    + "disse når ut opp over etter under mot mellom uten både enn der hvor hva hvis fordi derfor allerede alle noen ingen mange "
                    + "flere mer mest svært blir ble hadde kunne skulle ville selv bare likevel dessuten heller først særlig gjennom innen"
            ),
            Split(
                "forslaget departementet kommunen høringen loven tiltaket regjeringen området kostnader ansvar barn skole vann natur "
                    + "trafikk støy helse arbeid bolig jord skog fjord hytte reindrift fiske vei buss sykkel penger tid frist vedtak krav regel "
                    + "rett plikt unntak hensyn følger virkninger næringsliv innbyggere foreldre elever ansatte eldre unge naboer bønder "
                    + "støtter mener ber foreslår frykter ønsker krever viser legger merker savner undrer forutsetter anbefaler advarer "
                    + "viktig uheldig urimelig nødvendig tydelig uklar god dårlig trygg sårbar lokal nasjonal offentlig privat enkel "
                    + "dyr billig ny gammel stor liten åpen lukket rask langsom grundig mangelfull klar rettferdig bærekraftig "
                    + "utredning vurdering begrunnelse grense avstand tilsyn veiledning tilskudd gebyr avgift søknad klage tvist erfaring "
                    + "kunnskap forskning statistikk kart eiendom strand elv bro havn flyplass sykehus barnehage idrett kultur språk"
            ),
            Split(
                "høring kommune vann strand natur skole helse trafikk støy arealbruk klima energi fiskeri landbruk bygg plan miljø barne "
                    + "familie arbeids kultur idretts reise avfalls luft flom ras hytte jord skog havne veg kyst fjell rettighets person data "
                    + "sikkerhets finans skatte næringslivs frivillighets beredskaps transport kraft"
            ),
            Split(
                "forvaltning frist plan vern vedtak tiltak krav tilsyn ordning grense område behov vurdering utredning melding notat sak "
                    + "rett plikt politikk økonomi ansvar kompetanse utvikling interesser hensyn konflikt myndighet tjeneste bruk kvalitet "
                    + "sikkerhet utvalg strategi tilbud prosjekt midler avtale register"
            )
        );

    public static Vocabulary Nynorsk { get; } =
        new(
            "nn",
            Split(
                "og i det er på som til ein av for at med vi dei ikkje den har om eit men så kan vil skal også frå eller ved må bør vere dette "
                    + "denne desse når ut opp over etter under mot mellom utan både enn der kvar kva viss fordi difor alt alle nokre ingen "
                    + "mange fleire meir mest svært blir vart hadde kunne skulle ville sjølv berre likevel dessutan heller fyrst særleg gjennom"
            ),
            Split(
                "framlegget departementet kommunen høyringa lova tiltaket regjeringa området kostnader ansvar born skule vatn natur ferdsle "
                    + "støy helse arbeid bustad jord skog fjord hytte fiske veg buss sykkel pengar tid frist vedtak krav regel rett plikt unntak "
                    + "omsyn følgjer verknader næringsliv innbyggjarar foreldre elevar tilsette eldre unge naboar bønder støttar meiner bed "
                    + "foreslår fryktar ønskjer krev viser legg merkar saknar undrar tilrår åtvarar viktig uheldig urimeleg naudsynt tydeleg "
                    + "uklår god dårleg trygg sårbar lokal nasjonal offentleg privat enkel dyr billeg ny gammal stor liten open stengd rask "
                    + "grundig mangelfull rettferdig berekraftig utgreiing vurdering grunngjeving grense avstand tilsyn rettleiing tilskot "
                    + "gebyr avgift søknad klage tvist røynsle kunnskap forsking kart eigedom strand elv bru hamn sjukehus barnehage idrett språk"
            ),
            Split(
                "høyrings kommune vass strand natur skule helse ferdsle støy areal klima energi fiskeri landbruks byggje plan miljø barne "
                    + "familie arbeids kultur idretts reise avfalls luft flaum ras hytte jord skog hamne veg kyst fjell person data tryggleiks "
                    + "finans skatte nærings beredskaps transport kraft"
            ),
            Split(
                "forvalting frist plan vern vedtak tiltak krav tilsyn ordning grense område behov vurdering utgreiing melding notat sak rett "
                    + "plikt politikk økonomi ansvar kompetanse utvikling interesser omsyn konflikt teneste bruk kvalitet utval strategi tilbod "
                    + "prosjekt midlar avtale register"
            )
        );

    public static Vocabulary English { get; } =
        new(
            "en",
            Split(
                "the of to and in a is that for it on as be are with this by not we or from which at have our an should would will but they "
                    + "their has can must when where who more than there if so no all any some many most also only into over under between "
                    + "without because therefore however such these those both each other about after before until through against"
            ),
            Split(
                "proposal ministry municipality hearing law measure government area cost duty child school water nature traffic noise health "
                    + "work housing farm forest fjord cabin fishing road bus bicycle money time deadline decision requirement rule right "
                    + "exception concern effect business resident parent pupil employee neighbour farmer support believe ask propose fear wish "
                    + "require refer note miss wonder recommend warn important unfortunate unreasonable necessary clear unclear good poor safe "
                    + "fragile local national public private simple costly cheap new old large small open closed quick slow thorough lacking "
                    + "fair lasting assessment reason limit distance supervision guidance grant fee tax application complaint dispute "
                    + "experience knowledge research statistics map property shore river bridge harbour hospital nursery sport culture language"
            ),
            Split(
                "flood shore water school health traffic noise land climate energy fishery farm building planning child family labour culture "
                    + "sport travel waste air cabin soil forest harbour road coast mountain privacy data safety finance tax trade volunteer power"
            ),
            Split(
                "-management -deadline -plan -protection -decision -measure -requirement -supervision -scheme -limit -area -need -assessment "
                    + "-study -report -paper -case -right -duty -policy -economy -skills -growth -interests -concerns -conflict -authority "
                    + "-service -use -quality -committee -strategy -project -funding -agreement -register"
            )
        );

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
