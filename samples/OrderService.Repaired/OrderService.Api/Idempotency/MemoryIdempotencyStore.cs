#nullable enable
using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace OrderService.Api.Idempotency;

/// <summary>For a service that runs once, and only until it stops. With several instances, register a store that they share.</summary>
internal sealed class MemoryIdempotencyStore : IIdempotencyStore
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _nextSweep;

    public Task<IdempotentRequest?> ClaimAsync(string key, string fingerprint, CancellationToken cancellationToken)
    {
        Sweep();
        var mine = new Entry(new IdempotentRequest(fingerprint, null), DateTimeOffset.UtcNow + Lifetime);
        var kept = _entries.GetOrAdd(key, mine);
        return Task.FromResult(ReferenceEquals(kept, mine) ? null : kept.Request);
    }

    public Task CompleteAsync(string key, IdempotentAnswer answer, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(key, out var entry))
            _entries[key] = entry with { Request = entry.Request with { Answer = answer } };
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(string key, CancellationToken cancellationToken)
    {
        _entries.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    /// <summary>Once a minute, what is too old goes.</summary>
    private void Sweep()
    {
        var (now, next) = (DateTimeOffset.UtcNow, Interlocked.Read(ref _nextSweep));
        if (now.Ticks < next || Interlocked.CompareExchange(ref _nextSweep, now.AddMinutes(1).Ticks, next) != next)
            return;
        foreach (var (key, entry) in _entries)
        {
            if (entry.Until < now)
                _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(IdempotentRequest Request, DateTimeOffset Until);
}
