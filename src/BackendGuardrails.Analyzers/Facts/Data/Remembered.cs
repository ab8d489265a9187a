using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>What is done the first time and kept: <c>_rates ??= await …</c>, <c>if (_rates is null) _rates = …</c>, a cache with one key.</summary>
internal static class Remembered
{
    private static readonly ImmutableHashSet<string> Factories = ImmutableHashSet.Create(
        StringComparer.Ordinal, "GetOrCreate", "GetOrCreateAsync", "GetOrAdd", "GetOrAddAsync", "GetOrSet", "GetOrSetAsync");

    /// <summary>Adds the parts of a method's code that run again when the method is called again.</summary>
    public static void AddRunAgain(IOperation code, List<IOperation> parts)
    {
        foreach (var part in code.ChildOperations)
        {
            if (!IsAtMostOnce(part))
                parts.Add(part);
            if (part.Kind == OperationKind.Conditional && code is IBlockOperation block && part is IConditionalOperation { WhenFalse: null } guard && IsReturn(guard.WhenTrue) && IsKept(guard.Condition, holds: false, block))
                return;
        }
    }

    /// <summary>A cache or memo that makes what it does not have: by the names everybody uses, or something called a cache that is given a key and what makes the value.</summary>
    public static bool IsFactory(IInvocationOperation call) =>
        Factories.Contains(call.TargetMethod.Name)
        || (Caches(call.TargetMethod.Name) || Caches(call.TargetMethod.ContainingType?.Name))
            && call.TargetMethod.Parameters.Length > 1 && call.TargetMethod.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate) && KeyOf(call)?.Type?.SpecialType == SpecialType.System_String;

    private static bool Caches(string? name) => name?.Contains("Cache") == true;

    /// <summary>
    /// The variables that have no value yet, and the calls that found nothing, when the condition is true or false: <c>x is null</c>, <c>!x.HasValue</c>, <c>!isLoaded</c>, <c>memo.TryGetValue(key, out var x)</c>.
    /// </summary>
    public static IEnumerable<IOperation> Missing(IOperation condition, bool holds)
    {
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated:
                return Missing(negated.Operand, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                if (both.OperatorKind == BinaryOperatorKind.ConditionalAnd == holds)
                    return Missing(both.LeftOperand, holds).Concat(Missing(both.RightOperand, holds));
                return IsOfResult(both.RightOperand, both.LeftOperand) ? Missing(both.LeftOperand, holds) : Enumerable.Empty<IOperation>();
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test:
                return Compared(test.LeftOperand, test.RightOperand.Unwrap().ConstantValue, holds == (test.OperatorKind == BinaryOperatorKind.Equals));
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } test:
                return Compared(test.Value, constant.Unwrap().ConstantValue, holds);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } test:
                return Compared(test.Value, constant.Unwrap().ConstantValue, !holds);
            case IIsPatternOperation test:
                return holds ? Enumerable.Empty<IOperation>() : One(test.Value);
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } value }:
                return holds ? Enumerable.Empty<IOperation>() : One(value);
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: 1 } text }:
                return holds ? One(text[0].Value) : Enumerable.Empty<IOperation>();
            case IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" } added:
                return holds ? One(added) : Enumerable.Empty<IOperation>();
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "Contains" or "TryGet" or "Any" } lookup:
                return holds ? Enumerable.Empty<IOperation>() : One(lookup);
            case var flag:
                return !holds && SymbolOf(flag) is not null ? One(flag) : Enumerable.Empty<IOperation>();
        }
    }

    /// <summary>memo.TryGetValue(key, out var known) &amp;&amp; known is not null</summary>
    private static bool IsOfResult(IOperation test, IOperation lookup) =>
        lookup.DescendantsAndSelf().OfType<IArgumentOperation>().Where(argument => argument.Parameter?.RefKind == RefKind.Out).Any(found =>
            found.Value.DescendantsAndSelf().Select(SymbolOf).FirstOrDefault(symbol => symbol is not null) is { } result && test.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(SymbolOf(part), result)));

    /// <summary>What a cache or a memo is asked by.</summary>
    public static IOperation? KeyOf(IInvocationOperation call) =>
        (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "key" or "item" or "value")
            ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.TypeKind != TypeKind.Delegate && argument.Value != call.Receiver()))?.Value.Unwrap();

    public static bool Assigns(IOperation code, IOperation variable) =>
        SymbolOf(variable) is { } symbol && code.DescendantsAndSelf().OfType<IAssignmentOperation>()
            .SelectMany(assignment => assignment.Target is ITupleOperation several ? several.Elements : ImmutableArray.Create(assignment.Target))
            .Any(target => SymbolEqualityComparer.Default.Equals(SymbolOf(target), symbol));

    /// <summary>What the call did not find is put where it looked: by the call itself, or by the code.</summary>
    public static bool Stores(IOperation code, IInvocationOperation lookup) =>
        lookup.TargetMethod.Name is "Add" or "TryAdd"
        || SymbolOf(lookup.Receiver()) is { } memo && code.DescendantsAndSelf().Any(part => part switch
        {
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Set" or "AddOrUpdate" or "CreateEntry" or "UnionWith" or "AddRange" } call => SymbolEqualityComparer.Default.Equals(SymbolOf(call.Receiver()), memo),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var store } } => SymbolEqualityComparer.Default.Equals(SymbolOf(store), memo),
            _ => false,
        });

    public static ISymbol? SymbolOf(IOperation? variable) => variable?.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
        _ => null,
    };

    /// <summary>Code of a method that does not run again when the method is called again.</summary>
    private static bool IsAtMostOnce(IOperation operation) =>
        operation.Kind is OperationKind.CoalesceAssignment or OperationKind.Conditional or OperationKind.Invocation && IsDoneOnce(operation);

    private static bool IsDoneOnce(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation assignment => IsOfItself(assignment.Target),
        IConditionalOperation { WhenFalse: null } branch => IsKept(branch.Condition, holds: true, branch.WhenTrue),
        IInvocationOperation call => IsFactory(call) && HasOneKey(call),
        _ => false,
    };

    /// <summary>The condition asks for something that outlives the call, and the code puts it there.</summary>
    private static bool IsKept(IOperation condition, bool holds, IOperation code) =>
        Missing(condition, holds).Any(missing => missing is IInvocationOperation lookup ? HasOneKey(lookup) && Stores(code, lookup) : IsOfItself(missing) && Assigns(code, missing));

    /// <summary>A member of the object or type whose method it is, not of something that was handed over.</summary>
    private static bool IsOfItself(IOperation variable) =>
        variable.Unwrap() is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true } && variable.Unwrap() is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation };

    private static bool HasOneKey(IInvocationOperation call) =>
        KeyOf(call) is { } key && !key.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation or ILocalReferenceOperation);

    private static bool IsReturn(IOperation branch) =>
        branch is IReturnOperation { Kind: OperationKind.Return } || branch is IBlockOperation { Operations: { Length: 1 } only } && IsReturn(only[0]);

    private static IEnumerable<IOperation> Compared(IOperation value, Optional<object?> constant, bool isEqual) => constant switch
    {
        { HasValue: true, Value: null } => isEqual ? One(value) : Enumerable.Empty<IOperation>(),
        { HasValue: true, Value: bool expected } => Missing(value, expected == isEqual),
        _ => Enumerable.Empty<IOperation>(),
    };

    private static IEnumerable<IOperation> One(IOperation value) => new[] { value.Unwrap() };
}
