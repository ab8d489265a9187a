using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>Which parts of a query's condition keep the database from using an index on their column?</summary>
internal sealed class DefeatedIndexes(QueryChains chains, QueryShapes shapes, IndexNeeds needs, EntityIndexes entities, IndexScripts scripts, SourceNames names)
{
    private static readonly ImmutableHashSet<string> Conditions = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "Count", "LongCount",
        "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync", "AnyAsync", "CountAsync", "LongCountAsync");

    /// <summary>Without an index these are worth a remark as well: one could serve the query if the column stood alone.</summary>
    private static readonly ImmutableHashSet<ComputationKind> Columns = ImmutableHashSet.Create(ComputationKind.Day, ComputationKind.Year, ComputationKind.Shift, ComputationKind.Case, ComputationKind.ToText);

    /// <summary>What the operator's lambda computes; empty for what runs in memory, and for queries that find their rows in another way.</summary>
    public ImmutableArray<DefeatedIndex> In(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var computed = ComputedIn(call);
        return computed.IsEmpty || call.Receiver() is not { } source || NavigationReads.IsInExpressionTree(call) || OneTimeWork.Is(call.EnclosingMember(cancellationToken)) ? ImmutableArray<DefeatedIndex>.Empty : Among(computed, call, source, cancellationToken);
    }

    private ImmutableArray<DefeatedIndex> Among(ImmutableArray<ComputedColumn> computed, IInvocationOperation call, IOperation source, CancellationToken cancellationToken)
    {
        var origins = chains.Of(source, cancellationToken);
        if (!origins.IsProven)
            return ImmutableArray<DefeatedIndex>.Empty;
        var steps = FollowingSteps(call, out var isWhole);
        var shape = origins.Chains
            .Where(chain => chain is { Kind: QueryRoot.Set, Projection: null, Path.IsEmpty: true })
            .Select(chain => shapes.Of(chain with { Steps = chain.Steps.AddRange(steps), Projection = steps.FirstOrDefault(step => MakesOthers(step.Call))?.Call }, cancellationToken))
            .FirstOrDefault(candidate => candidate.Entity is { IsKeyless: false });
        return shape is null
            ? ImmutableArray<DefeatedIndex>.Empty
            : computed.Where(column => column.Filter.Path.Length == 1).Select(column => Judge(column, AsComputed(shape), isWhole, cancellationToken)).OfType<DefeatedIndex>().ToImmutableArray();
    }

    private static ImmutableArray<ComputedColumn> ComputedIn(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (name is not ("OrderBy" or "OrderByDescending") && !Conditions.Contains(name) || QueryOperators.Of(call) == QueryOperator.None || QueryOperators.IsInMemory(call))
            return ImmutableArray<ComputedColumn>.Empty;
        if (Conditions.Contains(name))
            return call.Argument("predicate") is null ? ImmutableArray<ComputedColumn>.Empty : RowFilters.Of(call)?.Columns.Select(ComputedColumn.Of).OfType<ComputedColumn>().ToImmutableArray() ?? ImmutableArray<ComputedColumn>.Empty;
        return call.Argument("keySelector") is { } selector && RowFilters.ConditionOf(selector) is var (key, row) && ComputedColumn.OfSort(key, row) is { } sort ? ImmutableArray.Create(sort) : ImmutableArray<ComputedColumn>.Empty;
    }

    /// <summary>The operator and those behind it, in this expression or on the variable that holds the query; not whole when the query goes elsewhere.</summary>
    private static ImmutableArray<QueryStep> FollowingSteps(IInvocationOperation call, out bool isWhole)
    {
        var steps = From(call, false).ToList();
        IOperation last = steps[steps.Count - 1].Call;
        isWhole = !ProviderQueries.IsQueryType(last.Type);
        while (last.Parent is IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation)
            last = last.Parent;
        var variable = last.Parent switch
        {
            IVariableDeclaratorOperation declared => declared.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
            _ => null,
        };
        if (isWhole || variable is null)
        {
            isWhole |= last.Parent is IForEachLoopOperation;
            return steps.ToImmutableArray();
        }

        var uses = VariableUses.Of(variable, call)
            .Where(use => use.Syntax.SpanStart > call.Syntax.Span.End && use.Parent is not IAssignmentOperation)
            .ToList();
        isWhole = uses.All(use => Next(use) is not null || use.Ancestors().SkipWhile(outer => outer is IConversionOperation).FirstOrDefault() is IForEachLoopOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.DeclaringSyntaxReferences.IsEmpty: true } });
        steps.AddRange(uses.SelectMany(use => Next(use) is { } next ? From(next, MayBeLeftOut(use, call)) : Enumerable.Empty<QueryStep>()));
        return steps.ToImmutableArray();
    }

    /// <summary>What it is given is no condition, and behind it there are no rows of the table any more.</summary>
    private static bool MakesOthers(IInvocationOperation call) =>
        QueryOperators.Of(call) == QueryOperator.Project || QueryOperators.HasResultSelector(call) || call.TargetMethod.Name is "GroupBy" or "ExecuteUpdate" or "ExecuteUpdateAsync";

    private static IEnumerable<QueryStep> From(IInvocationOperation call, bool isConditional)
    {
        for (var next = call; next is not null; next = Next(next))
            yield return new(next, isConditional);
    }

    /// <summary>Some ways from the query to its end do not come by here.</summary>
    private static bool MayBeLeftOut(IOperation use, IOperation call) => use.Ancestors().Any(outer => outer is IConditionalOperation or ISwitchOperation or ITryOperation or ILoopOperation && !outer.Syntax.Span.Contains(call.Syntax.Span));

    private static IInvocationOperation? Next(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation next } && QueryOperators.Of(next) != QueryOperator.None && !QueryOperators.IsInMemory(next) ? next : null;
    }

    private DefeatedIndex? Judge(ComputedColumn column, QueryShape shape, bool isWhole, CancellationToken cancellationToken)
    {
        var (entity, name) = (shape.Entity!, column.Filter.Name);
        if (entity.IsSeeded || SelectiveColumns.TypeOf(name, entity) is null || shape.IsOneRow || column.IsSort && !IndexNeeds.IsLimited(shape) || scripts.Name(name, cancellationToken))
            return null;
        var table = entities.CanTell(cancellationToken) ? entities.Of(entity, cancellationToken) : null;
        var indexes = table?.Indexes ?? entity.Indexes.Select(index => index.Properties).Append(entity.Key).Where(index => !index.IsEmpty).ToImmutableArray();
        var equal = new HashSet<string>(shape.Sure.Concat(table?.Always ?? ImmutableArray<ColumnFilter>.Empty).Where(filter => filter is { Path.Length: 1, Test: ColumnTest.Equal or ColumnTest.In }).Select(filter => filter.Name));
        var serving = indexes.Where(index => index.SkipWhile(equal.Contains).FirstOrDefault() == name).ToList();
        // An index that begins with a column that has a value is used as far as that goes, and the computation ends it there.
        if (!serving.Any(index => index[0] != name) && IsFoundOtherwise(shape, table, cancellationToken))
            return null;
        var isWorthAnIndex = table is not null && isWhole && !column.IsSort && Columns.Contains(column.Kind) && !IsCategory(column, entity, cancellationToken);
        return serving.Count > 0 || isWorthAnIndex ? new(column, entity, serving.Count > 0, isWhole && shape.Filters.All(filter => filter.Rows.IsWhole)) : null;
    }

    /// <summary>Another part of the condition leads to the rows, or may do so.</summary>
    private bool IsFoundOtherwise(QueryShape shape, TableIndexes? table, CancellationToken cancellationToken) => table is null
        ? shape.Sure.Any(filter => filter.Test is not (ColumnTest.NotEqual or ColumnTest.Computed))
        : needs.IsFound(shape with { Filters = shape.Filters.Where(filter => !filter.Step.IsConditional).ToImmutableArray() }, table, cancellationToken);

    private bool IsCategory(ComputedColumn column, EntityType entity, CancellationToken cancellationToken) => column is { Kind: ComputationKind.Case, Filter.Value: not null }
        && !SelectiveColumns.IsSelective(column.Filter with { Test = ColumnTest.Equal }, SelectiveColumns.TypeOf(column.Filter.Name, entity)!, names, cancellationToken);

    /// <summary>What is compared after a conversion is not compared as it is stored.</summary>
    private static QueryShape AsComputed(QueryShape shape) => shape with
    {
        Filters = shape.Filters.Select(filter => filter with { Rows = filter.Rows with { Columns = filter.Rows.Columns.Select(column => ComputedColumn.Of(column)?.Filter is { } computed ? computed with { Test = ColumnTest.Computed } : column).ToImmutableArray() } }).ToImmutableArray(),
    };
}
