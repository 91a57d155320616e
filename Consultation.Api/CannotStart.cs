namespace Consultation.Api;

/// <summary>Why the program does not start, in the operator's words: what is wrong and what to do. A trace of calls behind it would only hide that.</summary>
public abstract class CannotStart(string message, Exception? cause) : Exception(message, cause)
{
    /// <summary>Says so on standard error; answers the exit code.</summary>
    public async Task<int> Tell()
    {
        await Console.Error.WriteLineAsync(Message);
        return 1;
    }
}

/// <summary>An operator's setting cannot be as it is.</summary>
internal sealed class WrongSetting(string message, Exception? cause = null) : CannotStart(message, cause);
