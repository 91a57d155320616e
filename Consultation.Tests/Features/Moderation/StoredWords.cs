using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>Looks for words in everything that the database holds.</summary>
internal static class StoredWords
{
    /// <summary>All words that were ever met, for compounds: no outlet shows it, and it does not tell where a word stood.</summary>
    public const string Vocabulary = "SearchWord";

    /// <summary>Only these tables hold any of the words: what is published is read from others.</summary>
    public static async Task AssertOnlyIn(TestApp app, IReadOnlyCollection<string> words, params string[] tables)
    {
        if (SqlServer.ConnectionString is not null)
        {
            return; // It lists its tables elsewhere; the outlets are searched there too.
        }
        // An index of words has tables of its own, which no text can be read from.
        var names = await app.Database.Read(db =>
            db.All<string>("select name from sqlite_schema where type = 'table' and name not like '%\\_%' escape '\\'")
        );
        var holding = new List<string>();
        foreach (var name in names)
        {
            var rows = await app.Database.Read(db => db.All<object>($"select * from {name}"));
            var values = rows.Cast<IDictionary<string, object>>().SelectMany(row => row.Values).OfType<string>();
            if (values.Any(value => words.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase))))
            {
                holding.Add(name);
            }
        }
        Assert.That(holding, Is.EquivalentTo(tables));
    }
}
