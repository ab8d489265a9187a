using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>The condition for the rows behind the last one that was read, in the order of the query.</summary>
internal static class Keysets
{
    /// <summary>
    /// <c>o.CreatedAt &lt;= lastCreatedAt &amp;&amp; (o.CreatedAt &lt; lastCreatedAt || o.Id &lt; lastId)</c>: the part in front is what lets an index begin there. Null when it is sorted by something that is no column, or one that may be empty: nothing comes behind an empty value.
    /// </summary>
    public static (string Row, string Condition)? Of(QueryShape shape)
    {
        if (shape.Entity is not { Key.IsEmpty: false } entity || shape.Chain.Steps.Count(step => PageOperators.IsSort(step.Call)) != shape.Orders.Length || DecisiveIn(shape.Orders) is not { Count: > 0 } orders || RowOf(orders[0]) is not { } row)
            return null;
        var columns = new List<(string Name, bool IsDescending)>();
        foreach (var order in orders)
        {
            if (order.Column is not { } name)
                return null;
            if (columns.All(column => column.Name != name))
                columns.Add((name, order.IsDescending));
        }

        if (!entity.IsUnique(columns.Select(column => column.Name).ToList()))
            columns.AddRange(entity.Key.Where(key => columns.All(column => column.Name != key)).Select(key => (key, columns[columns.Count - 1].IsDescending)).ToList());
        var text = "";
        foreach (var (name, isDescending) in Enumerable.Reverse(columns))
        {
            if (TypeOf(entity.Type, name) is not { } type || IsNullable(type))
                return null;
            var last = "last" + name.Replace(".", "");
            var (before, after) = HasOrder(type) ? ($"{row}.{name}", last) : ($"{row}.{name}.CompareTo({last})", "0");
            var sign = isDescending ? '<' : '>';
            text = text.Length == 0 ? $"{before} {sign} {after}" : $"{before} {sign}= {after} && ({before} {sign} {after} || {text})";
        }

        return (row, text);
    }

    /// <summary>The last order that is complete: where ways lead to several, it is the one that stays when no other is asked for, or as good as it.</summary>
    private static List<QueryOrder> DecisiveIn(ImmutableArray<QueryOrder> orders)
    {
        var start = orders.ToList().FindLastIndex(order => !order.IsFurther);
        return start < 0 ? [] : orders.Skip(start).ToList();
    }

    private static string? RowOf(QueryOrder order) => order.Step.Call.Argument("keySelector") is { } selector && RowFilters.ConditionOf(selector) is var (_, row) ? row.Name : null;

    /// <summary>The type of a column; null for one that is not in the code.</summary>
    private static ITypeSymbol? TypeOf(ITypeSymbol row, string path)
    {
        ITypeSymbol? type = row;
        foreach (var name in path.Split('.'))
        {
            // What is joined may not be there; a part of a value, or how many there are, is no column.
            if (type is null || IsNullable(type) || type.TypeKind != TypeKind.Class || type.OutermostNamespace() == "System")
                return null;
            type = PropertyOf(type, name)?.Type;
        }

        return type;
    }

    private static IPropertySymbol? PropertyOf(ITypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return null;
    }

    private static bool IsNullable(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether C# can compare two values with <c>&lt;</c>.</summary>
    private static bool HasOrder(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double or SpecialType.System_DateTime
        || !type.GetMembers("op_LessThan").IsEmpty;
}
