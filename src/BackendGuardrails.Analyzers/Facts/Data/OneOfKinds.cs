using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Is this done for one of several kinds of things only: in one case of a <c>switch</c>, in one of a row of questions what something is, while most other kinds need nothing of it? Nobody knows how many are of that kind.
/// </summary>
internal sealed class OneOfKinds(RoundTrips trips, WaySteps steps)
{
    private const int FewestKinds = 3;

    /// <summary>What is done for an element depends on its kind.</summary>
    public bool IsInLoop(RepeatedTrip trip, CancellationToken cancellationToken) => IsIn(trip.Operation, trip.Loop.Operation, isOfTypes: false, cancellationToken) || IsOnTheWay(trip, isOfTypes: true, cancellationToken);

    /// <summary>A method on the way asks for a value of the row: all rows may have the one value. Objects of different types come together by hand.</summary>
    public bool IsOnTheWay(RepeatedTrip trip, CancellationToken cancellationToken) => IsOnTheWay(trip, isOfTypes: false, cancellationToken);

    private bool IsOnTheWay(RepeatedTrip trip, bool isOfTypes, CancellationToken cancellationToken) =>
        steps.Of(trip.Reach, cancellationToken).Any(step => IsIn(step, null, isOfTypes, cancellationToken));

    private bool IsIn(IOperation code, IOperation? end, bool isOfTypes, CancellationToken cancellationToken)
    {
        var inner = code;
        for (var outer = code.Parent; outer is not null && inner != end; inner = outer, outer = outer.Parent)
        {
            var kinds = outer switch
            {
                ISwitchOperation choice when inner != choice.Value && IsKind(choice.Value) => choice.Cases.Cast<IOperation>().ToList(),
                ISwitchExpressionOperation choice when inner != choice.Value && IsKind(choice.Value) => choice.Arms.Cast<IOperation>().ToList(),
                IConditionalOperation branch when inner != branch.Condition => Chain(branch),
                _ => null,
            };
            if (kinds?.Count >= FewestKinds && (!isOfTypes || AsksForType(outer)) && kinds.Count(kind => Asks(kind, cancellationToken)) <= kinds.Count - (FewestKinds - 1))
                return true;
        }

        return false;
    }

    private static bool AsksForType(IOperation choice) => (choice switch
    {
        ISwitchOperation { Cases: var cases } => cases.SelectMany(one => one.Clauses).OfType<IPatternCaseClauseOperation>().Select(clause => (IOperation)clause.Pattern),
        ISwitchExpressionOperation { Arms: var arms } => arms.Select(arm => arm.Pattern),
        IConditionalOperation { Condition: var question } => question.DescendantsAndSelf(),
        _ => Enumerable.Empty<IOperation>(),
    }).Any(part => part is IDeclarationPatternOperation or ITypePatternOperation or IIsTypeOperation);

    /// <summary>A kind of something at hand: what the program is set up with is the same for all.</summary>
    private static bool IsKind(IOperation value) =>
        value.Unwrap().Type is not { SpecialType: SpecialType.System_Boolean } && value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation or IParameterReferenceOperation);

    private static string? KindOf(IOperation value) => IsKind(value) ? value.Syntax.ToString() : null;

    private bool Asks(IOperation code, CancellationToken cancellationToken) => code.DescendantsAndSelf().Any(part => trips.Nearest(part, cancellationToken).Any());

    /// <summary>if (kind == A) …; else if (kind == B) …; else …: what is done for each of them; null where it is asked about something else.</summary>
    private static List<IOperation>? Chain(IConditionalOperation branch)
    {
        if (Asked(branch.Condition) is not { } asked)
            return null;
        var first = branch;
        while (Before(first) is { } before && Asked(before.Condition) == asked)
            first = before;
        var kinds = new List<IOperation>(FewestKinds);
        IOperation? rest = first;
        while (Question(rest) is { } question && Asked(question.Condition) == asked)
        {
            kinds.Add(question.WhenTrue);
            rest = question.WhenFalse;
        }

        if (rest is not null && kinds.Count > 1)
            kinds.Add(rest);
        return kinds;
    }

    /// <summary>The question whose answer is no when this one is asked. What declares a variable stands in a block of its own.</summary>
    private static IConditionalOperation? Before(IConditionalOperation question)
    {
        IOperation asked = question.Parent is IBlockOperation { Operations.Length: 1 } alone ? alone : question;
        return asked.Parent is IConditionalOperation before && before.WhenFalse == asked ? before : null;
    }

    private static IConditionalOperation? Question(IOperation? code) => code is IBlockOperation { Operations: { Length: 1 } only } ? only[0] as IConditionalOperation : code as IConditionalOperation;

    /// <summary>What is asked whether it is this or that, as it is written; null for any other question.</summary>
    private static string? Asked(IOperation question) => question.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => IsNamed(test.RightOperand) ? KindOf(test.LeftOperand) : IsNamed(test.LeftOperand) ? KindOf(test.RightOperand) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => Asked(either.LeftOperand) is { } one && one == Asked(either.RightOperand) ? one : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Asked(both.LeftOperand) ?? Asked(both.RightOperand),
        IIsPatternOperation { Pattern: var pattern, Value: var value } => NamesKind(pattern) ? KindOf(value) : null,
        IIsTypeOperation test => KindOf(test.ValueOperand),
        IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } value, Arguments: { Length: > 0 } arguments } when IsNamed(arguments[0].Value) => KindOf(value),
        _ => null,
    };

    private static bool NamesKind(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var constant } => IsNamed(constant),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => NamesKind(either.LeftPattern) && NamesKind(either.RightPattern),
        IDeclarationPatternOperation or ITypePatternOperation => true,
        _ => false,
    };

    /// <summary>A constant that is the name of a kind: neither null nor a truth value.</summary>
    private static bool IsNamed(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: not null and not bool };
}
