using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Translation;

/// <summary>What says the same and has SQL.</summary>
internal enum TranslatableForm
{
    None,

    /// <summary>Without the argument that says how to compare.</summary>
    WithoutComparison,

    /// <summary>In small letters on both sides.</summary>
    LowerCase,

    /// <summary><c>ToLower</c> for <c>ToLowerInvariant</c>.</summary>
    PlainCase,

    /// <summary><c>d.Keys.Contains(k)</c> for <c>d.ContainsKey(k)</c>.</summary>
    Keys,

    /// <summary><c>list.Select(l => l.Id).Contains(o.Id)</c> for <c>list.Any(l => l.Id == o.Id)</c>.</summary>
    Contains,

    /// <summary><c>o.A + " " + o.B</c></summary>
    Sum,
}

/// <summary>Which code has another form that the providers translate?</summary>
internal static class TranslatableForms
{
    public static TranslatableForm Of(Untranslatable found) => found switch
    {
        { Kind: UntranslatableKind.Comparison, Code: IInvocationOperation call } => OfComparison(call),
        { Kind: UntranslatableKind.Collection, Code: IInvocationOperation { TargetMethod.Name: "ContainsKey", Instance.Type: { } type } } when type.GetMembers("Keys").Length > 0 => TranslatableForm.Keys,
        { Kind: UntranslatableKind.Collection, Code: IInvocationOperation { TargetMethod: { Name: "Exists", IsStatic: false } } exists } => OfSearch(exists),
        { Kind: UntranslatableKind.LocalObjects, Code: IInvocationOperation { TargetMethod.Name: "Any" } any } => OfSearch(any),
        { Kind: UntranslatableKind.Format, Code: IInterpolatedStringOperation { Parts: { Length: > 0 } parts } } when parts.All(IsText) => TranslatableForm.Sum,
        _ => TranslatableForm.None,
    };

    private static bool IsText(IInterpolatedStringContentOperation part) => part is IInterpolatedStringTextOperation || part is IInterpolationOperation { Expression: { } value, Alignment: null, FormatString: null } && value.Unwrap().Type?.SpecialType == SpecialType.System_String;

    private static TranslatableForm OfComparison(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "ToLowerInvariant" or "ToUpperInvariant" || method.Name is "ToLower" or "ToUpper" && method.Parameters.Length == 1)
            return TranslatableForm.PlainCase;
        if (method.ContainingType.SpecialType != SpecialType.System_String || method.Name is not ("Equals" or "Contains" or "StartsWith" or "EndsWith")
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "StringComparison")?.Value.Unwrap() is not IFieldReferenceOperation { Field: { Name: var rule, ContainingType.TypeKind: TypeKind.Enum } } || method.Name != "Equals" && method.Parameters[0].Type.SpecialType != SpecialType.System_String)
            return TranslatableForm.None;
        return rule.EndsWith("IgnoreCase", StringComparison.Ordinal) ? TranslatableForm.LowerCase : TranslatableForm.WithoutComparison;
    }

    /// <summary>One equality of something of the element with something of the row.</summary>
    private static TranslatableForm OfSearch(IInvocationOperation call)
    {
        if (call.Arguments.LastOrDefault()?.Value.Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } elements, Body.Operations: { Length: 1 } body } || body[0] is not IReturnOperation { ReturnedValue: { } condition }
            || condition.Unwrap() is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality || !SymbolEqualityComparer.Default.Equals(equality.LeftOperand.Unwrap().Type, equality.RightOperand.Unwrap().Type))
            return TranslatableForm.None;
        return Filters.RowColumns.Reads(equality.LeftOperand, elements[0]) != Filters.RowColumns.Reads(equality.RightOperand, elements[0]) && SelectsOnly(equality, elements[0]) ? TranslatableForm.Contains : TranslatableForm.None;
    }

    /// <summary>The side of the element reads nothing of the row: it is computed before the query is sent.</summary>
    private static bool SelectsOnly(IBinaryOperation equality, IParameterSymbol element)
    {
        var side = Filters.RowColumns.Reads(equality.LeftOperand, element) ? equality.LeftOperand : equality.RightOperand;
        return side.DescendantsAndSelf().OfType<IParameterReferenceOperation>().All(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, element));
    }
}
