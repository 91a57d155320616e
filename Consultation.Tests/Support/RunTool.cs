using System.Diagnostics;

namespace Consultation.Tests.Support;

/// <summary>The real program called as its own tool, in a process of its own.</summary>
internal static class RunTool
{
    public sealed record Outcome(int Code, string Out, string Error)
    {
        public override string ToString() => $"exit code {Code}\n{Out}\n{Error}";
    }

    public static Task<Outcome> On(string dataDirectory, params string[] arguments) => With([], dataDirectory, arguments);

    /// <param name="settings">Of the environment, as <c>Consultation__Name</c>.</param>
    public static async Task<Outcome> With(
        IEnumerable<(string Name, string Value)> settings,
        string dataDirectory,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet", [Repository.WebProgram, .. arguments])
        {
            WorkingDirectory = dataDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Consultation__DataDirectory"] = dataDirectory;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Called with success; the test fails with all that was said when it was not.</summary>
    public static async Task<string> Done(string dataDirectory, params string[] arguments)
    {
        var outcome = await On(dataDirectory, arguments);
        Assert.That(outcome.Code, Is.Zero, outcome.ToString());
        return outcome.Out.Trim();
    }

    /// <summary>Called without; answers what was complained of, which is plain words.</summary>
    public static async Task<string> NotDone(int code, string dataDirectory, params string[] arguments)
    {
        var outcome = await On(dataDirectory, arguments);
        Assert.That(outcome.Code, Is.EqualTo(code), outcome.ToString());
        Assert.That(outcome.Error, Is.Not.Empty.And.Not.Contain("   at ").And.Not.Contain("Exception"));
        return outcome.Error;
    }
}
