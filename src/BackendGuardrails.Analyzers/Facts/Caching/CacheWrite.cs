namespace BackendGuardrails.Facts.Caching;

internal enum CacheKind
{
    Memory,
    Distributed,
    Redis,
}

/// <summary>Does this call put something into a cache, and where does it say for how long?</summary>
internal sealed class CacheWrite
{
    public const string MemoryCache = "Microsoft.Extensions.Caching.Memory.IMemoryCache";
    public const string DistributedCache = "Microsoft.Extensions.Caching.Distributed.IDistributedCache";
    public const string Redis = "StackExchange.Redis.IDatabaseAsync";

    private const string MemoryExtensions = "Microsoft.Extensions.Caching.Memory.CacheExtensions";
    private const string DistributedExtensions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions";
    private const string MemoryOptions = "Microsoft.Extensions.Caching.Memory.MemoryCacheEntryOptions";
    private const string DistributedOptions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryOptions";

    private CacheWrite(CacheKind kind, IInvocationOperation call)
    {
        Kind = kind;
        Call = call;
    }

    public CacheKind Kind { get; }

    public IInvocationOperation Call { get; }

    public IOperation? Key => Call.Argument("key");

    /// <summary>The argument that holds the lifetime: an options object or, for Redis, the expiry; null when this overload has none.</summary>
    public IArgumentOperation? Lifetime => Call.Arguments.FirstOrDefault(argument => Kind == CacheKind.Redis
        ? argument.Parameter?.Name == "expiry"
        : argument.Parameter?.Type.Is(Kind == CacheKind.Memory ? MemoryOptions : DistributedOptions) ?? false);

    /// <summary>The delegate that makes the value and may configure the entry.</summary>
    public IOperation? Factory => Call.Argument("factory");

    /// <summary>The entry is handed to the caller, who configures it.</summary>
    public bool ReturnsEntry => Call.TargetMethod.Name == "CreateEntry";

    public static CacheWrite? At(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "Set" when method.IsMemberOf(MemoryExtensions) && HasNoOtherLifetime(method) => new(CacheKind.Memory, call),
            "GetOrCreate" or "GetOrCreateAsync" when method.IsMemberOf(MemoryExtensions) => new(CacheKind.Memory, call),
            "CreateEntry" when method.IsMemberOf(MemoryCache) => new(CacheKind.Memory, call),
            "Set" or "SetAsync" or "SetString" or "SetStringAsync" when method.IsMemberOf(DistributedExtensions) || method.IsMemberOf(DistributedCache) && TakesOptions(method) =>
                new(CacheKind.Distributed, call),
            "StringSet" or "StringSetAsync" or "StringSetAndGet" or "StringSetAndGetAsync" when method.IsMemberOf(Redis) && method.Parameters.Any(parameter => parameter.Name == "expiry")
                && method.Parameters[0].Name == "key" && !KeepsLifetime(call) => new(CacheKind.Redis, call),
            _ => null,
        };
    }

    private static bool HasNoOtherLifetime(IMethodSymbol method) =>
        method.Parameters.All(parameter => parameter.Name is "cache" or "key" or "value" || parameter.Type.Is(MemoryOptions));

    private static bool TakesOptions(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.Is(DistributedOptions));

    private static bool KeepsLifetime(IInvocationOperation call) => call.Argument("keepTtl") is { } keep && !keep.IsConstant(false);
}
