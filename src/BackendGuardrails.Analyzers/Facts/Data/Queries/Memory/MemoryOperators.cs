namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>What code in memory does with rows.</summary>
internal enum RowStep
{
    /// <summary>Something that a database cannot do, or that needs the rows.</summary>
    None,

    /// <summary>The rows stay what they are.</summary>
    Whole,
    Order,
    Map,
    Filter,

    /// <summary>A number of them, in the order they have.</summary>
    Limit,

    /// <summary>One of them.</summary>
    One,
    Count,
    Exists,

    /// <summary>A number computed of all of them.</summary>
    Reduce,
    Distinct,
    Group,
}

/// <summary>Which operators of LINQ, and which members of lists, does a database know as well?</summary>
internal static class MemoryOperators
{
    private static readonly ImmutableDictionary<string, RowStep> Linq = Table(
        (RowStep.Whole, "ToList ToArray AsEnumerable ToHashSet"),
        (RowStep.Order, "OrderBy OrderByDescending ThenBy ThenByDescending"),
        (RowStep.Map, "Select"),
        (RowStep.Filter, "Where"),
        (RowStep.Limit, "Take Skip"),
        (RowStep.One, "First FirstOrDefault Single SingleOrDefault Last LastOrDefault"),
        (RowStep.Count, "Count LongCount"),
        (RowStep.Exists, "Any All Contains"),
        (RowStep.Reduce, "Sum Min Max Average"),
        (RowStep.Distinct, "Distinct"),
        (RowStep.Group, "GroupBy"));

    private static readonly ImmutableDictionary<string, RowStep> Lists = Table(
        (RowStep.Filter, "FindAll"), (RowStep.One, "Find FindLast"), (RowStep.Exists, "Exists TrueForAll Contains"), (RowStep.Whole, "AsReadOnly"));

    /// <summary>Of a call, and of the number of elements that a list or an array says.</summary>
    public static RowStep Of(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when QueryOperators.IsInMemory(call):
                var name = call.TargetMethod.Name;
                if (!Linq.TryGetValue(name, out var step) && name.EndsWith("Async", StringComparison.Ordinal))
                    Linq.TryGetValue(name.Substring(0, name.Length - "Async".Length), out step);
                return IsPlain(call) ? step : RowStep.None;
            case IInvocationOperation { Instance: not null } call when IsList(call.TargetMethod.ContainingType):
                return Lists.TryGetValue(call.TargetMethod.Name, out var found) ? found : RowStep.None;
            case IPropertyReferenceOperation { Property: { Name: "Count" or "Length", ContainingType: var owner } }:
                return IsCollection(owner) ? RowStep.Count : RowStep.None;
            default:
                return RowStep.None;
        }
    }

    /// <summary>What the operator is called on.</summary>
    public static IOperation? RowsOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Receiver(),
        IPropertyReferenceOperation property => property.Instance,
        _ => null,
    };

    /// <summary>The condition, key or selector; null where there is none.</summary>
    public static IOperation? FunctionOf(IOperation operation) =>
        (operation as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "predicate" or "selector" or "keySelector" or "match" })?.Value;

    private static bool IsList(ITypeSymbol type) => type.Is("System.Collections.Generic.List`1") || IsCollection(type);

    private static bool IsCollection(ITypeSymbol? type) => type is not null
        && (type.SpecialType == SpecialType.System_Array || type.Name is "List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" or "HashSet" && type.IsIn("System.Collections.Generic"));

    /// <summary>Not with a comparer, a default value or a range, nor with the number of the element.</summary>
    private static bool IsPlain(IInvocationOperation call) => call.Arguments.All(argument => argument.Parameter is { Ordinal: 0 } or { Name: "predicate" or "selector" or "keySelector" or "value" } || !argument.IsWritten()
        || argument.Parameter is { Name: "count", Type.SpecialType: SpecialType.System_Int32 } || argument.Parameter?.Type.Name == nameof(CancellationToken));

    private static ImmutableDictionary<string, RowStep> Table(params (RowStep Step, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Step))).ToImmutableDictionary(row => row.name, row => row.Step, StringComparer.Ordinal);
}
