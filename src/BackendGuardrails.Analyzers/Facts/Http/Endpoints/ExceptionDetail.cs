namespace BackendGuardrails.Facts.Http.Endpoints;

internal enum DetailKind
{
    /// <summary>The text of the message.</summary>
    Message,

    /// <summary>The stack trace, or all of it as text or as an object.</summary>
    Whole,
}

/// <summary>Whose words the message of an exception may be.</summary>
internal enum Author
{
    /// <summary>Of a type that tells nothing: any code on the way may have thrown it.</summary>
    Anybody,

    /// <summary>Of a database, a file system, a network: its message names their insides.</summary>
    Infrastructure,

    /// <summary>Of a type that somebody throws to say something to the caller.</summary>
    Deliberate,
}

/// <summary>What code reads of an exception: <c>e.Message</c>, <c>e.StackTrace</c>, <c>e.ToString()</c>, or the exception itself as a value.</summary>
internal sealed record ExceptionDetail(IOperation Operation, DetailKind Kind, Author Author)
{
    private const string Exception = "System.Exception";

    private static readonly string[] General = [Exception, "System.SystemException", "System.ApplicationException", "System.AggregateException", "System.Reflection.TargetInvocationException"];

    private static readonly string[] Infrastructure =
    [
        "System.Data.Common.DbException", "Microsoft.EntityFrameworkCore.DbUpdateException", "System.IO.IOException", "System.Net.Sockets.SocketException", "System.Net.Http.HttpRequestException", "System.NullReferenceException",
    ];

    /// <summary>Null for an operation that reads nothing of an exception.</summary>
    public static ExceptionDetail? At(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Message", Instance: { } exception } when IsException(exception) => new(operation, DetailKind.Message, AuthorOf(exception)),
        IPropertyReferenceOperation { Property.Name: "StackTrace", Instance: { } exception } when IsException(exception) => new(operation, DetailKind.Whole, AuthorOf(exception)),
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { } exception } when IsException(exception) => new(operation, DetailKind.Whole, AuthorOf(exception)),
        ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation when IsValue(operation) && IsException(operation) => new(operation, DetailKind.Whole, AuthorOf(operation)),
        _ => null,
    };

    /// <summary>Whether anything of an exception is part of what the operation makes, also by way of a variable of the handler.</summary>
    public static bool IsIn(IOperation operation) => operation.Descendants().Any(inner => At(inner) is not null
        || inner is ILocalReferenceOperation { Local: var local } && operation.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault() is { } clause && clause.Handler.Descendants().Any(written => Writes(written, local)));

    private static bool Writes(IOperation operation, ILocalSymbol local) => operation switch
    {
        IVariableDeclaratorOperation declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer()?.Value is { } value && value.DescendantsAndSelf().Any(inner => At(inner) is not null),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment => SymbolEqualityComparer.Default.Equals(target.Local, local) && assignment.Value.DescendantsAndSelf().Any(inner => At(inner) is not null),
        _ => false,
    };

    public static bool IsException(IOperation operation) => operation.Type is { TypeKind: TypeKind.Class or TypeKind.TypeParameter, SpecialType: SpecialType.None } type && type.IsOrInherits(Exception);

    /// <summary>Written into a text or an object as it is.</summary>
    private static bool IsValue(IOperation reference)
    {
        var child = reference;
        while (child.Parent is IConversionOperation or IParenthesizedOperation)
            child = child.Parent;
        return child.Parent is IInterpolationOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            || child.Parent is IArgumentOperation { Parent: { } taker } && IsKeptWhole(taker)
            || child.Parent is ISimpleAssignmentOperation assignment && assignment.Value == child && assignment.Parent is IAnonymousObjectCreationOperation;
    }

    /// <summary>What code of this compilation takes of an exception is not said; a form shows no more than that something failed.</summary>
    private static bool IsKeptWhole(IOperation taker) => taker switch
    {
        IInvocationOperation call => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && call.TargetMethod.Name is not ("AddModelError" or "TryAddModelError"),
        IObjectCreationOperation creation => creation.Constructor?.DeclaringSyntaxReferences.IsEmpty == true,
        _ => false,
    };

    private static Author AuthorOf(IOperation exception)
    {
        var type = exception.Unwrap().Type;
        if (exception is IConditionalAccessInstanceOperation && exception.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault() is { } access)
            type = access.Operation.Type;
        if (General.Any(name => type.Is(name)))
            return IsNarrowed(exception) ? Author.Deliberate : Author.Anybody;
        return Infrastructure.Any(name => type.IsOrInherits(name)) ? Author.Infrastructure : Author.Deliberate;
    }

    /// <summary>Whether only certain types come this far: <c>when (e is OrderException)</c>, <c>if (e is …)</c>, <c>case OrderException:</c>.</summary>
    private static bool IsNarrowed(IOperation exception)
    {
        if (SymbolOf(exception) is not { } symbol)
            return false;
        IOperation child = exception;
        foreach (var ancestor in exception.Ancestors())
        {
            var narrows = ancestor switch
            {
                IConditionalOperation conditional when child == conditional.WhenTrue => Names(conditional.Condition, symbol, isTrue: true),
                IConditionalOperation conditional when child == conditional.WhenFalse => Names(conditional.Condition, symbol, isTrue: false),
                ISwitchCaseOperation section => section.Parent is ISwitchOperation choice && Is(choice.Value, symbol) && section.Clauses.All(clause => clause is IPatternCaseClauseOperation),
                ISwitchExpressionArmOperation arm => arm.Parent is ISwitchExpressionOperation choice && Is(choice.Value, symbol) && arm.Pattern is not IDiscardPatternOperation,
                ICatchClauseOperation { Filter: { } filter } => Names(filter, symbol, isTrue: true),
                IBlockOperation block => block.Operations.TakeWhile(statement => statement != child).OfType<IConditionalOperation>().Any(exit => exit.WhenFalse is null && Leaves(exit.WhenTrue) && Names(exit.Condition, symbol, isTrue: false)),
                _ => false,
            };
            if (narrows)
                return true;
            if (ancestor is ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
            child = ancestor;
        }

        return false;
    }

    /// <summary>Whether the condition, when it holds (or does not), says which type the exception has.</summary>
    private static bool Names(IOperation condition, ISymbol exception, bool isTrue) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Names(not.Operand, exception, !isTrue),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => isTrue && (Names(both.LeftOperand, exception, true) || Names(both.RightOperand, exception, true)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => (Names(either.LeftOperand, exception, isTrue), Names(either.RightOperand, exception, isTrue)) is var (left, right) && (isTrue ? left && right : left || right),
        IIsTypeOperation test => Is(test.ValueOperand, exception) && isTrue,
        IIsPatternOperation test => Is(test.Value, exception) && test.Pattern is INegatedPatternOperation != isTrue,
        // A method of the team's own decides what may come.
        IInvocationOperation call => isTrue && call.Arguments.Any(argument => Is(argument.Value, exception)),
        _ => false,
    };

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IBlockOperation block => Leaves(block.Operations.LastOrDefault()),
        IReturnOperation or IBranchOperation or IThrowOperation => true,
        IExpressionStatementOperation expression => expression.Operation.Unwrap() is IThrowOperation,
        _ => false,
    };

    private static bool Is(IOperation operation, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(SymbolOf(operation.Unwrap()), symbol);

    private static ISymbol? SymbolOf(IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
