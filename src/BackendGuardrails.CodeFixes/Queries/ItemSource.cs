using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>What the loop ranges over, where it can be read twice: once for the keys, and once for the loop.</summary>
/// <param name="Text">How it is named in front of the loop.</param>
/// <param name="Statement">What gives it that name; null where it has one.</param>
/// <param name="Renamed">The code in the loop that the name stands for now.</param>
internal sealed record ItemSource(string Text, string? Statement, ExpressionSyntax? Renamed)
{
    /// <summary>Null where reading all of it before the loop may not be the same.</summary>
    public static ItemSource? Of(ExpressionSyntax elements, string? element, QueryCall query, NewNames names)
    {
        var loop = query.Loop;
        if (IsAtHand(elements, loop))
            return new(elements.ToString(), null, null);
        if (loop.Source != elements || loop.TypeOf(elements) is not { } type || type is { IsRefLikeType: true } || elements is ThrowExpressionSyntax)
            return null;
        // A sequence may read as it goes, and what comes after an early end is never read.
        if (!IsCollection(type) && (loop.EndsEarly || type.SpecialType == SpecialType.System_Collections_IEnumerable || !IsSequence(type)))
            return null;
        var name = names.Local(Plural(element ?? "item"), $"{element ?? "item"}List");
        return new(name, $"var {name} = {Whole(elements, type, query)};", elements);
    }

    /// <summary>A variable or a member with a collection in it.</summary>
    public static bool IsAtHand(ExpressionSyntax elements, ItemLoop loop) =>
        loop.TypeOf(elements) is { } type && IsCollection(type) && IsPath(elements, loop) && loop.SymbolOf(elements) is { } symbol && !loop.Assigns(symbol);

    public static string Plural(string name) => name switch
    {
        _ when name.EndsWith("y", StringComparison.Ordinal) && name.Length > 1 && !"aeiou".Contains(name[name.Length - 2]) => name.Substring(0, name.Length - 1) + "ies",
        _ when name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("x", StringComparison.Ordinal) || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith("sh", StringComparison.Ordinal) => name + "es",
        _ => name + "s",
    };

    private static string Whole(ExpressionSyntax elements, ITypeSymbol type, QueryCall query)
    {
        var text = query.Unindented(elements);
        if (IsCollection(type))
            return text;
        var isChain = elements is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
        text = isChain ? text : $"({text})";
        return query.IsAsync && type.IsOrInherits("System.Linq.IQueryable") ? $"await {text}.ToListAsync({query.Token}){query.Configure}" : $"{text}.ToList()";
    }

    private static bool IsPath(ExpressionSyntax code, ItemLoop loop) => code switch
    {
        ThisExpressionSyntax => true,
        IdentifierNameSyntax => loop.SymbolOf(code) is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol,
        MemberAccessExpressionSyntax access => loop.SymbolOf(access) is IFieldSymbol or IPropertySymbol && (IsPath(access.Expression, loop) || loop.SymbolOf(access.Expression) is ITypeSymbol),
        _ => false,
    };

    private static bool IsSequence(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.AllInterfaces.Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    private static bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1 }
        || !type.IsOrInherits("System.Linq.IQueryable") && (type.IsOrInherits("System.Collections.Generic.IReadOnlyCollection`1") || type.IsOrInherits("System.Collections.Generic.ICollection`1"));
}
