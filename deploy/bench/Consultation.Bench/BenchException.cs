namespace Consultation.Bench;

/// <summary>Something that makes a measurement meaningless: it is told and the bench goes on with the next one.</summary>
internal sealed class BenchException : Exception
{
    public BenchException(string message)
        : base(message) { }

    public BenchException(string message, Exception inner)
        : base(message, inner) { }
}
