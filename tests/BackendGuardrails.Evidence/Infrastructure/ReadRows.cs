using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>The rows that EF Core has taken from the driver's readers since it was started.</summary>
public sealed class ReadRows : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private int _count;

    private ReadRows()
    {
    }

    public int Count => _count;

    public static ReadRows Start()
    {
        var rows = new ReadRows();
        rows._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(rows));
        return rows;
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory.Name)
            _subscriptions.Add(listener.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Value is DataReaderDisposingEventData reader && reader.Command.Connection is { } connection && PostgresCluster.IsCase(connection.Database))
            Interlocked.Add(ref _count, reader.ReadCount);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
