using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>Where is an entity changed that its context does not track, so that saving writes nothing of it? The first such change of each variable, with the save that it waits for in vain.</summary>
internal sealed class LostChanges(EntityModel model, QueryChains chains, UntrackedQueries untracked, EntityFates fates, ContextSaves saves, Callers callers, OperationIndex operations)
{
    private readonly EntityChanges _changes = new(model, fates);
    private readonly ConcurrentDictionary<ILocalSymbol, LostChange?> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, bool> _saving = new();

    public LostChange? At(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var use in EntityChanges.MayChange(operation))
        {
            var local = use.Local;
            if (ProviderQueries.IsQueryType(local.Type) || !HoldsEntities(local.Type, 2, cancellationToken))
                continue;
            if (!_known.TryGetValue(local, out var lost))
                lost = _known.GetOrAdd(local, Find(local, operation, cancellationToken));
            if (lost?.Change.Operation.Syntax == operation.Syntax)
                return lost;
        }

        return null;
    }

    private bool HoldsEntities(ITypeSymbol type, int depth, CancellationToken cancellationToken) =>
        model.IsEntity(type, cancellationToken) || depth > 0 && type is INamedTypeSymbol { TypeArguments: { Length: > 0 } parts } && parts.Any(part => HoldsEntities(part, depth - 1, cancellationToken));

    private LostChange? Find(ILocalSymbol local, IOperation place, CancellationToken cancellationToken)
    {
        var body = place.MemberBody();
        // Asked first: it is known for the whole body at once, and where a variable comes from is a long way.
        if (!IsSaving(body, cancellationToken))
            return null;
        var loads = chains.WritesIn(body)[local].Select(write => Load(write, cancellationToken)).OfType<EntityLoad>().ToList();
        if (loads.Count == 0)
            return null;
        var uses = VariableUses.Of(local, body).ToList();
        foreach (var change in uses.Select(use => _changes.Of(use, cancellationToken)).OfType<EntityChange>().OrderBy(change => change.Operation.Syntax.SpanStart))
        {
            foreach (var load in loads.Where(load => load.Write.EnclosingFunction() == change.Operation.EnclosingFunction()))
            {
                if (Lost(local, body, load, change, cancellationToken) is { } lost)
                    return lost;
            }
        }

        return null;
    }

    private bool IsSaving(IOperation body, CancellationToken cancellationToken) =>
        _saving.TryGetValue(body.Syntax, out var known) ? known : _saving.GetOrAdd(body.Syntax, operations.In(body).Of(OperationKind.Invocation).Any(call => saves.Of((IInvocationOperation)call, cancellationToken) is not null));

    /// <summary>What is written to the variable, if it provably comes from queries that no context tracks the entities of, by a way on which nobody keeps them.</summary>
    private EntityLoad? Load(IOperation write, CancellationToken cancellationToken)
    {
        var value = write switch
        {
            IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
            ISimpleAssignmentOperation assignment => assignment.Value,
            IForEachLoopOperation loop => loop.Collection,
            _ => null,
        };
        if (value is null || EntityLoad.IsKept(value) || chains.Of(value, cancellationToken) is not { IsProven: true } origins)
            return null;
        var why = origins.Chains.Select(chain => untracked.Of(chain, cancellationToken)).ToList();
        return why.Contains(WhyUntracked.No) || origins.Chains.Any(chain => EntityLoad.IsToldOrKept(chain, write.MemberBody())) ? null : new(write, value, origins.Chains, why[0]);
    }

    private LostChange? Lost(ILocalSymbol local, IOperation body, EntityLoad load, EntityChange change, CancellationToken cancellationToken)
    {
        var found = SavesBehind(change, load, body, cancellationToken);
        if (found.Count == 0)
            return null;
        var uses = new EntityUses(body, local, load, fates, chains, cancellationToken);
        if (uses.IsReplaced(change) || uses.IsUsedElsewhere(change.Operation.EnclosingFunction())
            || found.FirstOrDefault(save => WaysAround.Pass([load.Start, change.Operation, save.Call], uses.Told, cancellationToken) && !uses.IsForTheAnswer(change, save, model, cancellationToken)) is not { } lost)
            return null;
        var (statement, isBefore) = StatementFor(change, lost, local, body);
        return new(local, change, lost, load.Chains[0], load.Why)
        {
            IsDoubtful = uses.IsToldSometimes(),
            IsOwnQuery = load.Chains.Length == 1 && IsOwn(load.Chains[0], body, cancellationToken),
            Statement = statement,
            IsBefore = isBefore,
            Update = lost.IsHere && IsUpdatable(load, change) ? LostChange.UpdateOf(lost.Call.Instance!, load.Chains[0], model.IsEntity(local.Type, cancellationToken) ? "Update" : "UpdateRange", LostChange.TextOf(local)) : null,
        };
    }

    /// <summary>The saves of the context that the entity was read with. Where the method saves by itself, what others do need not be known.</summary>
    private List<ContextSave> SavesBehind(EntityChange change, EntityLoad load, IOperation body, CancellationToken cancellationToken)
    {
        var contexts = load.Chains.Select(chain => ContextAt(chain, load, body, cancellationToken)).ToList();
        if (contexts.Any(context => context is null))
            return [];
        var function = change.Operation.EnclosingFunction();
        var calls = body.Descendants().OfType<IInvocationOperation>().Where(call => call != change.Operation && call.EnclosingFunction() == function).ToList();
        var direct = SavesIn(calls.Where(ContextSaves.IsSave));
        return direct.Count > 0 ? direct : SavesIn(calls.Where(call => call.Syntax.SpanStart > change.Operation.Syntax.SpanStart));

        List<ContextSave> SavesIn(IEnumerable<IInvocationOperation> some) =>
            some.Select(call => saves.Of(call, cancellationToken)).OfType<ContextSave>().Where(save => contexts.All(context => context!.IsSame(save.Context, cancellationToken))).ToList();
    }

    /// <summary>The context as this method knows it: what a helper gets as a parameter is what it is given here.</summary>
    private ContextCarrier? ContextAt(QueryChain chain, EntityLoad load, IOperation body, CancellationToken cancellationToken)
    {
        var carrier = untracked.ContextOf(chain, cancellationToken);
        if (carrier?.Symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } parameter || chain.Root.MemberBody().Syntax == body.Syntax)
            return carrier;
        var call = load.Value.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault(call => SymbolEqualityComparer.Default.Equals((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, method));
        return ContextCarrier.Of(call?.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value);
    }

    /// <summary>Written here, or in a method that only this one calls.</summary>
    private bool IsOwn(QueryChain chain, IOperation body, CancellationToken cancellationToken) =>
        chain.Root.MemberBody().Syntax == body.Syntax || chain.Root.EnclosingMember(cancellationToken) is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && callers.OfDispatched(method, cancellationToken).Count == 1;

    /// <summary>Rows that lead to the same entity have a copy of it each, which Update refuses; of what is made in the query it would write the columns that nobody read; and it deletes nothing.</summary>
    private static bool IsUpdatable(EntityLoad load, EntityChange change) =>
        load.Why != WhyUntracked.Made
        && load.Chains.All(chain => chain.Path.IsEmpty && (chain.Includes.IsEmpty && !chain.HasUnreadInclude || load.IsOne && chain.Includes.All(include => include.Path.Length == 1)))
        && change.Operation is not IInvocationOperation { TargetMethod.Name: "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "Clear" or "ExceptWith" or "IntersectWith" };

    private (StatementSyntax? Statement, bool IsBefore) StatementFor(EntityChange change, ContextSave save, ILocalSymbol local, IOperation body)
    {
        var changed = change.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        var saved = save.Call.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        if (saved is not null && saved.Parent == changed?.Parent && saved.Parent is BlockSyntax or GlobalStatementSyntax && saved is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax)
            return (saved, true);
        if (changed?.Parent is not BlockSyntax block)
            return (changed, false);
        // All that is changed in this block is told at once.
        var last = VariableUses.Of(local, body)
            .Where(EntityChanges.IsWrittenAt)
            .Select(use => use.Syntax.Ancestors().OfType<StatementSyntax>().FirstOrDefault(statement => statement.Parent == block))
            .OfType<StatementSyntax>()
            .OrderBy(statement => statement.SpanStart)
            .LastOrDefault(statement => saved is null || statement.Span.End <= saved.SpanStart);
        return (last is null || last.SpanStart < changed.SpanStart ? changed : last, false);
    }
}
