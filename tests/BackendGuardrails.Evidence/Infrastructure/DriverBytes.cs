using System.Diagnostics.Metrics;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>The bytes that the driver has read from the database since it was started.</summary>
public sealed class DriverBytes : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    private DriverBytes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Npgsql" && instrument.Name.EndsWith("bytes_read", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, bytes, _, _) => Interlocked.Add(ref _count, bytes));
        _listener.SetMeasurementEventCallback<int>((_, bytes, _, _) => Interlocked.Add(ref _count, bytes));
        _listener.Start();
    }

    public long Count => _count;

    public static DriverBytes Start() => new();

    public void Dispose() => _listener.Dispose();
}
