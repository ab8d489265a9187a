using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>What one method does with the variable that holds an untracked entity, and with those it was taken from.</summary>
internal sealed class EntityUses
{
    private const int MostVariables = 6;

    private static readonly string[] Reading = ["Get", "Find", "Load", "Is", "Has", "Map", "To", "Validate", "Calculate", "Can", "Try", "Check", "Ensure", "Contains", "Exists", "Read", "Fetch", "Query"];

    private readonly IOperation _body;
    private readonly EntityLoad _load;
    private readonly List<(ILocalReferenceOperation Place, EntityFate Fate)> _uses = [];
    private readonly List<IOperation> _writes = [];
    private readonly CancellationToken _cancellationToken;

    public EntityUses(IOperation body, ILocalSymbol local, EntityLoad load, EntityFates fates, QueryChains chains, CancellationToken cancellationToken)
    {
        (_body, _load, _cancellationToken) = (body, load, cancellationToken);
        Variables = VariablesOf(local, load, chains.WritesIn(body));
        foreach (var use in Variables.SelectMany(variable => VariableUses.Of(variable, body)))
        {
            if (use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use)
                _writes.Add(assignment);
            else if (!load.Value.Syntax.Span.Contains(use.Syntax.Span) && !IsTaken(use))
                _uses.Add((use, fates.Of(use, cancellationToken)));
        }
    }

    /// <summary>The variable itself, the list that it was taken from, and so on.</summary>
    private HashSet<ILocalSymbol> Variables { get; }

    /// <summary>Where a context is told of the entity, where it goes out of sight, and where the variable gets another one.</summary>
    public IReadOnlyList<IOperation> Told => Telling.Concat(Replacing).ToList();

    private IEnumerable<IOperation> Telling => _uses.Where(use => use.Fate.Has(EntityUse.Attached) || use.Fate.Has(EntityUse.Unseen) && !IsReturned(use.Place)).Select(use => use.Place);

    private IEnumerable<IOperation> Replacing => _writes.Where(write => write != _load.Write && !_load.Value.Syntax.Span.Contains(write.Syntax.Span));

    /// <summary>Told on some ways, which the loaded entity can take.</summary>
    public bool IsToldSometimes()
    {
        var replaced = Replacing.ToList();
        return Telling.Any(place => WaysAround.Pass([_load.Start, place], replaced, _cancellationToken));
    }

    /// <summary>A function that runs whenever it likes does more with it than read it.</summary>
    public bool IsUsedElsewhere(IOperation? function) => _uses.Any(use => use.Place.EnclosingFunction() != function && use.Fate.Has(EntityUse.Attached | EntityUse.Unseen | EntityUse.Changed));

    /// <summary>order.Customer = known; order.Customer.Name = …: the customer is another one than the query gave.</summary>
    public bool IsReplaced(EntityChange change)
    {
        for (var owner = change.Use.Parent; owner is not null && owner != change.Operation; owner = owner.Parent)
        {
            if (owner is IPropertyReferenceOperation { Parent: IMemberReferenceOperation } step && _body.Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment => assignment.Target is IPropertyReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Property, step.Property)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the change may be there for what the method gives back or computes, and the save for something else: the changed value is needed afterwards, and there is something else to save; or a secret is
    /// taken out before the entity goes to somebody.
    /// </summary>
    public bool IsForTheAnswer(EntityChange change, ContextSave save, EntityModel model, CancellationToken cancellationToken)
    {
        var end = change.Operation.Syntax.Span.End;
        var later = _uses.Where(use => use.Place.Syntax.SpanStart >= end && !IsOfAnotherMember(use.Place, change)).ToList();
        if (later.Count == 0)
            return false;
        return change.Value is { } value && IsNothing(value) || later.Any(use => use.Fate.Has(EntityUse.Serialized) || !EntityChanges.IsWrittenAt(use.Place)) && SavesOther(change, save, model, cancellationToken);
    }

    private static bool IsNothing(IOperation value) => value is IDefaultValueOperation or IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } || value.ConstantValue is { HasValue: true, Value: null or "" };

    /// <summary>Only another column of it is read or written.</summary>
    private static bool IsOfAnotherMember(IOperation use, EntityChange change) =>
        use.Parent is IPropertyReferenceOperation { Property: var member } && change.Member is { } changed && !SymbolEqualityComparer.Default.Equals(member, changed);

    /// <summary>Something else is added, changed or removed, or a method is called that may do so.</summary>
    private bool SavesOther(EntityChange change, ContextSave save, EntityModel model, CancellationToken cancellationToken) => _body.Descendants().Any(operation => operation switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: { Type: { } owner } instance } } => model.IsEntity(owner, cancellationToken) && !IsOfThese(instance),
        IObjectCreationOperation { Type: { } made } => model.IsEntity(made, cancellationToken) && !NavigationReads.IsInExpressionTree(operation),
        IInvocationOperation call when call == save.Call || call == change.Operation || call.Arguments.Any(argument => IsOfThese(argument.Value)) || _load.Value.Syntax.Span.Contains(call.Syntax.Span) => false,
        IInvocationOperation { TargetMethod: { Name: var name } method } call => EfCommands.IsContext(method.ContainingType) || method.ContainingType.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1")
            ? name is not ("Set" or "SaveChanges" or "SaveChangesAsync" or "Find" or "FindAsync" or "AsQueryable" or "Dispose" or "DisposeAsync")
            : name.StartsWith("Execute", StringComparison.Ordinal) || method.OutermostNamespace() is not ("System" or "Microsoft") && !Reading.Any(word => name.StartsWith(word, StringComparison.Ordinal)) && !IsOfThese(call.Instance),
        _ => false,
    });

    private bool IsOfThese(IOperation? instance)
    {
        while (instance?.Unwrap() is IMemberReferenceOperation { Instance: { } owner })
            instance = owner;
        return instance?.Unwrap() is ILocalReferenceOperation local && Variables.Contains(local.Local) || instance?.Unwrap() is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver };
    }

    private static bool IsReturned(IOperation use) => use.Ancestors().TakeWhile(around => around is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).Any(around => around is IReturnOperation);

    /// <summary>The loop or declaration that takes another of the variables from this one; that one's uses are looked at by themselves.</summary>
    private bool IsTaken(ILocalReferenceOperation use) =>
        use.Ancestors().TakeWhile(around => around is IConversionOperation or IParenthesizedOperation or IForEachLoopOperation).OfType<IForEachLoopOperation>().FirstOrDefault() is { } loop && loop.Collection.Syntax.Span.Contains(use.Syntax.Span) && loop.Locals.Any(Variables.Contains);

    private static HashSet<ILocalSymbol> VariablesOf(ILocalSymbol local, EntityLoad load, ILookup<ISymbol, IOperation> writes)
    {
        var variables = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default) { local };
        var open = new Queue<IOperation>([load.Value]);
        while (open.Count > 0 && variables.Count < MostVariables)
        {
            foreach (var source in open.Dequeue().DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(source => !EntityParts.IsPlain(source.Local.Type) && !ProviderQueries.IsQueryType(source.Local.Type) && !EfCommands.IsContext(source.Local.Type)))
            {
                if (!variables.Add(source.Local))
                    continue;
                foreach (var write in writes[source.Local])
                    open.Enqueue(write is IForEachLoopOperation loop ? loop.Collection : write);
            }
        }

        return variables;
    }
}
