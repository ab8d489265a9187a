using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>What the driver did: EF Core's own events do not see Dapper and ADO.NET, the driver sees everything.</summary>
public sealed class DriverCounters : IDisposable
{
    private static readonly TransactionLog Log = TransactionLog.Attach();

    private readonly ActivityListener _listener;
    private readonly int _commitsBefore = Log.Commits;
    private int _commands;

    private DriverCounters()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.query.text") is not null && activity.GetTagItem("db.namespace") is string database && PostgresCluster.IsCase(database))
                    Interlocked.Increment(ref _commands);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Commands sent to the databases of cases, failed ones and EF Core's savepoints included; BEGIN and COMMIT are not commands.</summary>
    public int Commands => _commands;

    /// <summary>Transactions committed; a statement outside of a transaction commits itself and is not counted.</summary>
    public int Commits => Log.Commits - _commitsBefore;

    /// <summary>Call before the first connection is opened: the driver takes its logger when it makes a data source.</summary>
    public static DriverCounters Start() => new();

    public void Dispose() => _listener.Dispose();

    private sealed class TransactionLog : ILoggerProvider, ILogger
    {
        private int _commits;

        public int Commits => _commits;

        public static TransactionLog Attach()
        {
            var log = new TransactionLog();
            NpgsqlLoggingConfiguration.InitializeLogging(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
            return log;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "CommittedTransaction")
                Interlocked.Increment(ref _commits);
        }

        public void Dispose()
        {
        }
    }
}
