namespace BackendGuardrails.Integrity;

/// <summary>What the second action writes into the project. It runs as it is; the store is behind an interface, so that a team can put it into its database.</summary>
public sealed partial class BG2001IdempotencyKeyCodeFix
{
    internal static IEnumerable<(string Type, string Text)> FilesFor(bool isAction)
    {
        yield return ("IIdempotencyStore", Store);
        yield return ("MemoryIdempotencyStore", MemoryStore);
        yield return ("IdempotentRequests", Requests);
        yield return isAction ? ("IdempotentAttribute", ActionAttribute) : ("IdempotencyConventions", Conventions);
    }

    private const string Store = """
        #nullable enable
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace NAMESPACE;

        /// <summary>Keeps requests by their key. All instances of the service share it, and it outlives them: a table with a unique key is a good one.</summary>
        internal interface IIdempotencyStore
        {
            /// <summary>Claims the key for a request. Of two that come at the same time one gets it, and the other one is told who has it.</summary>
            /// <returns>Null when the key belongs to the caller now.</returns>
            Task<IdempotentRequest?> ClaimAsync(string key, string fingerprint, CancellationToken cancellationToken);

            /// <summary>Keeps the answer for as long as clients may ask again, such as a day.</summary>
            Task CompleteAsync(string key, IdempotentAnswer answer, CancellationToken cancellationToken);

            /// <summary>Gives the key free: the request was refused, and nothing was done.</summary>
            Task ReleaseAsync(string key, CancellationToken cancellationToken);
        }

        /// <param name="Fingerprint">A hash of what was sent.</param>
        /// <param name="Answer">Null while the request is worked on.</param>
        internal sealed record IdempotentRequest(string Fingerprint, IdempotentAnswer? Answer);

        internal sealed record IdempotentAnswer(int Status, IReadOnlyDictionary<string, string[]> Headers, byte[] Body);
        """;

    private const string MemoryStore = """
        #nullable enable
        using System;
        using System.Collections.Concurrent;
        using System.Threading;
        using System.Threading.Tasks;

        namespace NAMESPACE;

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
        """;

    private const string Conventions = """
        #nullable enable
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        namespace NAMESPACE;

        internal static class IdempotencyConventions
        {
            /// <summary>POST and PATCH of the endpoint, or of the group, are done once for each Idempotency-Key.</summary>
            public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder)
                where TBuilder : IEndpointConventionBuilder
            {
                // Around the whole endpoint: a filter would come too late to read what was sent.
                builder.Add(endpoint =>
                {
                    if (endpoint.RequestDelegate is { } handle)
                        endpoint.RequestDelegate = http => IdempotentRequests.Concerns(http.Request) ? IdempotentRequests.RunAsync(http, () => handle(http)) : handle(http);
                });
                return builder;
            }
        }
        """;

    private const string ActionAttribute = """
        #nullable enable
        using System;
        using System.Runtime.ExceptionServices;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;

        namespace NAMESPACE;

        /// <summary>POST and PATCH of the action, or of the controller, are done once for each Idempotency-Key.</summary>
        [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
        internal sealed class IdempotentAttribute : Attribute, IAsyncResourceFilter
        {
            public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
            {
                if (!IdempotentRequests.Concerns(context.HttpContext.Request))
                    await next();
                else if (!await IdempotentRequests.RunAsync(context.HttpContext, () => RunAsync(next)))
                    context.Result = new EmptyResult();
            }

            private static async Task RunAsync(ResourceExecutionDelegate next)
            {
                var done = await next();
                if (done.Exception is { } failure && !done.ExceptionHandled)
                    ExceptionDispatchInfo.Capture(failure).Throw();
            }
        }
        """;
}
