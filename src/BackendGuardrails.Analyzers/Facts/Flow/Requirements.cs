namespace BackendGuardrails.Facts.Flow;

/// <summary>Is a choice decided before it comes to it, because the function leaves, throws or checks what the choice is about?</summary>
internal static class Requirements
{
    private static readonly string[] Checks = ["ThrowIf", "Guard", "Require", "Ensure", "Validate", "Against", "NotNull", "Check", "Assert", "Verify"];

    /// <summary>Whether anything before the operation leaves the function for the sake of one of the values that decide whether it runs.</summary>
    public static bool AreMadeBefore(IOperation operation) => AreMadeOf(Deciding(operation), operation);

    /// <summary>Whether anything before the operation leaves the function for the sake of what the code reads.</summary>
    public static bool AreMadeOf(IEnumerable<IOperation> conditions, IOperation operation)
    {
        var values = new HashSet<ISymbol>(conditions.SelectMany(Read), SymbolEqualityComparer.Default);
        return values.Count > 0 && operation.MemberBody().Descendants().Where(before => before.Syntax.Span.End <= operation.Syntax.SpanStart).Any(before => before switch
        {
            IConditionalOperation choice => (Leaves(choice.WhenTrue) || choice.WhenFalse is { } otherwise && Leaves(otherwise)) && Read(choice.Condition).Any(values.Contains),
            ICoalesceOperation { WhenNull: var missing } either => missing.Unwrap() is IThrowOperation && Read(either.Value).Any(values.Contains),
            IInvocationOperation call => Checks.Any(word => call.TargetMethod.Name.Contains(word) || call.TargetMethod.ContainingType.Name.Contains(word)) && call.ChildOperations.SelectMany(Read).Any(values.Contains),
            _ => false,
        });
    }

    private static IEnumerable<IOperation> Deciding(IOperation operation) => operation.Ancestors().TakeWhile(around => around is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).Select(around => around switch
    {
        IConditionalOperation choice => choice.Condition,
        ISwitchOperation choice => choice.Value,
        ISwitchExpressionOperation choice => choice.Value,
        _ => null,
    }).OfType<IOperation>();

    /// <summary>The variables and members of a condition; of what the members are of as well, which may be checked as a whole.</summary>
    private static IEnumerable<ISymbol> Read(IOperation code) => code.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => (ISymbol)local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property: { Name: not ("HasValue" or "Value" or "Length" or "Count") } property } => property,
        _ => null,
    }).OfType<ISymbol>();

    private static bool Leaves(IOperation code) => code switch
    {
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Leaves(last),
        IExpressionStatementOperation statement => Leaves(statement.Operation),
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        _ => false,
    };
}
