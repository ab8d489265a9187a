using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>A context is told of an entity that was read without tracking, while it tracks another copy with the same key.</summary>
internal sealed record TwiceTracked(IInvocationOperation Call, ILocalSymbol Copy, ILocalSymbol Known, QueryChain Chain, WhyUntracked Why);

/// <summary>Where does a context get a second copy of what it tracks, which it refuses? Proven where both were asked for by the same key in the same method.</summary>
internal sealed class TwiceTrackedEntities(EntityModel model, QueryChains chains, QueryShapes shapes, UntrackedQueries untracked)
{
    public TwiceTracked? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.Name is not ("Update" or "Remove" or "Attach") || call.Arguments.Length != 1 || call.Arguments[0].Value.Unwrap() is not ILocalReferenceOperation { Local: var copy }
            || !(EfCommands.IsContext(call.Instance?.Type) || EfSets.Of(call.Instance?.Type) is not null) || ContextCarrier.Of(EfCommands.ContextOf(call.Instance)) is not { } context)
            return null;
        var body = call.MemberBody();
        if (model.Of(copy.Type, cancellationToken) is not { Key: { Length: 1 } key } || Written(copy, body) is not { } load || One(load, cancellationToken) is not { } chain
            || untracked.Of(chain, cancellationToken) is var why && why is WhyUntracked.No or WhyUntracked.Made || KeyIn(chain, key[0], cancellationToken) is not { } wanted || IsLetGo(body))
            return null;
        foreach (var known in body.Descendants().OfType<IVariableDeclaratorOperation>().Select(declared => declared.Symbol))
        {
            if (SymbolEqualityComparer.Default.Equals(known, copy) || !SymbolEqualityComparer.Default.Equals(known.Type.Unannotated(), copy.Type.Unannotated()) || Written(known, body) is not { } first
                || One(first, cancellationToken) is not { } tracked || !untracked.IsTracked(tracked, cancellationToken) || untracked.ContextOf(tracked, cancellationToken)?.IsSame(context, cancellationToken) is not true
                || untracked.ContextOf(chain, cancellationToken)?.IsSame(context, cancellationToken) is not true
                || KeyIn(tracked, key[0], cancellationToken) is not { } other || !IsSame(wanted, other, known, copy, key[0]) || IsInQuestion(call, known) || first.EnclosingFunction() != call.EnclosingFunction() || load.EnclosingFunction() != call.EnclosingFunction())
                continue;
            var (one, two) = first.Syntax.SpanStart < load.Syntax.SpanStart ? (first, load) : (load, first);
            if (WaysAround.Pass([one, two, call], [], cancellationToken))
                return new(call, copy, known, chain, why);
        }

        return null;
    }

    /// <summary>The only value that the variable ever gets.</summary>
    private IOperation? Written(ILocalSymbol local, IOperation body) =>
        chains.WritesIn(body)[local].ToList() is { Count: 1 } writes && writes[0] is IVariableDeclaratorOperation declared ? declared.GetVariableInitializer()?.Value : null;

    private QueryChain? One(IOperation value, CancellationToken cancellationToken) =>
        chains.Of(value, cancellationToken) is { IsProven: true, Chains: { Length: 1 } only } && only[0] is { Path.IsEmpty: true, PerItem.IsEmpty: true } chain && chain.Root.MemberBody().Syntax == value.MemberBody().Syntax ? chain : null;

    /// <summary>The value that the key is asked for: <c>o => o.Id == id</c>, <c>Find(id)</c>.</summary>
    private IOperation? KeyIn(QueryChain chain, string key, CancellationToken cancellationToken)
    {
        if (chain.Terminal is { TargetMethod.Name: "Find" or "FindAsync" } find)
            return find.Arguments.FirstOrDefault()?.Value.Unwrap() is var given && given is IArrayCreationOperation { Initializer.ElementValues: { Length: 1 } values } ? values[0].Unwrap() : given;
        return shapes.Of(chain, cancellationToken).Sure.FirstOrDefault(filter => filter.Test == ColumnTest.Equal && filter.Name == key)?.Value?.Unwrap();
    }

    /// <summary>Written alike, and made of variables only; or the key of the other copy.</summary>
    private static bool IsSame(IOperation one, IOperation other, ILocalSymbol known, ILocalSymbol copy, string key)
    {
        if (!one.DescendantsAndSelf().Concat(other.DescendantsAndSelf()).All(part => part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IInstanceReferenceOperation or IConversionOperation or ILiteralOperation))
            return false;
        return one.Syntax.ToString() == other.Syntax.ToString() || IsKeyOf(one, known, key) || IsKeyOf(other, copy, key);
    }

    private static bool IsKeyOf(IOperation value, ILocalSymbol entity, string key) =>
        value is IPropertyReferenceOperation { Property.Name: var name, Instance: ILocalReferenceOperation { Local: var local } } && name == key && SymbolEqualityComparer.Default.Equals(local, entity);

    /// <summary>The tracked copy is forgotten again.</summary>
    private static bool IsLetGo(IOperation body) => body.Descendants().Any(operation => operation is IFieldReferenceOperation { Field.Name: "Detached" } or IInvocationOperation { TargetMethod: { Name: "Clear", ContainingType.Name: "ChangeTracker" } });

    /// <summary>Whether the tracked copy is there decides about the call.</summary>
    private static bool IsInQuestion(IOperation call, ILocalSymbol known) => call.Ancestors().OfType<IConditionalOperation>()
        .Any(choice => choice.Condition.Descendants().OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, known)));
}
