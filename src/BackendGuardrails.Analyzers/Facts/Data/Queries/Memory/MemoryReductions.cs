using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>Which operators filter, count or reduce in memory the rows that a query has brought for nothing else, and could run in the database?</summary>
internal sealed class MemoryReductions(QueryChains chains, QueryShapes shapes, QueryBounds bounds, SmallEntities small, ForeignQueries foreign, EntityModel model)
{
    private const int FewRows = 100;

    private readonly RowSources _sources = new(chains, foreign, model);
    private readonly Translations _translations = new(model);

    /// <summary>Null for what is no such operator, and for a further one on rows that another has reduced.</summary>
    public MemoryReduction? At(IOperation operation, CancellationToken cancellationToken)
    {
        var step = MemoryOperators.Of(operation);
        return step is RowStep.None or RowStep.Whole or RowStep.Order or RowStep.Map || MemoryOperators.RowsOf(operation) is not { } rows ? null : Of(operation, step, rows, cancellationToken);
    }

    private MemoryReduction? Of(IOperation operation, RowStep step, IOperation rows, CancellationToken cancellationToken)
    {
        // What is asked last costs most.
        if (_sources.Of(rows, cancellationToken) is not { } source || NavigationReads.IsInExpressionTree(operation) || OneTimeWork.Is(operation.EnclosingSymbol(cancellationToken)) || ChainsOf(rows, source, cancellationToken) is not var (found, isForeign) || IsRepeated(source, operation))
            return null;
        var shape = shapes.Of(found[0], cancellationToken);
        var uses = UsesOf(operation, source);
        if (uses[0] != operation || !uses.All(use => Runs(use, MemoryOperators.Of(use), source, found, cancellationToken)) || IsForFixUp(step, shape) || IsMeant(operation, source) || IsChangedBetween(operation, source))
            return null;
        var bound = found.Max(chain => BoundOf(shapes.Of(chain, cancellationToken), cancellationToken));
        if (bound == QueryBound.Bounded || found.Any(chain => small.IsSmall(chain.Entity, shapes.Of(chain, cancellationToken).Entity, operation.Syntax.SyntaxTree, cancellationToken)))
            return null;
        return new(operation, step, source, uses.RemoveAt(0), EndsOf(uses, source, found, cancellationToken), shape, bound) { IsForeign = isForeign };
    }

    private (ImmutableArray<QueryChain> Chains, bool IsForeign)? ChainsOf(IOperation rows, RowSource source, CancellationToken cancellationToken)
    {
        // What each row was made into says nothing of the query.
        var origins = source.IsMapped ? QueryOrigins.JoinAll(source.Readers.Select(reader => chains.Of(reader, cancellationToken))) : chains.Of(rows, cancellationToken);
        if (origins.IsProven)
            return origins.Chains.All(chain => chain.Entity is not ITypeParameterSymbol && chain.Path.IsEmpty && chain.PerItem.IsEmpty && chain.Kind == QueryRoot.Set) ? (origins.Chains, false) : null;
        if (source.Readers.Length != 1 || IsOfGrid(source.Readers[0]))
            return null;
        if (foreign.EntityOf(source.Readers[0], cancellationToken) is { } entity)
            return (ImmutableArray.Create(new QueryChain(QueryRoot.Set, source.Readers[0], entity)), true);
        var query = source.Readers[0] is IInvocationOperation call && RowSources.IsReader(call) ? call.Receiver()! : source.Readers[0];
        return foreign.Of(query, cancellationToken) is { } chain ? (ImmutableArray.Create(chain), true) : null;
    }

    /// <summary>One of the results of a command whose text is elsewhere: <c>grid.ReadAsync&lt;Order&gt;()</c> of Dapper.</summary>
    private static bool IsOfGrid(IOperation reader) => reader.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.ContainingType: var type } && type.Is(DataLibraries.Dapper + "+GridReader"));

    /// <summary>All operators on the variable that this one is on, in the order they are written; this one alone where the rows have no name.</summary>
    private static ImmutableArray<IOperation> UsesOf(IOperation operation, RowSource source)
    {
        var variable = source.Way.FirstOrDefault(step => step is ILocalReferenceOperation && step.Syntax.SyntaxTree == operation.Syntax.SyntaxTree && step.MemberBody() == operation.MemberBody())
            ?? (source.Given is null ? null : ParameterUnder(operation));
        return variable is null ? ImmutableArray.Create(operation) : RowUses.Of(variable, false).Reductions is { IsEmpty: false } uses && uses.Contains(operation) ? uses : ImmutableArray.Create(operation);
    }

    private static IOperation? ParameterUnder(IOperation operation)
    {
        var rows = MemoryOperators.RowsOf(operation)?.Unwrap();
        while (rows is IInvocationOperation call && call.Receiver() is { } inner)
            rows = inner.Unwrap();
        return rows as IParameterReferenceOperation;
    }

    private bool Runs(IOperation operation, RowStep step, RowSource source, ImmutableArray<QueryChain> found, CancellationToken cancellationToken)
    {
        var function = MemoryOperators.FunctionOf(operation);
        var rows = MemoryOperators.RowsOf(operation);
        if (!OrdersRun(rows, found, cancellationToken))
            return false;
        var map = MapBehind(rows);
        if (source.IsMapped)
        {
            // How many there are does not depend on what each was made into, nor does which is the first.
            if (function is not null)
                return false;
            if (!source.IsColumn || map is null || !FunctionRuns(map, found, cancellationToken))
                return step is RowStep.Count or RowStep.Exists or RowStep.Limit or RowStep.One && !IsOfValue(operation);
            return step != RowStep.Group && !(step == RowStep.One && !IsFirst(operation));
        }

        if (map is not null && !FunctionRuns(map, found, cancellationToken))
            return false;
        var isOrdered = source.IsOrdered || found.All(chain => chain.Steps.Any(sort => sort.Name.StartsWith("OrderBy", StringComparison.Ordinal)));
        return step switch
        {
            RowStep.Group => GroupRuns(operation, function, found, cancellationToken),
            RowStep.One when !IsFirst(operation) && !isOrdered => false,
            // The database keeps no order behind a distinct.
            RowStep.Distinct => !isOrdered && found.All(Translations.IsOfColumns),
            RowStep.Exists when IsOfValue(operation) => found.All(Translations.IsOfColumns) && operation is IInvocationOperation call && call.Arguments.LastOrDefault()?.Value is { } item && Translations.IsScalar(item.Unwrap().Type),
            RowStep.Reduce when function is null => found.All(Translations.IsOfColumns),
            _ => function is null || found.All(chain => _translations.Runs(function, chain, cancellationToken)),
        };
    }

    private static bool IsFirst(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: var name } && !name.Contains("Last");

    private static bool IsOfValue(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsAsync" };

    /// <summary>The calls in memory between the operator and the variable, or the reading itself.</summary>
    private static IEnumerable<IInvocationOperation> StepsBehind(IOperation? rows)
    {
        for (var current = rows?.Unwrap(); current is IInvocationOperation call && !RowSources.IsReader(call); current = call.Receiver()?.Unwrap())
            yield return call;
    }

    private bool OrdersRun(IOperation? rows, ImmutableArray<QueryChain> found, CancellationToken cancellationToken) =>
        StepsBehind(rows).Where(step => MemoryOperators.Of(step) == RowStep.Order).All(order => FunctionRuns(order, found, cancellationToken));

    private static IInvocationOperation? MapBehind(IOperation? rows) => StepsBehind(rows).FirstOrDefault(step => MemoryOperators.Of(step) == RowStep.Map);

    private bool FunctionRuns(IInvocationOperation step, ImmutableArray<QueryChain> found, CancellationToken cancellationToken) =>
        MemoryOperators.FunctionOf(step) is { } function && found.All(chain => _translations.Runs(function, chain, cancellationToken));

    /// <summary>Groups of which only numbers are wanted.</summary>
    private bool GroupRuns(IOperation group, IOperation? key, ImmutableArray<QueryChain> found, CancellationToken cancellationToken)
    {
        if (key is null || !found.All(chain => _translations.Runs(key, chain, cancellationToken)) || (group as IInvocationOperation)?.TargetMethod.Parameters.Length != 2)
            return false;
        var parent = group.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        if (parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Select" or "ToDictionary" } next } || !QueryOperators.IsInMemory(next))
            return false;
        var functions = next.Arguments.Skip(1).ToList();
        return functions.Count == (next.TargetMethod.Name == "Select" ? 1 : 2) && functions.All(function => found.All(chain => _translations.RunsOnGroups(function.Value, chain, cancellationToken)));
    }

    private ImmutableArray<IOperation> EndsOf(ImmutableArray<IOperation> uses, RowSource source, ImmutableArray<QueryChain> found, CancellationToken cancellationToken)
    {
        var ends = uses.Select(use => EndOf(use, source, found, cancellationToken)).OfType<IOperation>().ToImmutableArray();
        return ends.Length == uses.Length ? ends : ImmutableArray<IOperation>.Empty;
    }

    private IOperation? EndOf(IOperation use, RowSource source, ImmutableArray<QueryChain> found, CancellationToken cancellationToken)
    {
        var (end, step) = (use, MemoryOperators.Of(use));
        if (step == RowStep.Group)
        {
            if (NextOf(use) is not { TargetMethod.Name: "Select" } select)
                return null;
            end = select;
        }

        while (step is RowStep.Filter or RowStep.Limit or RowStep.Distinct or RowStep.Order or RowStep.Group && NextOf(end) is { } next)
        {
            var nextStep = MemoryOperators.Of(next);
            if (next.TargetMethod.Name is "ToList" or "ToArray" && nextStep == RowStep.Whole)
                return next;
            if (step == RowStep.Group || nextStep is RowStep.None or RowStep.Whole or RowStep.Map or RowStep.Group || !Runs(next, nextStep, source, found, cancellationToken))
                break;
            (end, step) = (next, nextStep);
        }

        return end;
    }

    private static IInvocationOperation? NextOf(IOperation rows)
    {
        var parent = rows.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Instance: null } call } ? call : parent as IInvocationOperation;
    }

    private QueryBound BoundOf(QueryShape shape, CancellationToken cancellationToken)
    {
        var bound = bounds.Of(shape, cancellationToken);
        // Many is no bound.
        return bound == QueryBound.Bounded && !shape.IsOneRow && shape.Chain.Steps.Where(step => step.Name == "Take").ToList() is { Count: > 0 } limits && limits.All(limit => limit.Call.Arguments.LastOrDefault()?.Value.ConstantValue is { HasValue: true, Value: > FewRows })
            ? QueryBound.Sometimes
            : bound;
    }

    /// <summary>For each of something else: that is the mistake to speak of.</summary>
    private static bool IsRepeated(RowSource source, IOperation operation) => source.Readers.Concat(source.Members).Append(operation).Any(place =>
        place.Ancestors().OfType<ILoopOperation>().Any(loop => loop.Body.Syntax.Span.Contains(place.Syntax.Span)) || NavigationReads.IsInExpressionTree(place));

    /// <summary>All nodes of a tree are loaded so that each finds its children; then the roots are looked for.</summary>
    private static bool IsForFixUp(RowStep step, QueryShape shape) => step is RowStep.Filter or RowStep.One or RowStep.Group && shape.Chain.Tracking is not Tracking.NotTracked
        && shape.Chain.Projection is null && shape.Entity?.Navigations.Any(navigation => SymbolEqualityComparer.Default.Equals(navigation.Target, shape.Entity.Type)) == true;

    /// <summary>A comment says so.</summary>
    private static bool IsMeant(IOperation operation, RowSource source) =>
        source.Readers.Append(operation).Any(place => place.Syntax.AncestorsAndSelf().FirstOrDefault(node => node is StatementSyntax or MemberDeclarationSyntax) is { } statement && statement.DescendantTrivia().Any(IsExcuse));

    private static bool IsExcuse(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && Says(trivia.ToString());

    private static bool Says(string comment) => new[] { "in memory", "in-memory", "client side", "client-side", "on the client" }.Any(word => comment.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What is saved between the reading and the operator would be seen by a query in its place.</summary>
    private static bool IsChangedBetween(IOperation operation, RowSource source) => source.Readers.Any(reader => reader.MemberBody() == operation.MemberBody() && operation.MemberBody().Descendants().Any(between =>
        between is IInvocationOperation { TargetMethod.Name: var name } && between.Syntax.SpanStart > reader.Syntax.Span.End && between.Syntax.Span.End < operation.Syntax.Span.End
        && (name.StartsWith("SaveChanges", StringComparison.Ordinal) || name.StartsWith("Execute", StringComparison.Ordinal))));
}
