namespace BackendGuardrails.Facts.Data.Queries.Filters;

/// <summary>Which column of the row does an expression inside a query's lambda read?</summary>
internal static class RowColumns
{
    private const string Nullable = "System.Nullable`1";

    /// <summary>Empty for the row itself; null for all else than the row and its members.</summary>
    public static ImmutableArray<string>? PathOf(IOperation value, IParameterSymbol row)
    {
        value = value.Unwrap();
        switch (value)
        {
            case IParameterReferenceOperation parameter:
                return SymbolEqualityComparer.Default.Equals(parameter.Parameter, row) ? ImmutableArray<string>.Empty : null;
            case IPropertyReferenceOperation { Instance: { } owner, Arguments.IsEmpty: true } property:
                var path = PathOf(owner, row);
                return property.Property.Name == "Value" && property.Property.ContainingType.Is(Nullable) ? path : path?.Add(property.Property.Name);
            case IFieldReferenceOperation { Instance: { } owner } field:
                return PathOf(owner, row)?.Add(field.Field.Name);
            case IInvocationOperation { TargetMethod: { Name: "Property", ContainingType.Name: "EF" } } call when call.Arguments.Length == 2 && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: string name }:
                return PathOf(call.Arguments[0].Value, row)?.Add(name);
            case IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", Parameters.IsEmpty: true } method, Instance: { } owner } when method.ContainingType.Is(Nullable):
                return PathOf(owner, row);
            case ICoalesceOperation { Value: var first, WhenNull: var second } when !Reads(second, row):
                return PathOf(first, row);
            default:
                return null;
        }
    }

    public static bool Reads(IOperation code, IParameterSymbol row) =>
        code.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, row));

    /// <summary>The columns that an expression reads, however deep inside.</summary>
    public static IEnumerable<(ImmutableArray<string> Path, IOperation Code)> In(IOperation code, IParameterSymbol row)
    {
        if (PathOf(code, row) is { } path)
        {
            if (!path.IsEmpty)
                yield return (path, code.Unwrap());
            yield break;
        }

        foreach (var inner in code.ChildOperations.SelectMany(child => In(child, row)))
            yield return inner;
    }
}
