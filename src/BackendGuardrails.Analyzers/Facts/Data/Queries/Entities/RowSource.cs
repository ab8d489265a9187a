using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>The query that rows come from, directly or by way of one variable that is used for nothing else than to count them.</summary>
internal sealed record RowSource(IOperation Query, IOperation? Declared, bool IsCounted)
{
    public static RowSource? Of(IOperation rows)
    {
        var value = rows.Unwrap();
        if (ProviderQueries.IsQueryType(value.Type) && value is ILocalReferenceOperation or IInvocationOperation)
            return new(value, null, false);
        if (value is not ILocalReferenceOperation local)
            return Loaded(value) is { } query ? new(query, null, false) : null;
        if (Origins.InitialValue(local) is not { } initial || Loaded(initial.Unwrap()) is not { } loaded || local.EnclosingFunction() != initial.EnclosingFunction())
            return null;
        var others = VariableUses.Of(local.Local, local).Where(use => use != local).ToList();
        var declared = initial.Ancestors().OfType<IVariableDeclarationGroupOperation>().FirstOrDefault();
        return others.All(IsCount) && declared is { Declarations: { Length: 1 } declarations } && declarations[0].Declarators.Length == 1 ? new(loaded, declared, others.Count > 0) : null;
    }

    public bool Contains(IOperation part) => Query.Syntax.Span.Contains(part.Syntax.Span) || Declared?.Syntax.Span.Contains(part.Syntax.Span) == true;

    /// <summary>await query.ToListAsync(), query.ToArray(), query.AsAsyncEnumerable()</summary>
    private static IOperation? Loaded(IOperation value)
    {
        while (value is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = (value is IAwaitOperation await ? await.Operation : ((IInvocationOperation)value).Receiver()!).Unwrap();
        return value is IInvocationOperation { TargetMethod.Name: "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsEnumerable" or "AsAsyncEnumerable" } load && QueryOperators.IsHome(load.TargetMethod.ContainingType)
            && load.Receiver()?.Unwrap() is { } query && ProviderQueries.IsQueryType(query.Type)
                ? query
                : null;
    }

    private static bool IsCount(ILocalReferenceOperation use) => use.Parent is IPropertyReferenceOperation { Property.Name: "Count" or "Length" }
        || use.Parent is IConversionOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Any" or "Count", Arguments.Length: 1 } } } or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Any" or "Count", Arguments.Length: 1 } };
}
