using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Can this code go without anything missing it? The answer travels to the fix in a property.</summary>
internal static class Removal
{
    public const string Key = "Removal";

    /// <summary>All of it can go: nothing uses its value.</summary>
    public const string Whole = "Whole";

    /// <summary>Its receiver can stand in its place.</summary>
    public const string ToReceiver = "ToReceiver";

    public static string? Of(MemberWrite write) => IsUnused(write.Operation) || write.Operation.Parent is IObjectOrCollectionInitializerOperation ? Whole : null;

    public static string? Of(IInvocationOperation call)
    {
        if (IsUnused(call))
            return Whole;
        return call.Receiver()?.Unwrap().Type is { } receiver && SymbolEqualityComparer.Default.Equals(receiver, call.Type) ? ToReceiver : null;
    }

    /// <summary>The last argument of a constructor that also exists without it.</summary>
    public static string? OfLastArgument(IArgumentOperation argument) =>
        argument is { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter, Syntax.Parent: BaseArgumentListSyntax list }
        && list.Arguments.Last() == argument.Syntax
        && parameter.Ordinal == list.Arguments.Count - 1
        && constructor.ContainingType.InstanceConstructors.Any(other => IsStartOf(other, constructor, parameter.Ordinal))
            ? Whole
            : null;

    public static ImmutableDictionary<string, string?> With(this ImmutableDictionary<string, string?> properties, string? removal) =>
        removal is null ? properties : properties.Add(Key, removal);

    private static bool IsUnused(IOperation operation) =>
        operation.Parent is IExpressionStatementOperation or IConditionalAccessOperation { Parent: IExpressionStatementOperation };

    private static bool IsStartOf(IMethodSymbol other, IMethodSymbol method, int count) =>
        other.Parameters.Length == count
        && other.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Take(count).Select(parameter => parameter.Type), SymbolEqualityComparer.Default);
}
