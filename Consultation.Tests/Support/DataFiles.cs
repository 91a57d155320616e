using System.Text;

namespace Consultation.Tests.Support;

/// <summary>Looks at the bytes of everything that the program has written to its data directory.</summary>
internal static class DataFiles
{
    public static bool AnyHolds(TestApp app, string text)
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("The database's own files are out of reach on SQL Server.");
        }
        var wanted = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(app.DataDirectory, "*", SearchOption.AllDirectories).Any(file => Holds(file, wanted));
    }

    public static void AssertNoneHolds(TestApp app, string text) =>
        Assert.That(AnyHolds(app, text), Is.False, $"'{text}' lies in the data");

    private static bool Holds(string path, byte[] wanted)
    {
        // The program has its files open.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(wanted) >= 0;
    }
}
