using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Blocking;

/// <summary>Which operations keep a thread waiting for a database, and could be awaited?</summary>
internal sealed class BlockingCalls(KnownTypes types, SourceNames names, DataAccess access, RoundTrips trips, QueryChains chains)
{
    private const string Transaction = "Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction";

    /// <summary>What goes to the database beside queries and commands.</summary>
    private static readonly (string Type, string[] Methods)[] Others =
    [
        ("System.Data.Common.DbConnection", ["Open"]),
        ("System.Data.Common.DbTransaction", ["Commit", "Rollback"]),
        (Transaction, ["Commit", "Rollback"]),
        (DataLibraries.Facade, ["CommitTransaction", "RollbackTransaction", "CanConnect"]),
        (DataLibraries.RelationalFacade, ["OpenConnection"]),
    ];

    private static readonly ImmutableHashSet<string> OtherNames = Others.SelectMany(other => other.Methods).ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>Databases that are a part of the process: their async methods do not wait for anybody else.</summary>
    private static readonly string[] Embedded = ["UseInMemoryDatabase", "UseSqlite"];

    private static readonly string[] Servers =
    [
        "UseNpgsql", "UseSqlServer", "UseAzureSql", "UseMySql", "UseMySQL", "UseOracle", "UseCosmos", "UseFirebird", "AddNpgsqlDbContext", "AddSqlServerDbContext", "AddSqlServer", "AddNpgsql", "AddMySqlDbContext", "AddOracleDatabaseDbContext",
    ];

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _mayHaveTwin = new(SymbolEqualityComparer.Default);

    private readonly Lazy<bool> _isEmbedded = new(() => IsAny(Embedded, names) && !IsAny(Servers, names));

    public BlockingCall? At(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } wait => WaitFor(wait, wait.Instance, cancellationToken),
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } result => WaitFor(result, task, cancellationToken),
        IInvocationOperation call => OfCall(call, cancellationToken),
        IForEachLoopOperation { IsAsynchronous: false } loop when ProviderQueries.IsQuery(loop.Collection) && IsOfEf(loop.Collection, cancellationToken) && loop.Collection.Unwrap().Type is { } type && ProviderQueries.IsQueryType(type) =>
            new(BlockedBy.Enumeration, loop, "foreach", "await foreach"),
        _ => null,
    };

    private BlockingCall? OfCall(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension) || method.IsAsync || method.Name.EndsWith("Async", StringComparison.Ordinal) || AsyncPlaces.IsTask(method.ReturnType))
            return null;
        if (!MayHaveTwin(method) || !IsTrip(call) || Twin(call, cancellationToken) is not { } twin || IsEmbedded(call) || IsInMemory(call))
            return null;
        return new(BlockedBy.Call, call, method.Name, twin.Method.Name, twin);
    }

    /// <summary>A question about the names of members: most methods have no async form at all.</summary>
    private bool MayHaveTwin(IMethodSymbol method)
    {
        if (method.ContainingType is { SpecialType: not SpecialType.None, TypeKind: not TypeKind.Interface })
            return false;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _mayHaveTwin.TryGetValue(definition, out var known) ? known : _mayHaveTwin.GetOrAdd(definition, IsLinq(definition)
            ? IsNamedIn(DataLibraries.EfQueries, definition) || IsNamedIn(DataLibraries.Ef6Queries, definition)
            : AsyncTwins.AreNamedFor(definition));
    }

    private bool IsNamedIn(string extensions, IMethodSymbol method) => types.Find(extensions)?.GetMembers(method.Name + "Async").IsEmpty == false;

    private static bool IsLinq(IMethodSymbol method) => method.ContainingType.Is("System.Linq.Queryable") || method.ContainingType.Is("System.Linq.Enumerable");

    private bool IsTrip(IInvocationOperation call) =>
        access.Of(call) is { Kind: not TripKind.Remote } || EfCommands.Of(call) is not null
        || OtherNames.Contains(call.TargetMethod.Name) && Others.Any(other => other.Methods.Contains(call.TargetMethod.Name) && (call.TargetMethod.ReducedFrom ?? call.TargetMethod).ContainingType.IsOrInherits(other.Type));

    private AsyncTwin? Twin(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!IsLinq(call.TargetMethod))
            return AsyncTwins.Of(call);
        if (call.Receiver() is not { } source || !ProviderQueries.IsQueryType(source.Unwrap().Type))
            return null;
        var holder = IsOfEf(source, cancellationToken) ? DataLibraries.EfQueries : IsOfEf6(source) ? DataLibraries.Ef6Queries : null;
        return holder is not null && types.Find(holder) is { } extensions ? AsyncTwins.In(extensions, call) : null;
    }

    /// <summary>What EF Core did not make cannot be awaited: the async operators throw for it.</summary>
    private bool IsOfEf(IOperation query, CancellationToken cancellationToken) =>
        types.Has(EfCommands.DbContext) && !_isEmbedded.Value && (EfCommands.ContextOf(query) is { } context && !context.Type.IsOrInherits(DataLibraries.Ef6DbContext) || chains.Of(query, cancellationToken).IsProven);

    private static bool IsOfEf6(IOperation query)
    {
        for (IOperation? link = query.Unwrap(); link is not null; link = (link as IInvocationOperation)?.Receiver()?.Unwrap())
        {
            if (link.Type.IsOrInherits("System.Data.Entity.IDbSet`1") || link.Type.IsOrInherits("System.Data.Entity.Infrastructure.DbQuery`1"))
                return true;
        }

        return false;
    }

    private bool IsEmbedded(IInvocationOperation call)
    {
        var used = call.Receiver()?.Unwrap().Type;
        if (used?.ContainingNamespace?.ToDisplayString() is "Microsoft.Data.Sqlite" or "System.Data.SQLite")
            return true;
        return _isEmbedded.Value && (call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true || used.IsOrInherits(EfCommands.DbContext));
    }

    /// <summary>Find looks at what is tracked first.</summary>
    private static bool IsInMemory(IInvocationOperation call) => TrackedRows.IsLoadedBefore(call, call);

    /// <summary>The task is one of a database, here or behind the method that gave it, and nothing else has waited for it before.</summary>
    private BlockingCall? WaitFor(IOperation waiting, IOperation? waited, CancellationToken cancellationToken)
    {
        if (waited is null || TaskOf(waited) is not { Type: { } type } task || !AsyncPlaces.IsTask(type) || Source(task) is not { } call || !IsOfDatabase(call, cancellationToken) || _isEmbedded.Value)
            return null;
        var name = waiting is IPropertyReferenceOperation property ? property.Property.Name : ((IInvocationOperation)waiting).TargetMethod.Name;
        return new(BlockedBy.Waiting, waiting, name, call.TargetMethod.Name);
    }

    /// <summary>Behind <c>GetAwaiter()</c>, <c>ConfigureAwait(false)</c> and <c>AsTask()</c>.</summary>
    private static IOperation TaskOf(IOperation waited)
    {
        var task = waited.Unwrap();
        while (task is IInvocationOperation { TargetMethod.Name: "GetAwaiter" or "ConfigureAwait" or "AsTask", Instance: { } inner })
            task = inner.Unwrap();
        return task;
    }

    private static IInvocationOperation? Source(IOperation task) => task switch
    {
        IInvocationOperation call => call,
        ILocalReferenceOperation local when !IsDoneBefore(local) => Origins.InitialValue(local)?.Unwrap() as IInvocationOperation,
        _ => null,
    };

    /// <summary>It is awaited, handed to WhenAll, or asked whether it is done: its result is there.</summary>
    private static bool IsDoneBefore(ILocalReferenceOperation task) => VariableUses.Of(task.Local, task).Any(use => use.Syntax.SpanStart < task.Syntax.SpanStart);

    private bool IsOfDatabase(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.ContainingType.Is("System.Threading.Tasks.Task") && call.TargetMethod.Name == "Run")
            return call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().Any(lambda => lambda.Body.Executed().Any(inner => Reaches(inner, cancellationToken)));
        return Reaches(call, cancellationToken);
    }

    private bool Reaches(IOperation operation, CancellationToken cancellationToken) => trips.Nearest(operation, cancellationToken).Any(reach => reach.Trip.Kind != TripKind.Remote);

    private static bool IsAny(IEnumerable<string> methods, SourceNames names) => methods.Any(name => names.Trees.Any(tree => SourceNames.Mentions(tree, name, CancellationToken.None)));
}
