using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.BulkWrites;

/// <summary>Which calls of ExecuteUpdate and ExecuteDelete reach every row of their table, on one way to them at least?</summary>
internal sealed class BulkWrites(EntityModel model, QueryChains chains, SourceNames names)
{
    public static bool IsBulkWrite(IInvocationOperation call) =>
        call.TargetMethod.Name is "ExecuteDelete" or "ExecuteDeleteAsync" or "ExecuteUpdate" or "ExecuteUpdateAsync" && QueryOperators.IsHome(call.TargetMethod.ContainingType);

    /// <summary>Null where something says which rows are meant, where all of them are, and where it cannot be told.</summary>
    public BulkWrite? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!IsBulkWrite(call) || call.Receiver() is not { } source || NamesRows(call))
            return null;
        foreach (var chain in chains.Of(source, cancellationToken).Chains)
        {
            if (chain is { Kind: QueryRoot.Set, Terminal: null, Projection: null, Path.IsEmpty: true, PerItem.IsEmpty: true } && Judge(call, chain, cancellationToken) is { } write && !IsMeant(call, chain, cancellationToken))
                return write;
        }

        return null;
    }

    private BulkWrite? Judge(IInvocationOperation call, QueryChain chain, CancellationToken cancellationToken)
    {
        var steps = chain.Steps.Where(step => Restrictions.Restricts(step, names, cancellationToken)).ToList();
        var write = new BulkWrite(call.TargetMethod.Name, call.TargetMethod.Name.StartsWith("ExecuteDelete", StringComparison.Ordinal) ? BulkVerb.Deletes : BulkVerb.Updates, TableOf(chain), BulkCoverage.Always, call.NameLocation())
        {
            Places = ImmutableArray.Create(chain.Root.Syntax.GetLocation()),
            HasModelFilter = HasModelFilter(chain, cancellationToken),
            IsDoubtful = IsOfEachRow(call),
        };
        var sure = steps.Where(step => !step.IsConditional).ToList();
        if (sure.Count > 0)
            return OfLoopholes(write, call, steps, sure, cancellationToken);
        var avoided = steps.Select(step => (IOperation)step.Call).Concat(Replacing(chain.Root, call)).GroupBy(step => step.EnclosingFunction() ?? step.MemberBody());
        if (avoided.Any(group => !WaysAround.Exist(chain.Root, group.ToList(), call, cancellationToken)))
            return null;
        if (steps.Count == 0)
            return chain.Steps.Any(Restrictions.IsCondition) ? write with { Coverage = BulkCoverage.TrueCondition } : write;
        if (steps.Any(step => Requirements.AreMadeBefore(step.Call)))
            return null;
        return write with
        {
            Coverage = BulkCoverage.WithoutCondition,
            Places = write.Places.AddRange(steps.Select(step => step.Call.NameLocation())),
            IsDoubtful = steps.Count > 1 || steps.Any(step => step.Call.Ancestors().Any(around => around is ILoopOperation)),
        };
    }

    /// <summary>All that names rows is a condition with a way out.</summary>
    private BulkWrite? OfLoopholes(BulkWrite write, IInvocationOperation call, IReadOnlyList<QueryStep> steps, IReadOnlyList<QueryStep> sure, CancellationToken cancellationToken)
    {
        var loopholes = sure.Select(step => Restrictions.IsCondition(step) ? Restrictions.LoopholeOf(step, names, cancellationToken) : null).ToList();
        if (steps.Count > sure.Count || loopholes.Any(loophole => loophole is null) || Requirements.AreMadeOf(loopholes!, sure[0].Call) || Requirements.AreMadeOf(loopholes!, call))
            return null;
        return write with
        {
            Coverage = BulkCoverage.MissingValue,
            Missing = loopholes[0]!.Syntax.ToString(),
            Places = write.Places.AddRange(sure.Select(step => step.Call.NameLocation())),
            IsDoubtful = true,
        };
    }

    /// <summary>What a variable is given later instead of the query that begins here.</summary>
    private static IEnumerable<IOperation> Replacing(IOperation root, IOperation use)
    {
        var holder = root.Ancestors().FirstOrDefault(around => around is IVariableDeclaratorOperation or ISimpleAssignmentOperation);
        var variable = holder switch
        {
            IVariableDeclaratorOperation declarator => (ISymbol)declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            ISimpleAssignmentOperation { Target: IParameterReferenceOperation parameter } => parameter.Parameter,
            _ => null,
        };
        if (variable is null || root.Syntax.SyntaxTree != use.Syntax.SyntaxTree)
            return Enumerable.Empty<IOperation>();
        return root.MemberBody().Descendants().OfType<ISimpleAssignmentOperation>().Where(write => write != holder
            && SymbolEqualityComparer.Default.Equals(SymbolOf(write.Target), variable)
            && write.Value.DescendantsAndSelf().All(part => !SymbolEqualityComparer.Default.Equals(SymbolOf(part), variable)));
    }

    private static ISymbol? SymbolOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private bool HasModelFilter(QueryChain chain, CancellationToken cancellationToken) => !chain.Has("IgnoreQueryFilters")
        && (model.Of(chain.Entity, cancellationToken) is { HasQueryFilter: true } || model.Configuration(cancellationToken).OfAny.Any(call => call.Name == "HasQueryFilter"));

    /// <summary>The names say so, or the rows are replaced by others.</summary>
    private bool IsMeant(IInvocationOperation call, QueryChain chain, CancellationToken cancellationToken) =>
        WholeTables.IsPassing(chain.Entity.Name) || WholeTables.AreMeant(call, cancellationToken) || WholeTables.AreMeant(chain.Root, cancellationToken)
        || chain.Steps.Any(step => WholeTables.AreMeant(step.Call, cancellationToken)) || IsReplaced(call, chain.Entity);

    /// <summary>New rows of the same kind are added behind it.</summary>
    private static bool IsReplaced(IInvocationOperation call, ITypeSymbol entity) => call.TargetMethod.Name.StartsWith("ExecuteDelete", StringComparison.Ordinal)
        && call.MemberBody().Descendants().OfType<IInvocationOperation>().Any(added => added.Syntax.SpanStart > call.Syntax.SpanStart
            && (added.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal) || added.TargetMethod.Name.StartsWith("BulkInsert", StringComparison.Ordinal) || added.TargetMethod.Name.StartsWith("Insert", StringComparison.Ordinal))
            && added.ChildOperations.Any(part => IsOf((part is IArgumentOperation argument ? argument.Value : part).Unwrap().Type, entity)));

    /// <summary>An entity, a list or a set of it.</summary>
    private static bool IsOf(ITypeSymbol? type, ITypeSymbol entity) => SymbolEqualityComparer.Default.Equals(type, entity)
        || type is IArrayTypeSymbol { ElementType: var element } && SymbolEqualityComparer.Default.Equals(element, entity)
        || type is INamedTypeSymbol { TypeArguments: { Length: 1 } of } && SymbolEqualityComparer.Default.Equals(of[0], entity);

    /// <summary>The values themselves say which rows are meant: <c>SetProperty(a => a.IsDefault, a => a.Id == id)</c>.</summary>
    private static bool NamesRows(IInvocationOperation update) => ValuesOf(update).Any(value => value.Value.DescendantsAndSelf().Any(part =>
        part is IConditionalOperation or ISwitchExpressionOperation
        || part is IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison && RowColumns.Reads(comparison, value.Row)));

    private static bool IsOfEachRow(IInvocationOperation update) => ValuesOf(update).Any(value => RowColumns.Reads(value.Value, value.Row));

    /// <summary>What SetProperty gives each row as a function of it.</summary>
    private static IEnumerable<(IOperation Value, IParameterSymbol Row)> ValuesOf(IInvocationOperation update) => update.Arguments.SelectMany(argument => argument.Value.Descendants())
        .OfType<IInvocationOperation>()
        .Where(call => call.TargetMethod.Name == "SetProperty" && call.Arguments.Length == 2)
        .Select(call => RowFilters.ConditionOf(call.Arguments[1].Value))
        .OfType<(IOperation, IParameterSymbol)>();

    private static string TableOf(QueryChain chain) => chain.Root.Unwrap() is IMemberReferenceOperation { Member: var set } ? set.Name : chain.Entity.Name;
}
