namespace Consultation.Domain.Search;

/// <summary>
/// The same word in nynorsk, in English or Sami where officials use it, and in bokmål, which is the form that search keeps. Whole words are
/// exchanged as they stand; parts also inside compounds (høyringsfråsegn is høringsuttalelse).
/// </summary>
internal static class WordPairs
{
    private const string WholeWords = """
        ikkje ikke|frå fra|ein en|eit et|eg jeg|dei de|ho hun|kva hva|kven hvem|kvar hvor|korleis hvordan|kvifor hvorfor
        noko noe|nokon noen|nokre noen|vere være|vart ble|blei ble|vore vært|meir mer|fleire flere|berre bare|sjølv selv|òg også
        saman sammen|heile hele|heilt helt|utan uten|mykje mye|innan innen|difor derfor|kjem kommer|kome komme|seier sier
        gjer gjør|gjere gjøre|gjev gir|døme eksempel|stad sted|staden stedet|stader steder|namn navn|namnet navnet
        veg vei|vegen veien|vegar veier|vegane veiene|born barn|borna barna|bøker bok|bøkene bok|menn mann|mennene mann|auke øke|auka økt
        naudsynt nødvendig|naudsynte nødvendige|mogleg mulig|moglege mulige|løysing løsning|løysinga løsningen
        stengd lukket|stengde lukkede|stengt lukket|open åpen|opne åpne|opent åpent|verkeleg virkelig|vesle lille|att igjen
        vidare videre|førehand forhånd|vatn vann|vatnet vannet|hamn havn|hamna havna|hamner havner|bru bro|brua broa
        skule skole|skulen skolen|skular skoler|skulane skolene|leiing ledelse|leiinga ledelsen|leiar leder|leiarar ledere|framleis fortsatt
        consultation høring|consultations høringer|hearing høring|hearings høringer|municipality kommune|municipalities kommuner
        ministry departement|ministries departementer|regulation forskrift|regulations forskrifter|kindergarten barnehage
        gulaskuddan høring|gielda kommune|gielddat kommuner|departemeanta departement
        """;

    /// <summary>Nynorsk and bokmål; long enough that they are hardly met inside strangers.</summary>
    private const string Parts = """
        høyring høring|verksemd virksomhet|fråsegn uttalelse|heimel hjemmel|teneste tjeneste|eigedom eiendom|bustad bolig|sjukehus sykehus
        framlegg forslag|rettleiing veiledning|utgreiing utredning|grunngiving begrunnelse|grunngjeving begrunnelse|tilskot tilskudd
        avgjerd avgjørelse|tryggleik sikkerhet|røynsle erfaring|forvalting forvaltning|innspel innspill|tilbod tilbud|omsyn hensyn
        verknad virkning|samandrag sammendrag|kyrkje kirke|skilnad forskjell|teieplikt taushetsplikt|retting rettelse|tilsette ansatte
        åtvaring advarsel|tilråding anbefaling|kjelde kilde|følgje følge|ønskje ønske|byggje bygge|tilhøve forhold|hovud hoved
        forsking forskning|fyrst først|drikkevatn drikkevann|sjukdom sykdom|pasientryggleik pasientsikkerhet
        fylkesveg fylkesvei|riksveg riksvei|sykkelveg sykkelvei|gangveg gangvei|vegvesen veivesen|småbåthamn småbåthavn
        grunnskule grunnskole|høgskule høyskole|høgskole høyskole|barneskule barneskole|ungdomsskule ungdomsskole|skuleveg skolevei
        mangfald mangfold|straum strøm|draum drøm|flaum flom
        """;

    /// <summary>Family names that look like a form of another name (Hansen is not Hans).</summary>
    private const string Names =
        "hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen eriksen jakobsen jacobsen "
        + "andreassen halvorsen jørgensen henriksen sørensen danielsen isaksen simonsen mikkelsen paulsen knutsen gundersen mortensen "
        + "christensen thomassen iversen amundsen antonsen berntsen evensen gulbrandsen hermansen ingebrigtsen martinsen mathisen "
        + "nielsen ottesen rasmussen samuelsen tobiassen torgersen villadsen arnesen bentsen";

    private static readonly Dictionary<string, string> WholeTable = Pairs(WholeWords).ToDictionary(p => p.From, p => p.To);

    /// <summary>By their stems, the longest first.</summary>
    private static readonly (string From, string To)[] PartTable =
    [
        .. Pairs(Parts)
            .Select(pair => (From: Stems.Ending(pair.From), To: Stems.Ending(pair.To)))
            .Where(pair => pair.From != pair.To)
            .Distinct()
            .OrderByDescending(pair => pair.From.Length)
            .ThenBy(pair => pair.From, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> NameTable = [.. Names.Split(' ')];

    public static bool IsName(string folded) => NameTable.Contains(folded);

    public static string Whole(string folded) => WholeTable.GetValueOrDefault(folded, folded);

    /// <summary>The stem with its parts in bokmål.</summary>
    public static string Joined(string stem)
    {
        foreach (var (from, to) in PartTable)
        {
            if (stem.Length >= from.Length && stem.Contains(from, StringComparison.Ordinal))
            {
                stem = stem.Replace(from, to, StringComparison.Ordinal);
            }
        }
        return stem;
    }

    /// <summary>Beginnings in bokmål of the words whose other form begins so: verks is also virksomhet.</summary>
    public static IEnumerable<string> Beginnings(string folded) =>
        PartTable
            .Where(pair => pair.From.Length > folded.Length && pair.From.StartsWith(folded, StringComparison.Ordinal))
            .Select(pair => pair.To)
            .Concat(
                WholeTable
                    .Where(pair => pair.Key.Length > folded.Length && pair.Key.StartsWith(folded, StringComparison.Ordinal))
                    .Select(pair => Joined(Stems.Ending(pair.Value)))
            )
            .Distinct(StringComparer.Ordinal)
            .Take(10);

    private static IEnumerable<(string From, string To)> Pairs(string table) =>
        table
            .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split(' '))
            .Select(pair => (pair[0], pair[1]));
}
