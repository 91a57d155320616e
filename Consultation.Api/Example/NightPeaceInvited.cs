namespace Consultation.Api.Example;

/// <summary>Whom the ministry asks in particular. Some have replied, one will not, and some have no address and are still to be told.</summary>
internal static class NightPeaceInvited
{
    public const string WillNotReply = "Institutt for vind og vær";

    public const string Lines = """
        Frilufts- og stidirektoratet (eksempel); post@fsd.example; ; annet
        Lag- og bibliotekdepartementet (eksempel); postmottak@lbd.example; ; departement
        Departementet for fjord og fjell; postmottak@dff.example; ; departement
        Statsforvalteren i Høgfjell; post@sfhf.example; ; statsforvalter
        Statsforvalteren i Vesthavet og Indre Fjordfylke; post@sfvif.example; ; statsforvalter
        Storvik fylkeskommune; post@storvik-fk.example; ; fylkeskommune
        Vesthavet fylkeskommune; post@vesthavet-fk.example; ; fylkeskommune
        Elvedal kommune; postmottak@elvedal.example; ; kommune
        Fjordbygda kommune; postmottak@fjordbygda.example; ; kommune
        Kvalneset kommune; postmottak@kvalneset.example; ; kommune
        Nordsund kommune; postmottak@nordsund.example; ; kommune
        Sandstrand kommune; postmottak@sandstrand.example; ; kommune
        Storvik kommune; postmottak@storvik.example; ; kommune
        Sunnhavn kommune; postmottak@sunnhavn.example; ; kommune
        Vestvika kommune; postmottak@vestvika.example; ; kommune
        Ytre Holmane kommune; postmottak@ytreholmane.example; ; kommune
        Foreningen Sov godt; post@sovgodt.example; ; organisasjon
        Forbundet for fritidsfiske langs kysten; post@fritidsfiske.example; ; organisasjon
        Gjestehavnenes bransjelag; post@gjestehavner.example; ; organisasjon
        Hyttefolkets landslag; post@hyttefolket.example; ; organisasjon
        Kystkvinnelaget Skjærgård; leder@kystkvinnene.example; ; organisasjon
        Landsforeningen for fritidsbåter og fellesbrygger; post@fritidsbaater.example; ; organisasjon
        Naboer mot støy; ; ; organisasjon
        Riddovuona guolásteaddjiid searvi; poasta@riddovuotna.example; ; organisasjon
        Sundbrygga velforening; ; ; organisasjon
        Ungdomsrådet i Fjordbygda; ungdomsradet@fjordbygda.example; ; organisasjon
        Ytre Holmane båtlag; ; ; organisasjon
        Havneklagenemnda; post@havneklage.example; ; annet
        Institutt for søvn og støy; post@sovnogstoy.example; ; annet
        Institutt for vind og vær; post@vindogvaer.example; ; annet
        Kystvakttilsynet; post@kystvakttilsynet.example; ; annet
        Nordsund havnevesen KF; post@nordsundhavn.example; ; annet
        """;
}
