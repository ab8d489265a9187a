using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>What does this code do with a navigation: read it when it runs, need what it leads to, or only ask whether it is there?</summary>
internal static class NavigationReads
{
    private static readonly ImmutableHashSet<string> Changes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "UnionWith", "ExceptWith", "TryAdd", "Push", "Enqueue");

    /// <summary>Its getter runs here: it is not written, not only named, and not part of an expression that a provider reads.</summary>
    public static bool IsRead(IPropertyReferenceOperation reference) =>
        !(reference.Parent is IAssignmentOperation { Target: var target } and not ICompoundAssignmentOperation and not ICoalesceAssignmentOperation && target == reference)
        && !(reference.Parent is IMemberInitializerOperation { InitializedMember: var member } && member == reference)
        && !(reference.Parent is IPropertySubpatternOperation)
        && !reference.Ancestors().Any(around => around is INameOfOperation)
        && !IsInExpressionTree(reference);

    /// <summary>A provider reads it; nothing in it runs here.</summary>
    public static bool IsInExpressionTree(IOperation operation) => operation.Ancestors().Any(around =>
        around is IAnonymousFunctionOperation && around.Ancestors().TakeWhile(outer => outer is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation).Any(outer => IsExpression(outer.Type)));

    /// <summary>Something is asked of what it leads to: a member of the entity, or the elements of the collection.</summary>
    public static bool IsNeeded(IPropertyReferenceOperation reference, Navigation navigation)
    {
        var value = Outermost(reference);
        if (navigation.IsCollection)
        {
            return value.Parent switch
            {
                IForEachLoopOperation loop => loop.Collection == value,
                IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation call } => QueryOperators.IsInMemory(call),
                IInvocationOperation { Instance: var instance } call => instance == value && !Changes.Contains(call.TargetMethod.Name),
                IPropertyReferenceOperation { Instance: var instance } property => instance == value && (property.Property.IsIndexer || property.Property.Name is "Count" or "Length"),
                _ => false,
            };
        }

        return value.Parent switch
        {
            IMemberReferenceOperation { Instance: var instance } => instance == value,
            IInvocationOperation { Instance: var instance } => instance == value,
            _ => false,
        };
    }

    /// <summary>Compared with null, tested by a pattern, given another value for null.</summary>
    public static bool IsChecked(IPropertyReferenceOperation reference)
    {
        var value = Outermost(reference);
        return value.Parent switch
        {
            IIsPatternOperation or IIsTypeOperation or IPropertySubpatternOperation or ICoalesceOperation or ICoalesceAssignmentOperation => true,
            ISwitchOperation or ISwitchExpressionOperation => true,
            IConditionalAccessOperation access => access.Operation == value,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } => name.Contains("Null") || name.StartsWith("Assert", StringComparison.Ordinal) || name is "Equals" or "ReferenceEquals",
            _ => false,
        };
    }

    /// <summary>Something is put into the collection, or taken out.</summary>
    public static bool IsChanged(IPropertyReferenceOperation reference) =>
        Outermost(reference).Parent is IInvocationOperation { Instance: var instance } call && instance is not null && instance.Unwrap() == reference && Changes.Contains(call.TargetMethod.Name);

    private static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        return operation;
    }

    private static bool IsExpression(ITypeSymbol? type) => type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };
}
