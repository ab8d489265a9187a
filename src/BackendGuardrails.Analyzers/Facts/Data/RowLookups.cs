using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>How sure it is that a value is null when no row matches.</summary>
internal enum Lookup
{
    None,

    /// <summary>A declared promise only: <c>Task&lt;Order?&gt; FindAsync(int id)</c> without code that one sees.</summary>
    Declared,

    /// <summary>A row of whoever asks, which is there as a rule.</summary>
    OfCaller,

    /// <summary>The row is asked for by a condition, here or some calls away.</summary>
    Row,
}

/// <summary>Does this expression look for one row that may not be there?</summary>
internal sealed class RowLookups(SourceNames names, CalledMethods called)
{
    /// <summary>Calls and locals on the way.</summary>
    private const int MostSteps = 8;

    private static readonly string[] OrDefaults = ["FirstOrDefault", "FirstOrDefaultAsync", "SingleOrDefault", "SingleOrDefaultAsync", "LastOrDefault", "LastOrDefaultAsync"];
    private static readonly string[] OfDapper = ["QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync"];
    private static readonly string[] OfIdentity = ["Microsoft.AspNetCore.Identity.UserManager`1", "Microsoft.AspNetCore.Identity.RoleManager`1"];
    private static readonly string[] Conditions = ["Where", "Find", "FindAsync", "FromSql", "FromSqlInterpolated", "FromSqlRaw"];
    private static readonly string[] PromisingWords = ["Get", "Find", "Load", "Fetch", "Read", "Send"];
    private static readonly string[] WordsOfCallers = ["CurrentUser", "UserId", "CurrentTenant", "UserName", "MyId", "LoggedIn"];

    /// <summary>By what is left of the steps: who is asked with fewer sees less.</summary>
    private readonly ConcurrentDictionary<IMethodSymbol, Lookup?>[] _ofMethods = [.. Enumerable.Range(0, MostSteps).Select(_ => new ConcurrentDictionary<IMethodSymbol, Lookup?>(SymbolEqualityComparer.Default))];

    /// <summary>The call that looks for the row, and how sure it is. The value may also be a local, or a member of what was looked for behind <c>?.</c></summary>
    public (Lookup Lookup, IOperation Place)? Of(IOperation value, CancellationToken cancellationToken) => Of(value, MostSteps, cancellationToken);

    private (Lookup Lookup, IOperation Place)? Of(IOperation value, int depth, CancellationToken cancellationToken)
    {
        switch (value.Unwrap())
        {
            case IAwaitOperation awaited:
                return Of(awaited.Operation, depth, cancellationToken);
            case IConditionalAccessOperation access:
                return Of(access.Operation, depth, cancellationToken);
            case ILocalReferenceOperation local:
                return depth == 0 ? null : ValuesOf(local).Select(assigned => Of(assigned, depth - 1, cancellationToken)).FirstOrDefault(found => found is not null);
            // Nothing is made of nothing: order == null ? null : new OrderDto(order).
            case IConditionalOperation { WhenFalse: { } otherwise } choice when (choice.WhenTrue.IsNull() || otherwise.IsNull()) && TestedForNull(choice.Condition) is { } tested:
                return depth == 0 ? null : Of(tested, depth - 1, cancellationToken);
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }:
                return Of(task, depth, cancellationToken);
            case IInvocationOperation call:
                var lookup = OfCall(call, depth, cancellationToken);
                return lookup == Lookup.None ? null : (lookup, call);
            default:
                return null;
        }
    }

    private Lookup OfCall(IInvocationOperation call, int depth, CancellationToken cancellationToken)
    {
        if (!MayBeNull(call.Type))
            return Lookup.None;
        if (IsRowLookup(call))
            return IsOfCaller(call) ? Lookup.OfCaller : Lookup.Row;
        if (depth == 0)
            return Lookup.None;
        Lookup? deepest = null;
        foreach (var target in called.By(call, cancellationToken))
        {
            if (OfMethod(target, depth - 1, cancellationToken) is { } lookup && (deepest is null || lookup > deepest))
                deepest = lookup;
        }

        return deepest switch
        {
            null => IsPromise(call) ? Lookup.Declared : Lookup.None,
            Lookup.Row when IsOfCaller(call) => Lookup.OfCaller,
            { } known => known,
        };
    }

    /// <summary>Null for a method without code that one sees. Many calls come to the same methods, each by several ways.</summary>
    private Lookup? OfMethod(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var known = _ofMethods[depth];
        if (known.TryGetValue(method, out var lookup))
            return lookup;
        return known.GetOrAdd(method, Bodies.CodeOf(method, names, cancellationToken) is { } body
            ? Returned(body).Select(returned => Of(returned, depth, cancellationToken)?.Lookup ?? Lookup.None).DefaultIfEmpty().Max()
            : null);
    }

    private static IEnumerable<IOperation> Returned(IOperation body) => body.Executed().OfType<IReturnOperation>().Select(exit => exit.ReturnedValue).OfType<IOperation>().SelectMany(Functions.Alternatives);

    /// <summary>What is asked whether it is there: <c>order is null</c>, <c>order != null</c>, <c>order is { }</c>.</summary>
    private static IOperation? TestedForNull(IOperation condition) => condition.Unwrap() switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation or IRecursivePatternOperation or IDeclarationPatternOperation } test => test.Value,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => comparison.BesideNull(),
        _ => null,
    };

    /// <summary>What the local gets, where it is declared and later.</summary>
    private static IEnumerable<IOperation> ValuesOf(ILocalReferenceOperation local)
    {
        if (Origins.InitialValue(local) is { } initial)
            yield return initial;
        foreach (var assignment in local.MemberBody().Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local.Local) )
                yield return assignment.Value;
        }
    }

    private static bool IsRowLookup(IInvocationOperation call)
    {
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType);
        if (name is "Find" or "FindAsync")
            return type.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1") || type.IsOrInherits(DataLibraries.DbContext);
        if (name.StartsWith("FindBy", StringComparison.Ordinal))
            return OfIdentity.Any(type.IsOrInherits);
        if (OfDapper.Contains(name))
            return type.Is(DataLibraries.Dapper);
        return OrDefaults.Contains(name)
            && (type.Is("System.Linq.Queryable") || type.Is(DataLibraries.EfQueries) || type.Is(DataLibraries.Ef6Queries))
            && call.Receiver() is { } query && ProviderQueries.IsQuery(query) && HasCondition(call);
    }

    /// <summary>Without one, the first row of a table is asked for: settings, not something with a key.</summary>
    private static bool HasCondition(IInvocationOperation call)
    {
        if (call.Arguments.Any(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation || argument.Parameter?.Name == "predicate"))
            return true;
        IOperation? current = call.Receiver()?.Unwrap();
        while (current is IInvocationOperation link && !Conditions.Contains(link.TargetMethod.Name))
            current = link.Receiver()?.Unwrap();
        return current switch
        {
            IInvocationOperation => true,
            ILocalReferenceOperation local => Origins.InitialValue(local) is { } initial && initial.DescendantsAndSelf().OfType<IInvocationOperation>().Any(link => Conditions.Contains(link.TargetMethod.Name)),
            _ => false,
        };
    }

    /// <summary>By the user of the request: who is signed in has a row.</summary>
    private static bool IsOfCaller(IInvocationOperation call) => call.DescendantsAndSelf().Any(part =>
        part.Type.IsOrInherits("System.Security.Claims.ClaimsPrincipal")
        || part is IMemberReferenceOperation { Member.Name: var member, Instance: not IParameterReferenceOperation } && IsOfCaller(member) && !IsOfRow(part)
        || part is IInvocationOperation { TargetMethod.Name: var method } && IsOfCaller(method)
        || part is ILocalReferenceOperation { Local.Name: var local } && IsOfCaller(local));

    private static bool IsOfCaller(string name) => WordsOfCallers.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsOfRow(IOperation member) => member is IMemberReferenceOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } };

    /// <summary>Declared to be null at times, named after finding, and asked for by a key; what is made of an object is no row.</summary>
    private static bool IsPromise(IInvocationOperation call) =>
        PromisingWords.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal))
        && call.TargetMethod.OutermostNamespace() is not ("System" or "Microsoft")
        && Result(call.Type) is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
        && (call.TargetMethod.Name == "Send" || call.Arguments.Any(argument => argument.IsWritten() && IsKey(argument.Value.Type)));

    private static bool IsKey(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String } or { IsValueType: true, SpecialType: not SpecialType.System_Boolean } && !type.Is("System.Threading.CancellationToken");

    private static bool MayBeNull(ITypeSymbol? type) => Result(type) is { } result && (result.IsReferenceType || result.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || result is ITypeParameterSymbol { IsValueType: false });

    /// <summary>What a task brings.</summary>
    public static ITypeSymbol? Result(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;
}
