using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Consultation.Tests.Moving;

/// <summary>Changes files of whole installations, as no program of ours would.</summary>
internal static class Tampered
{
    /// <summary>Writes an entry of the zip anew; null takes it away.</summary>
    public static void Edit(string file, string entry, Func<byte[], byte[]?> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        using var content = new MemoryStream();
        using (var from = zip.GetEntry(entry)!.Open())
        {
            from.CopyTo(content);
        }
        zip.GetEntry(entry)!.Delete();
        if (change(content.ToArray()) is { } changed)
        {
            using var to = zip.CreateEntry(entry).Open();
            to.Write(changed);
        }
    }

    /// <summary>Calls an entry something else, in the zip and in the manifest.</summary>
    public static void Rename(string file, string entry, string name)
    {
        byte[] content = [];
        Edit(
            file,
            entry,
            bytes =>
            {
                content = bytes;
                return null;
            }
        );
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            using var to = zip.CreateEntry(name).Open();
            to.Write(content);
        }
        Seal(file, manifest => manifest.Replace($"\"{entry}\"", JsonSerializer.Serialize(name), StringComparison.Ordinal));
    }

    /// <summary>Changes the manifest and writes its sum anew.</summary>
    public static void Seal(string file, Func<string, string> change)
    {
        var sum = "";
        Edit(
            file,
            "everything.json",
            bytes =>
            {
                var changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes)));
                Assert.That(changed, Is.Not.EqualTo(bytes));
                sum = Convert.ToHexStringLower(SHA256.HashData(changed));
                return changed;
            }
        );
        Edit(file, "everything.sha256", _ => Encoding.ASCII.GetBytes(sum));
    }
}
