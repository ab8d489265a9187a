using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Queries;

/// <summary>What the fixes of BG1001 need to know and cannot see where the query is.</summary>
internal static class QueryRemedies
{
    /// <summary>Which fix may be possible: <see cref="Load"/> or <see cref="Hoist"/>. Without it there is none.</summary>
    public const string Remedy = nameof(Remedy);

    public const string Load = nameof(Load);

    public const string Hoist = nameof(Hoist);

    /// <summary>The query is in a method that the loop calls: one for many elements can stand beside it.</summary>
    public const string Batch = nameof(Batch);

    /// <summary>The documentation id of that method.</summary>
    public const string Method = nameof(Method);

    /// <summary>Sets of properties that at most one row has the same values of: <c>Id;TenantId,Code</c>.</summary>
    public const string Unique = nameof(Unique);

    /// <summary>The primary key, where it is one property.</summary>
    public const string Key = nameof(Key);

    /// <summary>There if the context does not track what it reads, or if that is not known.</summary>
    public const string Untracked = nameof(Untracked);

    /// <summary>There if the database compares texts letter by letter.</summary>
    public const string ExactText = nameof(ExactText);

    /// <summary>There if a list of keys has to be sent in portions: how large they may be.</summary>
    public const string Portion = nameof(Portion);

    public static ImmutableDictionary<string, string?> For(RepeatedTrip trip, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var none = ImmutableDictionary<string, string?>.Empty;
        var isElsewhere = !trip.Reach.Methods.IsEmpty;
        var method = isElsewhere ? CalledMethod(trip, facts, cancellationToken) : null;
        if (isElsewhere && method is null || !facts.Types.Has(EfCommands.DbContext) || Query(isElsewhere ? trip.Reach.Trip.Operation : trip.Operation) is not { } query || RootOf(query) is not { } root
            || trip.Location.SourceTree?.GetRoot(cancellationToken).FindNode(trip.Location.SourceSpan) is not { } code || !Repeating.IsOnly(trip.Loop, code) || Writes(trip.Loop, facts, cancellationToken))
            return none;
        var properties = none.ToBuilder();
        properties[Method] = method?.GetDocumentationCommentId();
        properties[Remedy] = isElsewhere ? Batch : trip.IsSame || IsSameEnumeration(trip) ? Hoist : Load;
        if (facts.EntityModel.Of(ElementOf(root), cancellationToken) is { } entity)
        {
            var unique = entity.Indexes.Where(index => index.IsUnique).Select(index => index.Properties).Prepend(entity.Key).Where(names => !names.IsEmpty);
            properties[Unique] = string.Join(";", unique.Select(names => string.Join(",", names)));
            properties[Key] = entity.Key.Length == 1 ? entity.Key[0] : null;
        }

        if (facts.EntityModel.Settings.Tracking(cancellationToken) is not (Tracking.Default or Tracking.Tracked))
            properties[Untracked] = "";
        AddLimits(properties, facts, cancellationToken);
        return properties.ToImmutable();
    }

    /// <summary>For a command that changes the rows of one element, so that one may change those of all.</summary>
    public static ImmutableDictionary<string, string?> ForWrite(RepeatedTrip trip, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        if (trip is { Kind: TripKind.Write, Reach.Methods.IsEmpty: true, Operation: IInvocationOperation { TargetMethod.Name: "ExecuteDelete" or "ExecuteDeleteAsync" or "ExecuteUpdate" or "ExecuteUpdateAsync" } call }
            && facts.Types.Has(EfCommands.DbContext) && call.Receiver() is { } query && RootOf(query) is not null && Repeating.IsOnly(trip.Loop, call.Syntax))
        {
            properties[Remedy] = Load;
            AddLimits(properties, facts, cancellationToken);
        }

        return properties.ToImmutable();
    }

    private static void AddLimits(ImmutableDictionary<string, string?>.Builder properties, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (KeyLimits.ComparesTextsExactly(facts, cancellationToken))
            properties[ExactText] = "";
        if (!KeyLimits.TakesAnyNumber(facts))
            properties[Portion] = KeyLimits.Portion.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The one method that the call can mean, with its query in it: not one that others override, of a generic class, or beside other implementations of an interface.</summary>
    private static IMethodSymbol? CalledMethod(RepeatedTrip trip, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (trip is not { Operation: IInvocationOperation call, Reach.Methods: { Length: 1 } methods }
            || methods[0] is not { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, ContainingType.IsGenericType: false, IsOverride: false, IsVirtual: false, IsAbstract: false, DeclaringSyntaxReferences.Length: 1 } method)
            return null;
        var target = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(target, method)
            || target is { IsAbstract: true, ContainingType: { TypeKind: TypeKind.Interface, IsGenericType: false, DeclaringSyntaxReferences.IsEmpty: false } } && facts.Implementations.Of(target, cancellationToken).Length == 1
                ? method
                : null;
    }

    /// <summary>What an inner loop does with the rows may vary, when the rows do not.</summary>
    private static bool IsSameEnumeration(RepeatedTrip trip) =>
        trip is { Operation: IForEachLoopOperation each, Loop.Source: not null } && !trip.Loop.Variation.IsIn(each.Collection);

    private static IOperation? Query(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Receiver(),
        IForEachLoopOperation { IsAsynchronous: false } each => each.Collection,
        _ => null,
    };

    private static IOperation? RootOf(IOperation query)
    {
        var root = query.Unwrap();
        while (root is IInvocationOperation call && call.Receiver() is { } receiver && ProviderQueries.IsQueryType(receiver.Unwrap().Type))
            root = receiver.Unwrap();
        return ProviderQueries.IsQueryType(root.Type) ? root : null;
    }

    private static ITypeSymbol? ElementOf(IOperation root) => root.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } ? elements[0] : null;

    /// <summary>What a loop writes its own queries may read.</summary>
    private static bool Writes(Loop loop, CompilationFacts facts, CancellationToken cancellationToken) =>
        loop.Operation.Descendants().Any(inner => facts.RoundTrips.ComesTo(inner, TripKind.Save, cancellationToken) || facts.RoundTrips.ComesTo(inner, TripKind.Write, cancellationToken));
}
