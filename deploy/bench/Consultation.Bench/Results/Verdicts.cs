namespace Consultation.Bench.Results;

/// <summary>What was found, a line each as it is found: the verdict, the storm or fault, what was asked and what came.</summary>
internal sealed class Verdicts
{
    private readonly List<string> lines = [];

    /// <summary>No line says that something is not as it should be. What could not be run says nothing either way.</summary>
    public bool AllGood { get; private set; } = true;

    public string Text => string.Join('\n', lines);

    public void Judge(string storm, bool isGood, string what)
    {
        AllGood &= isGood;
        Write(isGood ? "ok" : "NOT OK", storm, what);
    }

    /// <summary>A figure that nothing is asked of.</summary>
    public void Tell(string storm, string what) => Write("told", storm, what);

    public void NotRun(string storm, string why) => Write("not run", storm, why);

    private void Write(string verdict, string storm, string what)
    {
        lines.Add($"{verdict, -8} {storm, -9} {what}");
        Console.WriteLine(lines[^1]);
    }
}
