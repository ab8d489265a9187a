using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Values;

/// <summary>Types of the base library that hold texts without being one.</summary>
internal static class Containers
{
    private static readonly ConditionalWeakTable<ITypeSymbol, object> Known = new();

    /// <summary>The kind of operation of <c>[a, b]</c> and of what a call hands over as <c>params</c>, which the oldest compiler we run in does not have.</summary>
    public const int CollectionExpression = 127;

    /// <summary>The kind of <c>..a</c> in it.</summary>
    public const int SpreadElement = 9078;

    public static bool IsContainer(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => false,
        IArrayTypeSymbol => true,
        INamedTypeSymbol named => Known.GetValue(named.Unannotated(), static key => DecideContainer((INamedTypeSymbol)key)) is true,
        _ => false,
    };

    /// <summary>Whether the member is one of the elements rather than of the container itself.</summary>
    public static bool IsOfElements(ITypeSymbol? type, object member)
    {
        if (!IsContainer(type))
            return false;
        if (member is not ISymbol { ContainingType: var declaring })
            return member is not string;
        for (var current = type; current is { DeclaringSyntaxReferences.Length: > 0 }; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, declaring.OriginalDefinition))
                return false;
        }

        return true;
    }

    /// <summary>What text is appended to, and read from as a whole.</summary>
    public static bool IsBuilder(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        && (type.Is("System.Text.StringBuilder")
            || type.Name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal)
            || type.IsOrInherits("System.IO.TextWriter")
            || type.IsOrInherits("System.IO.Stream"));

    public static bool IsDictionary(ITypeSymbol? type) =>
        type.IsOrInherits("System.Collections.IDictionary")
        || type.IsOrInherits("System.Collections.Generic.IReadOnlyDictionary`2")
        || type.IsOrInherits("System.Collections.Generic.IDictionary`2")
        || type.IsOrInherits("System.Collections.Specialized.NameValueCollection");

    /// <summary>What is there after awaiting a task of it.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Task" or "ValueTask" } task ? task.TypeArguments[0] : type;

    public static bool IsFormattable(ITypeSymbol type) => type.Is("System.FormattableString") || type.Is("System.IFormattable");

    private static object DecideContainer(INamedTypeSymbol named) =>
        IsBuilder(named) || named.IsOrInherits("System.Collections.IEnumerable") || named.IsOrInherits("System.Collections.Generic.IAsyncEnumerable`1") || IsSpan(named);

    private static bool IsSpan(INamedTypeSymbol type) => type.Name is "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" && type.ContainingNamespace?.Name == "System";
}
