using Consultation.Bench.Product;

namespace Consultation.Bench.Storms;

/// <summary>What a storm is given. Everything it does is bounded in count and time.</summary>
internal sealed record StormSettings
{
    public required ProductProgram Program { get; init; }

    /// <summary>Length of the soak.</summary>
    public required TimeSpan Soak { get; init; }

    /// <summary>The soak's load by this much: 1 is some forty requests a second.</summary>
    public required double Pace { get; init; }

    /// <summary>Threads that do nothing but use the processors while a deadline passes, as others on a machine do.</summary>
    public required int Busy { get; init; }
    public required int Seed { get; init; }

    /// <summary>Databases and configurations of this run; taken away at its end.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Where the repository's own files of deployment lie.</summary>
    public required string DeployFolder { get; init; }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(WorkFolder, name)).FullName;
}
