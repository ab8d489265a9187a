using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Which databases does a condition leave: <c>migrationBuilder.IsNpgsql()</c>, <c>ActiveProvider == "…"</c>, <c>ActiveProvider.Contains("…")</c>?</summary>
internal static class ProviderConditions
{
    /// <summary>Null for a condition that is about something else, or about more.</summary>
    public static (DatabaseProviders WhenTrue, DatabaseProviders WhenFalse)? Of(IOperation condition, MigrationScope scope, CancellationToken cancellationToken)
    {
        var (origin, inside) = scope.Origin(condition, cancellationToken);
        switch (origin)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                return Of(operand, inside, cancellationToken) is { } turned ? (turned.WhenFalse, turned.WhenTrue) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return Of(either.LeftOperand, inside, cancellationToken) is { } one && Of(either.RightOperand, inside, cancellationToken) is { } other
                    ? (one.WhenTrue | other.WhenTrue, one.WhenFalse & other.WhenFalse)
                    : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return Of(both.LeftOperand, inside, cancellationToken) is { } first && Of(both.RightOperand, inside, cancellationToken) is { } second
                    ? (first.WhenTrue & second.WhenTrue, first.WhenFalse | second.WhenFalse)
                    : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same:
                return Compared(same, inside, cancellationToken);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different:
                return Compared(different, inside, cancellationToken) is { } compared ? (compared.WhenFalse, compared.WhenTrue) : null;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var text } } matched when IsActiveProvider(matched.Value, inside, cancellationToken):
                return Sides(inside.Text(text, cancellationToken));
            case IInvocationOperation call:
                return OfCall(call, inside, cancellationToken);
            default:
                return null;
        }
    }

    public static bool IsActiveProvider(IOperation value, MigrationScope scope, CancellationToken cancellationToken) =>
        scope.Origin(value, cancellationToken).Value is IPropertyReferenceOperation { Property: { Name: "ActiveProvider" } property }
        && (property.ContainingType.Is(SchemaMigrations.Builder) || property.ContainingType.IsOrInherits(SchemaMigrations.Base));

    private static (DatabaseProviders, DatabaseProviders)? OfCall(IInvocationOperation call, MigrationScope scope, CancellationToken cancellationToken)
    {
        if (call.Receiver()?.Type.Is(SchemaMigrations.Builder) == true && call.TargetMethod.Name.StartsWith("Is", StringComparison.Ordinal))
            return Sides(call.TargetMethod.Name);
        var provider = call.Instance ?? (call.TargetMethod.Name == "Equals" ? call.Arguments.FirstOrDefault()?.Value : null);
        return call.TargetMethod is { Name: "Contains" or "EndsWith" or "StartsWith" or "Equals", ContainingType.SpecialType: SpecialType.System_String }
            && provider is not null && IsActiveProvider(provider, scope, cancellationToken)
            && call.Arguments.Select(argument => scope.Text(argument.Value, cancellationToken)).OfType<string>().FirstOrDefault() is { } text
                ? Sides(text)
                : null;
    }

    private static (DatabaseProviders WhenTrue, DatabaseProviders WhenFalse)? Compared(IBinaryOperation comparison, MigrationScope scope, CancellationToken cancellationToken)
    {
        if (IsActiveProvider(comparison.LeftOperand, scope, cancellationToken))
            return Sides(scope.Text(comparison.RightOperand, cancellationToken));
        return IsActiveProvider(comparison.RightOperand, scope, cancellationToken) ? Sides(scope.Text(comparison.LeftOperand, cancellationToken)) : null;
    }

    private static (DatabaseProviders WhenTrue, DatabaseProviders WhenFalse)? Sides(string? name) =>
        name is not null && ProviderSigns.OfName(name) is not DatabaseProviders.None and var provider ? (provider, DatabaseProviders.All & ~provider) : null;
}
