using BackendGuardrails.Facts.Caching;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Resilience;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "We should cache this with a short TTL: an entry without one is served stale forever, and the memory never comes back.")]
public sealed class BG5004CacheEntryExpiryAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG5004",
        title: "Cache entry never expires",
        messageFormat: "'{0}' caches {1} without an expiry, so it is served, however old, until somebody removes it; give the entry a lifetime",
        category: Categories.Resilience,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A cache entry without an expiry lives until the process ends or the server evicts it under memory pressure. Readers see old data, and the cache grows with every new key.");

    internal const string Remedy = "Remedy";
    internal const string Minutes = "Minutes";
    internal const string Position = "Position";

    /// <summary>Where the lifetime goes: an argument of that name …</summary>
    internal const string TimeSpanArgument = "absoluteExpirationRelativeToNow";
    internal const string OptionsArgument = "options";
    internal const string ExpiryArgument = "expiry";

    /// <summary>… the options, the factory or the entry that the additional location points to.</summary>
    internal const string MemoryOptions = "MemoryCacheEntryOptions";
    internal const string DistributedOptions = "DistributedCacheEntryOptions";
    internal const string Factory = "Factory";
    internal const string Entry = "Entry";

    private static readonly string[] PassingThings = ["lock", "mutex", "lease", "semaphore", "session", "otp", "nonce", "throttle", "heartbeat", "presence"];

    private const string SqlServerCache = "Microsoft.Extensions.Caching.SqlServer.SqlServerCacheOptions";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(CacheWrite.MemoryCache, CacheWrite.DistributedCache, CacheWrite.Redis))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (CacheWrite.At((IInvocationOperation)context.Operation) is not { } write || IsMeant(write, context, facts))
            return;
        if (write.ReturnsEntry ? IsConfiguredByCaller(write, facts, context.CancellationToken) : !IsWithoutLifetime(write, facts, context.CancellationToken))
            return;
        var isKept = IsKept(write, context, facts);
        if (isKept && !IsOfPassingThing(write))
            return;
        var (remedy, at) = RemedyFor(write, facts, context.CancellationToken);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            write.Call.NameLocation(),
            effectiveSeverity: isKept ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: at is null ? null : new[] { at },
            properties: IsPerhapsDatabase(write, context)
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty
                    .Add(Remedy, remedy)
                    .Add(Position, PositionBeforeToken(write.Call).ToString())
                    .Add(Minutes, facts.Options.Read(GuardrailOptions.DefaultCacheMinutes, write.Call.Syntax.SyntaxTree).ToString()),
            messageArgs: new object[] { write.Call.TargetMethod.Name, NameOf(write.Key) }));
    }

    private static bool IsMeant(CacheWrite write, OperationContext context, CompilationFacts facts) => write.Kind switch
    {
        // SqlServerCacheOptions.DefaultSlidingExpiration ends every entry after 20 minutes.
        CacheKind.Distributed => facts.Types.Has(SqlServerCache),
        CacheKind.Redis => facts.Options.Read(GuardrailOptions.RedisIsDataStore, context.Operation.Syntax.SyntaxTree) || IsExpiredLater(write),
        _ => false,
    };

    private static bool IsWithoutLifetime(CacheWrite write, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (write.Lifetime is { } lifetime && !EntryLifetime.IsEmpty(lifetime.Value, facts.Names, cancellationToken))
            return false;
        return write.Factory is not { } factory
            || Bodies.OfDelegate(factory, facts.Names, cancellationToken) is { } body && !EntryLifetime.MayEnd(body, null, facts.Names, cancellationToken);
    }

    /// <summary>The entry must be in sight, in a local or a using; one that is returned or kept is somebody else's to configure.</summary>
    private static bool IsConfiguredByCaller(CacheWrite write, CompilationFacts facts, CancellationToken cancellationToken) =>
        write.Call.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var entry } }
        || EntryLifetime.MayEnd(write.Call.MemberBody(), entry, facts.Names, cancellationToken);

    /// <summary><c>KeyExpire</c> for the same key in the same member.</summary>
    private static bool IsExpiredLater(CacheWrite write) => write.Call.MemberBody().DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
        call.TargetMethod.Name is "KeyExpire" or "KeyExpireAsync"
        && call.TargetMethod.IsMemberOf(CacheWrite.Redis)
        && call.Argument("key")?.Syntax.IsEquivalentTo(write.Key!.Syntax, topLevel: false) == true);

    /// <summary>Where Redis is a database, and where entries are removed by hand, they are meant to stay.</summary>
    private static bool IsKept(CacheWrite write, OperationContext context, CompilationFacts facts) =>
        IsPerhapsDatabase(write, context) || CacheRemovals.AreInTypeOf(write, facts.Names, context.CancellationToken);

    /// <summary>An entry that ends after some minutes loses data there, so how long it lives is left to the reader.</summary>
    private static bool IsPerhapsDatabase(CacheWrite write, OperationContext context) => write.Kind == CacheKind.Redis && !IsCalledCache(write, context.ContainingSymbol);

    /// <summary>A lock that nobody lets go any more, when the process that took it ends: <c>StringSet("lock:" + id, …)</c>.</summary>
    private static bool IsOfPassingThing(CacheWrite write) => write.Key is { } key && NameWords.Of(key.Syntax.ToString()).Any(PassingThings.Contains);

    /// <summary>Redis is also used as a database; whoever writes "cache" beside the call does not.</summary>
    private static bool IsCalledCache(CacheWrite write, ISymbol member) =>
        $"{member.ToDisplayString()} {write.Call.Syntax.GetText()}".IndexOf("cach", StringComparison.OrdinalIgnoreCase) >= 0;

    private static (string Remedy, Location? At) RemedyFor(CacheWrite write, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (write.ReturnsEntry)
            return (Entry, null);
        if (write.Kind == CacheKind.Redis)
            return (ExpiryArgument, write.Lifetime is { } expiry && expiry.IsWritten() ? expiry.Value.Syntax.GetLocation() : null);
        if (write.Factory is { } factory && !(write.Lifetime?.IsWritten() ?? false))
            return (Factory, Bodies.OfDelegate(factory, facts.Names, cancellationToken)?.Syntax.GetLocation());
        if (write.Lifetime is not { } lifetime)
            return (write.Kind == CacheKind.Memory ? TimeSpanArgument : OptionsArgument, null);
        var options = EntryLifetime.CreationOf(lifetime.Value, facts.Names, cancellationToken) ?? lifetime.Value;
        return (write.Kind == CacheKind.Memory ? MemoryOptions : DistributedOptions, options.Syntax.GetLocation());
    }

    private static int PositionBeforeToken(IInvocationOperation call) =>
        call.Arguments.Count(argument => argument.Syntax is ArgumentSyntax && argument.IsWritten() && argument.Parameter?.Name != "token");

    private static string NameOf(IOperation? key) => key?.Syntax.ToString() is { Length: <= 40 } text && !text.Contains('\n') ? $"'{text}'" : "an entry";
}
