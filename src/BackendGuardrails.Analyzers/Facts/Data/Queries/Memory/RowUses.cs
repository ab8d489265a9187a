using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>What is done with a variable that holds rows: they are needed, or only reduced, by these operators.</summary>
internal sealed record RowUses(bool IsNeeded, ImmutableArray<IOperation> Reductions)
{
    private static readonly RowUses Needed = new(true, ImmutableArray<IOperation>.Empty);
    private static readonly RowUses Nothing = new(false, ImmutableArray<IOperation>.Empty);

    /// <summary>Of all uses of a local or parameter in its member, up to where something else is put into it.</summary>
    /// <param name="mayReturn">Whether the rows may be returned as well: what becomes of them is then seen where the method is called.</param>
    public static RowUses Of(IOperation use, bool mayReturn)
    {
        var variable = VariableOf(use)!;
        var reductions = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var reference in VariableUses.Of(variable, use).OrderBy(operation => operation.Syntax.SpanStart))
        {
            if (reference.Parent is ISimpleAssignmentOperation { Target: var target, Value: var value } && target == reference)
            {
                // orders = orders.Where(…).ToList(): what follows is about fewer rows.
                if (value.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(VariableOf(part), variable)))
                    return Of(value.DescendantsAndSelf().Where(part => SymbolEqualityComparer.Default.Equals(VariableOf(part), variable)), reductions, mayReturn);
                continue;
            }

            var found = Fate(reference, mayReturn);
            if (found.IsNeeded || found.Reductions.Any(reduction => IsRepeated(reduction, variable)))
                return Needed;
            reductions.AddRange(found.Reductions);
        }

        return new(false, reductions.ToImmutable());
    }

    /// <summary>For each of something else, one of these rows is looked for: that needs them all.</summary>
    private static bool IsRepeated(IOperation reduction, ISymbol variable) => reduction.Ancestors().Any(around =>
        (around is ILoopOperation loop && loop.Body.Syntax.Span.Contains(reduction.Syntax.Span) || around is IAnonymousFunctionOperation or ILocalFunctionOperation)
        && !variable.DeclaringSyntaxReferences.Any(declared => around.Syntax.Span.Contains(declared.Span)));

    private static RowUses Of(IEnumerable<IOperation> last, ImmutableArray<IOperation>.Builder reductions, bool mayReturn)
    {
        foreach (var found in last.Select(one => Fate(one, mayReturn)))
        {
            if (found.IsNeeded)
                return Needed;
            reductions.AddRange(found.Reductions);
        }

        return new(false, reductions.ToImmutable());
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static RowUses Fate(IOperation value, bool mayReturn)
    {
        var parent = value.Parent;
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation:
                return Fate(parent, mayReturn);
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Instance: null } call } when MemoryOperators.Of(call) is var step && step != RowStep.None:
                return OfStep(call, step, mayReturn);
            case IInvocationOperation call when call.Instance == value && MemoryOperators.Of(call) is var step && step != RowStep.None:
                return OfStep(call, step, mayReturn);
            case IPropertyReferenceOperation property when MemoryOperators.Of(property) == RowStep.Count:
                return new(false, ImmutableArray.Create<IOperation>(property));
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } when value.MemberBody().Descendants().FirstOrDefault(operation => operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, declared.Symbol)) is { } other:
                return Of(other, mayReturn);
            case IReturnOperation when mayReturn:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation }:
                return Nothing;
            default:
                return Needed;
        }
    }

    private static RowUses OfStep(IInvocationOperation call, RowStep step, bool mayReturn) =>
        step is RowStep.Whole or RowStep.Order or RowStep.Map ? Fate(call, mayReturn) : new(false, ImmutableArray.Create<IOperation>(call));
}
