using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Idle;

/// <summary>What is done with a query, on every way that can be seen: operators that make something else of its rows.</summary>
internal sealed class QueryEnds(PlainResults results, SourceNames names, CancellationToken cancellationToken)
{
    private const int MostSteps = 200;

    private static readonly ImmutableHashSet<string> Numbers = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Any", "All", "Count", "LongCount", "Sum", "Average", "Min", "Max", "ExecuteUpdate");

    /// <summary>These take the rows as they are, with what was included.</summary>
    private static readonly ImmutableHashSet<string> Mixing = ImmutableHashSet.Create(
        StringComparer.Ordinal, "AsEnumerable", "AsAsyncEnumerable", "ToAsyncEnumerable", "Append", "Prepend", "Except", "ExceptBy", "Intersect", "IntersectBy", "SkipWhile", "TakeWhile");

    private IncludeGroup? _include;
    private readonly HashSet<ISymbol> _locals = new(SymbolEqualityComparer.Default);
    private readonly List<(IInvocationOperation Call, IdleReason Reason)> _ends = [];
    private int _steps;

    /// <summary>Empty when somewhere the entities are needed, or may be.</summary>
    public IReadOnlyList<(IInvocationOperation Call, IdleReason Reason)> Of(IInvocationOperation query)
    {
        _include = IncludeGroup.Of(query, names, cancellationToken);
        return Follow(query, isGroup: false) ? _ends : [];
    }

    private bool Follow(IOperation value, bool isGroup)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (; _steps < MostSteps; _steps++)
        {
            if (IncludeGroup.Behind(value) is { } call)
            {
                if (Through(call, value, ref isGroup) is { } isEnd)
                    return isEnd;
                value = call;
                continue;
            }

            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ITranslatedQueryOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                case IConditionalOperation choice when choice.Condition != value:
                    value = value.Parent;
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared }:
                    return All(declared.Symbol, declared, isGroup);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local, Parent: IExpressionStatementOperation } assignment when assignment.Value == value:
                    return All(local.Local, local, isGroup);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Null when it goes on behind the call.</summary>
    private bool? Through(IInvocationOperation call, IOperation value, ref bool isGroup)
    {
        if (QueryOperators.IsInMemory(call))
            return false;
        var name = call.TargetMethod.Name;
        switch (QueryOperators.Of(call))
        {
            case QueryOperator.ThenInclude when value.Unwrap() is not IInvocationOperation:
                return false;
            case QueryOperator.Keep when !Mixing.Contains(name):
            case QueryOperator.Include or QueryOperator.ThenInclude or QueryOperator.Tracking or QueryOperator.Splitting or QueryOperator.AutoIncludesOff:
                return null;
            case QueryOperator.Reduce when Numbers.Contains(name) || name.EndsWith("Async", StringComparison.Ordinal) && Numbers.Contains(name.Substring(0, name.Length - "Async".Length)):
                return End(call, IdleReason.Reduced);
            case QueryOperator.Project when name == "Select" && results.IsOf(call, cancellationToken):
                return End(call, isGroup ? IdleReason.Grouped : IdleReason.Projected);
            case QueryOperator.Project when name is "Select" or "SelectMany" && !isGroup && TakesAnother(call):
                return End(call, IdleReason.Taken);
            case QueryOperator.Materialize when name == "GroupBy" && call.TargetMethod.Parameters.Length == 2:
                isGroup = true;
                return null;
            default:
                return false;
        }
    }

    /// <summary>Include(o => o.Customer).Select(o => o.Customer): the customer comes anyway. What is included behind him comes with him.</summary>
    private bool TakesAnother(IInvocationOperation select) =>
        _include is { Path: { IsEmpty: false } path }
        && select.TargetMethod.Parameters.Length <= 2 && select.Arguments.LastOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body.Operations: { Length: 1 } body }
        && body[0] is IReturnOperation { ReturnedValue: { } taken } && taken.Unwrap() is IPropertyReferenceOperation { Instance: { } row, Property: var navigation } && row.Unwrap() is IParameterReferenceOperation
        && results.IsNavigation(navigation, cancellationToken) && (path.Length == 1 || path[0] != navigation.Name);

    private bool End(IInvocationOperation call, IdleReason reason)
    {
        _ends.Add((call, reason));
        return true;
    }

    /// <summary>Wherever in the member the variable is read, also where it holds something else by then.</summary>
    private bool All(ILocalSymbol local, IOperation from, bool isGroup)
    {
        if (local.RefKind != RefKind.None || !_locals.Add(local))
            return local.RefKind == RefKind.None;
        return VariableUses.Of(local, from)
            .Where(use => !(use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use))
            .All(use => Follow(use, isGroup));
    }
}
