using System.Globalization;

namespace Consultation.Bench.Product;

/// <summary>
/// What a process uses, read from /proc: processor time and memory in bytes. <c>Own</c> is its heap, stacks and code (RssAnon);
/// <c>Mapped</c> are pages of files, the mapped database among them, which the kernel takes back when it needs them (RssFile).
/// </summary>
internal sealed record ProcessUse(TimeSpan Processor, long Own, long Mapped)
{
    // USER_HZ, the unit of /proc/<pid>/stat, is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessUse Read(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var status = File.ReadAllLines($"/proc/{id}/status");
        return new ProcessUse(TimeSpan.FromSeconds(ticks / TicksPerSecond), Kilobytes(status, "RssAnon:"), Kilobytes(status, "RssFile:"));
    }

    private static long Kilobytes(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
