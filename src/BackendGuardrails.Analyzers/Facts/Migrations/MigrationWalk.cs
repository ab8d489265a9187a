using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>
/// The operations that the code of a migration performs, in order: through helper methods, local functions, lambdas and base classes of the compilation, once for each element of a written list that a loop
/// goes over, and each with the databases that conditions around it leave.
/// </summary>
internal sealed partial class MigrationWalk(INamedTypeSymbol migration, SourceNames names, CancellationToken cancellationToken)
{
    private const int MaxDepth = 8;
    private const int MaxOperations = 4000;

    private readonly List<SchemaOperation> _operations = [];
    private readonly Dictionary<IOperation, SchemaOperation> _latest = [];

    /// <summary>Where the walk is, and what is known there.</summary>
    private sealed record Frame(MigrationScope Scope, DatabaseProviders Providers)
    {
        /// <summary>The call in the migration that led into the code of another class.</summary>
        public IInvocationOperation? Entrance { get; init; }

        /// <summary>The code belongs to a base class, which is a migration of its own.</summary>
        public bool IsInherited { get; init; }

        public bool IsConditional { get; init; }

        public bool IsShared { get; init; }

        public int Depth { get; init; }

        /// <summary>The table that is being created.</summary>
        public SchemaOperation? Table { get; init; }
    }

    /// <summary>What <c>Up</c> or <c>Down</c> does; nothing when the migration has none in this compilation.</summary>
    public ImmutableArray<SchemaOperation> Run(IMethodSymbol method)
    {
        if (Bodies.CodeOf(method, names, cancellationToken) is { } body)
            Visit(body, new(new(names), DatabaseProviders.All) { IsInherited = !IsOwn(method) });
        return _operations.ToImmutableArray();
    }

    private void Visit(IOperation? operation, Frame frame)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (operation)
        {
            case null or IAnonymousFunctionOperation or ILocalFunctionOperation:
                break;
            case IBlockOperation block:
                VisitAll(block.Operations, frame);
                break;
            case IConditionalOperation choice:
                VisitChoice(choice, frame);
                break;
            case ISwitchOperation choice:
                VisitSwitch(choice, frame);
                break;
            case IForEachLoopOperation loop:
                VisitLoop(loop, frame);
                break;
            case ILoopOperation:
                VisitChildren(operation, frame with { IsShared = true });
                break;
            case ICatchClauseOperation:
                VisitChildren(operation, frame with { IsConditional = true });
                break;
            case IInvocationOperation call:
                VisitCall(call, frame);
                break;
            default:
                VisitChildren(operation, frame);
                break;
        }
    }

    private void VisitChildren(IOperation operation, Frame frame)
    {
        foreach (var child in operation.ChildOperations)
            Visit(child, frame);
    }

    /// <summary>What follows <c>if (!IsNpgsql) return;</c> is for PostgreSQL only.</summary>
    private void VisitAll(ImmutableArray<IOperation> statements, Frame frame)
    {
        foreach (var statement in statements)
        {
            Visit(statement, frame);
            if (statement is not IConditionalOperation { WhenFalse: null } choice || !Leaves(choice.WhenTrue))
                continue;
            var sides = ProviderConditions.Of(choice.Condition, frame.Scope, cancellationToken);
            frame = sides is { } known ? frame with { Providers = frame.Providers & known.WhenFalse } : frame with { IsConditional = true };
        }
    }

    private void VisitChoice(IConditionalOperation choice, Frame frame)
    {
        Visit(choice.Condition, frame);
        var sides = ProviderConditions.Of(choice.Condition, frame.Scope, cancellationToken);
        Visit(choice.WhenTrue, sides is { } known ? frame with { Providers = frame.Providers & known.WhenTrue } : frame with { IsConditional = true });
        Visit(choice.WhenFalse, sides is { } other ? frame with { Providers = frame.Providers & other.WhenFalse } : frame with { IsConditional = true });
    }

    private void VisitSwitch(ISwitchOperation choice, Frame frame)
    {
        var isProvider = ProviderConditions.IsActiveProvider(choice.Value, frame.Scope, cancellationToken);
        var named = DatabaseProviders.None;
        foreach (var section in choice.Cases)
        {
            var constants = section.Clauses.Select(clause => clause switch
            {
                ISingleValueCaseClauseOperation { Value: var value } => frame.Scope.Text(value, cancellationToken),
                IPatternCaseClauseOperation { Pattern: IConstantPatternOperation { Value: var value } } => frame.Scope.Text(value, cancellationToken),
                _ => null,
            }).ToList();
            var isDefault = section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default);
            var providers = constants.OfType<string>().Aggregate(DatabaseProviders.None, (all, text) => all | ProviderSigns.OfName(text));
            named |= providers;
            var inside = !isProvider ? frame with { IsConditional = true } : frame with { Providers = frame.Providers & (isDefault ? DatabaseProviders.All & ~named | providers : providers) };
            VisitAll(section.Body, inside);
        }
    }

    private void VisitLoop(IForEachLoopOperation loop, Frame frame)
    {
        Visit(loop.Collection, frame);
        var elements = frame.Scope.Elements(loop.Collection, cancellationToken);
        var inside = frame with { IsShared = true };
        if (elements is null || elements.Count == 0)
            Visit(loop.Body, inside with { Scope = Bound(inside.Scope, loop.LoopControlVariable, null, inside.Scope) });
        else
        {
            foreach (var (value, scope) in elements)
                Visit(loop.Body, inside with { Scope = Bound(inside.Scope, loop.LoopControlVariable, value, scope) });
        }
    }

    /// <summary>A loop variable, or several: <c>foreach (var (table, column) in …)</c>.</summary>
    private MigrationScope Bound(MigrationScope inner, IOperation target, IOperation? value, MigrationScope scope)
    {
        switch (target)
        {
            case IVariableDeclaratorOperation declarator:
                return inner.With(declarator.Symbol, value, scope);
            case ILocalReferenceOperation local:
                return inner.With(local.Local, value, scope);
            case IDeclarationExpressionOperation declaration:
                return Bound(inner, declaration.Expression, value, scope);
            case ITupleOperation variables:
                var items = value is null ? null : scope.Origin(value, cancellationToken) is { Value: ITupleOperation tuple } ? tuple.Elements : (ImmutableArray<IOperation>?)null;
                for (var item = 0; item < variables.Elements.Length; item++)
                    inner = Bound(inner, variables.Elements[item], items is { } known && item < known.Length ? known[item] : null, scope);
                return inner;
            default:
                return inner;
        }
    }

    private static bool Leaves(IOperation? code) => code switch
    {
        IReturnOperation => true,
        IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } statements } => Leaves(statements[statements.Length - 1]),
        _ => false,
    };

    /// <summary>Whether the method is written in the migration itself.</summary>
    private bool IsOwn(IMethodSymbol method)
    {
        for (ISymbol? around = method.OriginalDefinition; around is not null; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, migration.OriginalDefinition))
                return true;
        }

        return false;
    }
}
