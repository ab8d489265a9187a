using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>A sort behind which several rows may be equal: its last call, and the columns it goes by.</summary>
internal sealed record Tie(QueryStep Last, ImmutableArray<string> Columns);

/// <summary>Does the order of a query tell any two rows apart?</summary>
internal static class Ties
{
    private static readonly string[] Times = ["System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "NodaTime.Instant", "NodaTime.LocalDate", "NodaTime.LocalDateTime"];

    /// <summary>Empty where it does, as far as keys and unique indexes say, and where it cannot be read.</summary>
    /// <param name="isComplete">Whether all indexes are known: without that only what repeats by its nature is believed to.</param>
    public static ImmutableArray<Tie> In(QueryShape shape, bool isComplete)
    {
        var orders = shape.Orders;
        if (shape.Entity is not { Key.IsEmpty: false } || orders.IsEmpty || shape.Chain.Steps.Count(step => PageOperators.IsSort(step.Call)) != orders.Length)
            return ImmutableArray<Tie>.Empty;
        var start = Math.Max(0, orders.ToList().FindLastIndex(order => order is { IsFurther: false, Step.IsConditional: false }));
        var found = ImmutableArray.CreateBuilder<Tie>();
        for (var first = start; first < orders.Length; first++)
        {
            if (orders[first].IsFurther && first > start)
                continue;
            var group = orders.Skip(first).Take(1).Concat(orders.Skip(first + 1).TakeWhile(order => order.IsFurther)).ToList();
            var decisive = group.Concat(orders.Skip(first).Where(order => order is { IsFurther: true, Step.IsConditional: false })).ToList();
            if (TieOf(shape, group, decisive, isComplete) is { } tie)
                found.Add(tie);
        }

        return found.ToImmutable();
    }

    private static Tie? TieOf(QueryShape shape, List<QueryOrder> group, List<QueryOrder> decisive, bool isComplete)
    {
        var entity = shape.Entity!;
        var columns = decisive.Select(order => order.Column).OfType<string>().Distinct().ToImmutableArray();
        var given = shape.Sure.Where(column => column.Test == ColumnTest.Equal).Select(column => column.Name);
        if (entity.IsUnique(columns.Concat(given).ToList()) || decisive.Any(order => order.Column is null && !IsComputedOfOthers(order, entity.Key)))
            return null;
        return isComplete || decisive.All(order => order.Column is null || Repeats(order)) ? new(group[group.Count - 1].Step, columns) : null;
    }

    /// <summary>It can be read what is computed, and it is not made of the key.</summary>
    private static bool IsComputedOfOthers(QueryOrder order, ImmutableArray<string> key)
    {
        if (KeyOf(order) is not var (value, row))
            return false;
        var read = RowColumns.In(value, row).ToList();
        return read.Count > 0 && !read.Any(column => key.Contains(column.Path[column.Path.Length - 1]));
    }

    private static bool Repeats(QueryOrder order) => order.Column!.Contains('.') || KeyOf(order) is var (value, _) && value.Unwrap().Type is { } type && (IsRepeating(type)
        || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } && IsRepeating(of[0]));

    private static bool IsRepeating(ITypeSymbol type) => type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single || type.TypeKind == TypeKind.Enum || Times.Any(time => type.Is(time));

    private static (IOperation Value, IParameterSymbol Row)? KeyOf(QueryOrder order) => order.Step.Call.Argument("keySelector") is { } selector ? RowFilters.ConditionOf(selector) : null;
}
