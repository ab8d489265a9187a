#nullable enable
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace OrderService.Api.Idempotency;

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
