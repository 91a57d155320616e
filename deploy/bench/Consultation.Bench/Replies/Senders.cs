using System.Globalization;
using System.Text;

namespace Consultation.Bench.Replies;

/// <summary>Made-up senders: 80 % persons, 15 % organisations, 5 % public bodies.</summary>
internal static class Senders
{
    private static readonly string[] GivenNames = (
        "Anne Inger Kari Marit Ingrid Liv Eva Berit Astrid Bjørg Hilde Nora Emma Sofie Åse Sunniva Máret Aud Jan Per Bjørn Ole Lars Kjell Knut "
        + "Svein Arne Thomas Geir Tor Odd Jakob Håkon Øyvind Áilu Magnus Sindre Tormod"
    ).Split(' ');

    private static readonly string[] FamilyNames = (
        "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Berg Haugen Hagen Dahl Lund Moen Strand Bakken Solheim Myhre Aas "
        + "Nygård Sæther Bråten Ødegård Fjeld Sandvik Eide Tveit Vik Lie Holm Nordli Somby"
    ).Split(' ');

    private static readonly string[] Places = (
        "Nordvik Solfjord Granli Storelv Fagerheim Lillesund Bjørkås Steindal Havnes Myrland Tindvåg Åslia Kvitøy Rødberget Skogmo"
    ).Split(' ');

    private static readonly string[] Organisations =
    [
        "{0} velforening",
        "{0} idrettslag",
        "{0} grunneierlag",
        "{0} elveeierlag",
        "Naturvernlaget i {0}",
        "{0} næringsforening",
        "Foreldreutvalget ved {0} skole",
        "{0} bondelag",
        "Fagforbundet avdeling {0}",
        "{0} turlag",
    ];

    private static readonly string[] Bodies =
    [
        "{0} kommune",
        "{0} fylkeskommune",
        "{0} havnevesen",
        "{0} brann- og redningstjeneste",
        "Rådet for {0}",
    ];

    public static ReplySender Next(Random random, bool withEmail)
    {
        var kind = random.NextDouble();
        if (kind < 0.80)
        {
            var (given, family) = (Pick(GivenNames, random), Pick(FamilyNames, random));
            return new ReplySender("person", $"{given} {family}", withEmail ? Address($"{given}.{family}", random) : null);
        }

        var (type, pattern) = kind < 0.95 ? ("organisation", Pick(Organisations, random)) : (ReplySender.PublicBody, Pick(Bodies, random));
        var name = string.Format(CultureInfo.InvariantCulture, pattern, Pick(Places, random));
        return new ReplySender(type, name, withEmail ? Address("post", random) : null);
    }

    private static string Address(string name, Random random)
    {
        var plain = new StringBuilder(name.ToLowerInvariant()).Replace('æ', 'e').Replace('ø', 'o').Replace('å', 'a').Replace('á', 'a');
        return string.Create(CultureInfo.InvariantCulture, $"{plain}{random.Next(1, 10_000)}@example.org");
    }

    private static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
