using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>A query that brings as many rows as there are, and what becomes of them.</summary>
/// <param name="Reader">The call that runs it, the loop over it, or the return that hands it to a client.</param>
/// <param name="Query">The query as it is written there; null where a called method runs it.</param>
/// <param name="Bound">The weakest of all its queries.</param>
internal sealed record UnboundedRead(IOperation Reader, IOperation? Query, ImmutableArray<QueryShape> Shapes, QueryBound Bound, RowFate Fate)
{
    public QueryShape Shape => Shapes[0];

    /// <summary>What a reader calls the rows: the set, or else the entity.</summary>
    public string Rows => Shape.Chain.NameOfRows;

    /// <summary>Whether the query begins in code that is not seen.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Whether the entity stands for a type parameter, of whose columns the code cannot speak.</summary>
    public bool IsOpen { get; init; }

    /// <summary>There will be more rows with time.</summary>
    public bool Grows => Shapes.Any(SmallEntities.Grows);

    /// <summary>A helper adds the conditions that its caller asks for, and which these are is not seen.</summary>
    private bool IsAsAsked => Fate.Endpoint is { } endpoint && !SymbolEqualityComparer.Default.Equals(endpoint, Reader.EnclosingMember(CancellationToken.None))
        && Shapes.Any(shape => shape.Filters.Any(filter => filter.Step.IsConditional || filter.Rows.IsOptional));

    /// <summary>A client chooses one of them.</summary>
    public bool IsForChoices => Fate.Has(RowUse.Choices) || Shapes.All(shape => SmallEntities.IsForChoices(shape.Chain));

    /// <summary>What speaks against a mistake: the rows are needed elsewhere, they are some of the table's, the table does not grow, a client chooses from them, or the query begins out of sight.</summary>
    public int Doubts => new[] { Fate.Has(RowUse.NeededElsewhere), Bound > QueryBound.Filtered || IsAsAsked, !Grows, IsForChoices, IsForeign }.Count(doubt => doubt);

    /// <summary>There will be more with time, and nothing says that there is a limit.</summary>
    public bool IsCertain => Doubts == 0 && !Fate.Has(RowUse.Lookup);

    /// <summary>Such as "Orders with this CustomerId".</summary>
    public string DescribedRows => Bound switch
    {
        QueryBound.Partial when ColumnsWith(ColumnTest.Equal) is { Length: > 0 } columns => $"{Rows} with this {columns}",
        QueryBound.Partial when ColumnsWith(ColumnTest.Range) is { Length: > 0 } columns => $"{Rows} from this range of {columns}",
        QueryBound.Partial or QueryBound.Filtered => $"{Rows} that fulfills the condition",
        _ => Rows,
    };

    public Location Location => Reader switch
    {
        IInvocationOperation call => call.NameLocation(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => Query!.Syntax.GetLocation(),
    };

    public string Name => Reader switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IForEachLoopOperation => "foreach",
        _ => "return",
    };

    /// <summary>The columns that are compared so with a value which is not always the same.</summary>
    public string ColumnsWith(ColumnTest test) =>
        string.Join(" and ", Shape.Sure.Where(column => column.Test == test && column.Value is { } value && !value.Unwrap().ConstantValue.HasValue).Select(column => column.Name).Distinct());
}
