using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Consultation.Tests.Telemetry;

/// <summary>All that a collector of logs and spans would get: lines, their values, their scopes, exceptions; spans with all they carry.</summary>
internal sealed class Captured : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _spans = new();
    private readonly ActivityListener _listener;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public Captured()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _spans.Enqueue(Told(span)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Also those of other programs in the process.</summary>
    public IReadOnlyCollection<string> Spans => _spans;

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _listener.Dispose();

    private static string Told(Activity span)
    {
        var events = span.Events.SelectMany(one => one.Tags.Select(tag => $"{one.Name} {tag}"));
        return $"{span.Source.Name}: {span.DisplayName} ({span.OperationName}) {span.Status} {span.StatusDescription} "
            + string.Join(' ', [.. span.TagObjects.Select(tag => $"{tag}"), .. events, .. span.Baggage.Select(one => $"{one}")]);
    }

    private sealed class Log(Captured captured, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => captured._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var parts = new List<string> { $"{logLevel} {category}: {formatter(state, exception)}", $"{exception}" };
            Add(parts, state);
            captured._scopes.ForEachScope(static (scope, all) => Add(all, scope), parts);
            captured._lines.Enqueue(string.Join(" | ", parts));
        }

        private static void Add(List<string> parts, object? state)
        {
            parts.Add($"{state}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                parts.AddRange(values.Select(value => $"{value.Key}={value.Value}"));
            }
        }
    }
}
