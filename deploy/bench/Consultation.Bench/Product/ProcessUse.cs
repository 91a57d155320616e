using System.Globalization;

namespace Consultation.Bench.Product;

/// <summary>What a process has used, read from /proc: processor time and memory in bytes.</summary>
internal sealed record ProcessUse(TimeSpan Processor, long Resident, long Peak)
{
    // USER_HZ, the unit of /proc/<pid>/stat, is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessUse Read(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var status = File.ReadAllLines($"/proc/{id}/status");
        return new ProcessUse(TimeSpan.FromSeconds(ticks / TicksPerSecond), Kilobytes(status, "VmRSS:"), Kilobytes(status, "VmHWM:"));
    }

    /// <summary>Lets the peak begin anew from what is resident now.</summary>
    public static void ForgetPeak(int id) => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private static long Kilobytes(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
