using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>A line that somebody logged.</summary>
public sealed record LogEntry(LogLevel Level, string Category, string Text, Exception? Exception);

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
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(logLevel, category, formatter(state, exception), exception));
    }
}
