using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Loops;

/// <summary>Does the loop go on after this operation? Code on the way to an exception or out of the loop runs at most once, however often the loop goes round.</summary>
internal static class LastTimes
{
    public static bool Is(IOperation operation, Loop loop)
    {
        var inner = operation;
        var isInLambda = false;
        for (var outer = operation.Parent; outer is not null && inner != loop.Operation; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case IThrowOperation:
                case ICatchClauseOperation:
                case IReturnOperation { Kind: OperationKind.Return } when !isInLambda && loop.Operation is ILoopOperation && outer.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ReturnStatementSyntax:
                case IBlockOperation block when Follow(block, inner).Any(later => IsWayOut(later, loop, isInLambda)):
                case ISwitchCaseOperation part when part.Body.SkipWhile(statement => statement != inner).Any(later => IsWayOut(later, loop, isInLambda)):
                    return true;
                case IAnonymousFunctionOperation:
                    isInLambda = true;
                    break;
            }
        }

        return !isInLambda && IsSearch(operation, loop);
    }

    private static IEnumerable<IOperation> Follow(IBlockOperation block, IOperation statement) => block.Operations.SkipWhile(other => other != statement).Skip(1);

    private static bool IsWayOut(IOperation statement, Loop loop, bool isInLambda) => statement switch
    {
        IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } => !isInLambda && loop.Operation is ILoopOperation,
        IBranchOperation { BranchKind: BranchKind.GoTo, Target: var label } => !isInLambda && loop.Operation is ILoopOperation && label.Locations.All(place => !loop.Operation.Syntax.Span.Contains(place.SourceSpan)),
        IBranchOperation { BranchKind: BranchKind.Break } leave => !isInLambda && loop.Operation is ILoopOperation && leave.GetCorrespondingOperation() is { } left && (left == loop.Operation || loop.Operation.Ancestors().Contains(left)),
        _ => false,
    };

    /// <summary>The first hit ends the loop: <c>if (found is not null) return found;</c></summary>
    private static bool IsSearch(IOperation operation, Loop loop)
    {
        if (loop.Operation is not ILoopOperation)
            return false;
        var results = ResultsOf(operation, loop);
        foreach (var branch in loop.Operation.Descendants())
        {
            switch (branch)
            {
                case IConditionalOperation { Condition: var condition } either when IsAsked(condition, operation, results) && IsHit(condition) is { } isHit:
                    if ((isHit ? either.WhenTrue : either.WhenFalse) is { } found && Ends(found, results, loop))
                        return true;
                    break;
                case ISwitchOperation choice when IsAsked(choice.Value, operation, results):
                    if (choice.Cases.Any(part => !part.Clauses.Any(IsMiss) && !part.Body.IsEmpty && Ends(part.Body[part.Body.Length - 1], results, loop)))
                        return true;
                    break;
            }
        }

        if (ConditionOf(loop) is { } goesOn && Remembered.Missing(goesOn, holds: true).Any(missing => Remembered.SymbolOf(missing) is { } sought && results.Contains(sought)))
            return true;
        return IsSearchForName(operation, loop);
    }

    /// <summary>for (…; await db.Pages.AnyAsync(page => page.Slug == slug); n++) slug = name + n; looks for a text that is still free, and mostly the second is.</summary>
    private static bool IsSearchForName(IOperation operation, Loop loop)
    {
        return ConditionOf(loop)?.Syntax.Span.Contains(operation.Syntax.Span) == true
            && operation.Descendants().OfType<IBinaryOperation>().Any(compared => compared is { OperatorKind: BinaryOperatorKind.Equals, LeftOperand.Type.SpecialType: SpecialType.System_String }
                && compared.ChildOperations.Any(side => Remembered.SymbolOf(side) is { } name && Remembered.Assigns(loop.Operation, side) && name.Kind == SymbolKind.Local));
    }

    private static IOperation? ConditionOf(Loop loop) => loop.Operation switch
    {
        IForLoopOperation counted => counted.Condition,
        IWhileLoopOperation repeated => repeated.Condition,
        _ => null,
    };

    private static bool IsAsked(IOperation value, IOperation operation, ISet<ISymbol> results) => value.Syntax.Span.Contains(operation.Syntax.Span) || Mentions(value, results);

    /// <summary>case null, case false, default</summary>
    private static bool IsMiss(ICaseClauseOperation clause) => clause switch
    {
        IDefaultCaseClauseOperation => true,
        ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: null or false } } => true,
        IPatternCaseClauseOperation { Pattern: IConstantPatternOperation { Value: var value } } => value.Unwrap().ConstantValue is { HasValue: true, Value: null or false },
        _ => false,
    };

    /// <summary>The variables that the result of the operation is kept in: the first, and those that patterns give other names.</summary>
    private static ISet<ISymbol> ResultsOf(IOperation operation, Loop loop)
    {
        var results = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (ResultOf(operation) is { } first)
            results.Add(first);
        foreach (var part in loop.Operation.Descendants())
        {
            var (value, name) = part switch
            {
                IIsPatternOperation test => (test.Value, NameIn(test.Pattern)),
                ISwitchCaseOperation { Parent: ISwitchOperation choice } one => (choice.Value, one.Clauses.OfType<IPatternCaseClauseOperation>().Select(clause => NameIn(clause.Pattern)).FirstOrDefault()),
                IVariableDeclaratorOperation { Initializer.Value: var made } declarator => (made, declarator.Symbol),
                _ => default((IOperation, ISymbol?)),
            };
            if (name is not null && IsAsked(value!, operation, results))
                results.Add(name);
        }

        return results;
    }

    private static ISymbol? NameIn(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        _ => null,
    };

    /// <summary>The local that the result of the operation is kept in.</summary>
    private static ISymbol? ResultOf(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null && outer is not IBlockOperation; outer = outer.Parent)
        {
            switch (outer)
            {
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case ISimpleAssignmentOperation assignment:
                    return Remembered.SymbolOf(assignment.Target);
            }
        }

        return null;
    }

    /// <summary>Whether the condition holds when something was found; null where that cannot be told.</summary>
    private static bool? IsHit(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated => !IsHit(negated.Operand),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } => true,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or false } } } => false,
        IIsPatternOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared when compared.RightOperand.IsNull() => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared when compared.RightOperand.IsNull() => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => IsHit(both.LeftOperand) is true ? IsHit(both.RightOperand) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } => true,
        IBinaryOperation => null,
        _ => true,
    };

    /// <summary>
    /// The branch stops looking, or answers with what was found. An answer that is something else says that something is wrong: then the loop goes to its end whenever all is well.
    /// </summary>
    private static bool Ends(IOperation branch, ISet<ISymbol> results, Loop loop)
    {
        var last = branch is IBlockOperation { Operations: { IsEmpty: false } statements } ? statements[statements.Length - 1] : branch;
        if (!IsWayOut(last, loop, isInLambda: false) || last is IThrowOperation or IExpressionStatementOperation)
            return false;
        return last is not IReturnOperation { ReturnedValue: { } answer } || answer.Unwrap().IsConstant(true) || IsFound(answer.Unwrap(), results, loop);
    }

    private static bool IsFound(IOperation answer, ISet<ISymbol> results, Loop loop) => answer switch
    {
        ILocalReferenceOperation local => results.Contains(local.Local) || IsOfLoop(local.Local, loop),
        IMemberReferenceOperation { Instance: { } owner } => IsFound(owner.Unwrap(), results, loop),
        IAwaitOperation await => IsFound(await.Operation.Unwrap(), results, loop),
        IInvocationOperation or IObjectCreationOperation or IAnonymousObjectCreationOperation or ITupleOperation or IWithOperation => Mentions(answer, results),
        _ => false,
    };

    private static bool IsOfLoop(ILocalSymbol local, Loop loop) => loop.Operation is ILoopOperation each && each.Locals.Contains(local, SymbolEqualityComparer.Default);

    private static bool Mentions(IOperation code, ISet<ISymbol> symbols) =>
        code.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && symbols.Contains(local.Local));
}
