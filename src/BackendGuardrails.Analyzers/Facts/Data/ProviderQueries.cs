using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Is this expression a query of a provider that has not run yet, and does this operation run it?</summary>
internal static class ProviderQueries
{
    private const int Hops = 32;

    private static readonly ImmutableHashSet<string> Deferred = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "AsEnumerable", "AsAsyncEnumerable", "Where", "Select", "SelectMany", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Skip", "Take", "SkipWhile", "TakeWhile", "Concat", "Union", "Except", "Intersect",
        "Distinct", "DistinctBy", "GroupBy", "Join", "GroupJoin", "Zip", "Cast", "OfType", "Reverse", "DefaultIfEmpty", "Append", "Prepend", "Chunk", "AsQueryable", "AsParallel", "TakeLast", "SkipLast", "UnionBy", "ExceptBy",
        "IntersectBy", "Index", "LeftJoin", "RightJoin", "CountBy", "AggregateBy");

    private static readonly ImmutableHashSet<string> Terminals = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "MinBy", "MaxBy", "Average", "Aggregate", "Contains", "ElementAt", "ElementAtOrDefault",
        "SequenceEqual");

    public static bool IsQueryType(ITypeSymbol? type) => type is not (null or IErrorTypeSymbol) && (type.Is("System.Linq.IQueryable`1") || type.Is("System.Linq.IQueryable") || type.IsOrInherits("System.Linq.IQueryable"));

    /// <summary>The expression is, behind conversions, a query of a provider; what was made of a list with AsQueryable is none.</summary>
    public static bool IsQuery(IOperation value)
    {
        var current = value;
        for (var hop = 0; hop < Hops; hop++)
        {
            current = current.Unwrap();
            switch (current)
            {
                case IInvocationOperation { TargetMethod: { IsStatic: true, Parameters.Length: > 0 } method } call when method.ContainingType.DeclaringSyntaxReferences.IsEmpty && call.Receiver() is { } source:
                    if (source.Unwrap().Type is null or IErrorTypeSymbol || method.Name == "AsQueryable" && !IsQueryType(source.Unwrap().Type))
                        return false;
                    if (method.ContainingType.Is("System.Linq.Queryable") || method.ContainingType.Is("System.Linq.Enumerable") && Deferred.Contains(method.Name) || method.ContainingNamespace.Name == "EntityFrameworkCore" && (IsQueryType(method.ReturnType) || Deferred.Contains(method.Name)))
                    {
                        if (!IsSequence(source))
                            return IsQueryType(current.Type);
                        current = source;
                        continue;
                    }

                    return IsQueryType(current.Type);
                case ITranslatedQueryOperation translated:
                    current = translated.Operation;
                    continue;
                case IAwaitOperation or IInvalidOperation:
                    return false;
                case ILocalReferenceOperation local when !IsQueryType(local.Type) && Origins.InitialValue(local) is { } initial && Deferrable(local.Type):
                    current = initial;
                    continue;
                case ILocalReferenceOperation local when IsQueryType(local.Type) && Origins.InitialValue(local) is IOperation made && made.Unwrap() is IInvocationOperation { TargetMethod.Name: "AsQueryable" or "Where" or "Select" or "OrderBy" }:
                    current = made;
                    continue;
                default:
                    return IsQueryType(current.Type);
            }
        }

        return IsQueryType(value.Unwrap().Type);
    }

    /// <summary>The call runs the query it is called on.</summary>
    public static TripKind? Run(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var declaring = method.ContainingType;
        if (!method.IsStatic || method.Parameters.IsEmpty || !declaring.DeclaringSyntaxReferences.IsEmpty || call.Receiver() is not { } source)
            return null;
        if (IsBulkWrite(call))
            return TripKind.Write;
        if (IsOfEf(declaring) ? method.ReturnType.Name is "Task" or "ValueTask" || method.Name is "Load" : declaring.Is("System.Linq.Queryable") && Terminals.Contains(method.Name))
            return IsQuery(source) ? TripKind.Query : null;
        return declaring.Is("System.Linq.Enumerable") && !Deferred.Contains(method.Name) && IsQuery(source) ? TripKind.Query : null;
    }

    /// <summary><c>orders.ExecuteDelete()</c>, <c>orders.ExecuteUpdateAsync(…)</c></summary>
    public static bool IsBulkWrite(IInvocationOperation call) =>
        call.TargetMethod is { IsStatic: true, Parameters.IsEmpty: false, ContainingType: { DeclaringSyntaxReferences.IsEmpty: true } declaring } method
        && method.Name.StartsWith("Execute", StringComparison.Ordinal) && IsOfEf(declaring) && call.Receiver() is not null;

    private static bool IsOfEf(INamedTypeSymbol type) => type.Is(DataLibraries.EfQueries) || type.Is(DataLibraries.EfRelationalQueries) || type.Is(DataLibraries.Ef6Queries);

    /// <summary>A query handed over as a plain sequence is enumerated by whoever gets it: <c>list.AddRange(query)</c>, <c>string.Join(",", query)</c>.</summary>
    public static bool IsEnumerated(IArgumentOperation argument) =>
        argument is { Parameter: { ContainingType: { ContainingNamespace.Name: "Generic" or "System" or "Immutable" or "Frozen" or "ObjectModel" or "Concurrent" } declaring } parameter }
        && parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        && declaring.DeclaringSyntaxReferences.IsEmpty
        && IsQuery(argument.Value);

    /// <summary>What a function hands back to SelectMany is enumerated there.</summary>
    public static bool IsEnumerated(IReturnOperation result) =>
        result is { ReturnedValue: { } value, Kind: OperationKind.Return }
        && result.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "SelectMany", ContainingType: { Name: "Enumerable" } } } } } }
        && IsQuery(value);

    /// <summary>What a reader calls a query that has no name of its own: its last operator, or the set.</summary>
    public static string NameOf(IOperation query) => query.Unwrap() switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IMemberReferenceOperation member => member.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => "the query",
    };

    private static bool IsSequence(IOperation source) => source.Unwrap().Type is { } type && (IsQueryType(type) || type.AllInterfaces.Any(one => one.Name is "IEnumerable" or "IAsyncEnumerable") || type.Name is "IEnumerable" or "IAsyncEnumerable");

    private static bool Deferrable(ITypeSymbol? type) =>
        type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || type.Is("System.Collections.Generic.IAsyncEnumerable`1");
}
