using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>What a provider gets of a line that somebody logged.</summary>
/// <param name="Values">What stands in the places of the template, as providers write it beside the text.</param>
/// <param name="IsScope">Whether it is no entry, but said about the entries that follow.</param>
public sealed record LogEntry(LogLevel Level, string Category, string Text, Exception? Exception, IReadOnlyList<object?> Values, bool IsScope = false)
{
    internal static IReadOnlyList<object?> ValuesOf(object? state) => state is IEnumerable<KeyValuePair<string, object?>> pairs ? [.. pairs.Select(pair => pair.Value)] : [];
}

internal sealed class EndpointLog : ILoggerProvider
{
    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Entries);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            entries.Enqueue(new(LogLevel.None, category, $"{state}", null, LogEntry.ValuesOf(state), IsScope: true));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(logLevel, category, formatter(state, exception), exception, LogEntry.ValuesOf(state)));
    }
}
