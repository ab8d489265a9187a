using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>The values of a SQL text as named parameters: each value once, under a name that is free.</summary>
internal sealed class SqlParameters
{
    private readonly Dictionary<SqlSlot, string> _names = new();
    private readonly List<(string Name, SlotValue Value)> _added = new();

    /// <summary>Parameters that the call does not have yet, in the order of the text.</summary>
    public IReadOnlyList<(string Name, SlotValue Value)> Added => _added;

    public bool NeedsLinq => _added.Any(parameter => parameter.Value.NeedsLinq);

    /// <summary>
    /// Null where no text becomes a parameter, or a value that is text would have to stay in the SQL. Names stay where they are,
    /// and so does what is no text and may change its meaning.
    /// </summary>
    /// <param name="existing">What the call passes already: names and values.</param>
    /// <param name="takesLists">Whether a parameter can be a list.</param>
    public static SqlParameters? Of(SqlSite site, SqlSlots slots, SqlDialect dialect, IReadOnlyCollection<(string Name, ExpressionSyntax Value)> existing, bool takesLists = true)
    {
        var parameters = new SqlParameters();
        var names = ParameterNames.For(slots, existing.Select(parameter => parameter.Name));
        foreach (var slot in slots.Where(slot => !slot.IsName))
        {
            if ((takesLists || slot.Position != HolePosition.List) && site.ValueOf(slot, dialect) is { } value)
                parameters._names[slot] = parameters.NameOf(value, existing) ?? parameters.Add(names.Next(value.Code, slot), value);
            else if (IsText(slot))
                return null;
        }

        return parameters._names.Keys.Any(IsText) ? parameters : null;
    }

    /// <summary>The name without the sign in front of it; null for what stays in the text.</summary>
    public string? NameOf(SqlSlot slot) => _names.TryGetValue(slot, out var name) ? name : null;

    /// <summary>What replaces a slot: the placeholder, for a list on PostgreSQL compared with any of the items.</summary>
    public string? TextOf(SqlSlot slot, char sign, SqlDialect dialect)
    {
        if (NameOf(slot) is not { } name)
            return null;
        if (slot.Position != HolePosition.List)
            return $"{sign}{name}";
        return dialect == SqlDialect.PostgreSql
            ? $"{(slot.IsNegated ? "<> ALL" : "= ANY")}({sign}{name})"
            : $"{(slot.IsNegated ? "NOT IN" : "IN")} {sign}{name}";
    }

    private string Add(string name, SlotValue value)
    {
        _added.Add((name, value));
        return name;
    }

    private string? NameOf(SlotValue value, IReadOnlyCollection<(string Name, ExpressionSyntax Value)> existing)
    {
        // A call may answer differently the second time.
        if (value.Code.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax))
            return null;
        // What the call passes already may be null, and stays it.
        return _added.Select(parameter => (parameter.Name, parameter.Value.Code)).Concat(value.MayBeNull ? Array.Empty<(string, ExpressionSyntax)>() : existing)
            .Where(parameter => parameter.Item2.IsEquivalentTo(value.Code, topLevel: false) || parameter.Item2.ToString() == value.Code.ToString())
            .Select(parameter => parameter.Name).FirstOrDefault();
    }

    /// <summary>Whether the SQL can be changed through it: not by a number, for example.</summary>
    public static bool IsText(SqlSlot slot) => !slot.Holes.All(hole => IsNoText(hole.List?.ItemType ?? hole.Type));

    private static bool IsNoText(ITypeSymbol type) => type.Underlying() is { IsValueType: true, TypeKind: TypeKind.Enum or TypeKind.Struct, SpecialType: not SpecialType.System_Char } value
        && (value.TypeKind == TypeKind.Enum || value.IsNumber() || value.SpecialType is SpecialType.System_Boolean or SpecialType.System_DateTime || value.Name is "Guid" or "DateOnly" or "DateTimeOffset");
}
