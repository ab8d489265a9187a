using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Validation;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does anything keep this number from becoming large: a comparison, an attribute, a validator, the setter? A limit that comes from the number of rows is none.</summary>
internal sealed class NumberLimits(SourceNames names, ReferencedValidators validators)
{
    private static readonly string[] RuleWords = ["LessThan", "LessThanOrEqualTo", "InclusiveBetween", "ExclusiveBetween", "Must", "MustAsync", "SetValidator", "Custom"];

    /// <param name="use">Where it is read.</param>
    /// <param name="variable">The local, parameter or property that it is read of.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public bool IsLimited(IOperation use, ISymbol variable, CancellationToken cancellationToken) =>
        IsMarked(variable) || use.MemberBody().DescendantsAndSelf().Any(part => Limits(part, variable)) || variable is IPropertySymbol property && IsLimitedElsewhere(property, cancellationToken);

    /// <summary>A number that does not depend on the request or the rows: a constant, a setting.</summary>
    public static bool IsFixed(IOperation value)
    {
        value = value.Unwrap();
        if (value is ILocalReferenceOperation local && Origins.InitialValue(local) is { } initial)
            value = initial.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: var number })
            return number is int and > 1 and < int.MaxValue or long and > 1 and < long.MaxValue;
        return value is IFieldReferenceOperation || value is IPropertyReferenceOperation property && IsSetting(property);
    }

    /// <summary>Of the object itself, of what it is given, of options; not of what the method has made or is sent: <c>model.Total = query.Count()</c>.</summary>
    private static bool IsSetting(IPropertyReferenceOperation property) => property.Instance?.Unwrap() switch
    {
        IParameterReferenceOperation => false,
        ILocalReferenceOperation local => Origins.InitialValue(local)?.Unwrap() is IPropertyReferenceOperation or IFieldReferenceOperation,
        _ => true,
    };

    /// <summary>Range(1, 100), not Range(1, int.MaxValue).</summary>
    private static bool IsMarked(ISymbol variable) => ValidationMarks.AttributesOf(variable).Any(attribute =>
        attribute.AttributeClass.Is("System.ComponentModel.DataAnnotations.RangeAttribute")
            ? attribute.ConstructorArguments.LastOrDefault().Value is not (int.MaxValue or double.MaxValue or (double)int.MaxValue or long.MaxValue)
            : attribute.AttributeClass.IsOrInherits("System.ComponentModel.DataAnnotations.ValidationAttribute") && !attribute.AttributeClass.Is("System.ComponentModel.DataAnnotations.RequiredAttribute"));

    /// <summary>A comparison with a number that is fixed. What is below two only keeps negative pages away.</summary>
    private static bool Limits(IOperation part, ISymbol variable) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison =>
            Reads(comparison.LeftOperand, variable) && IsFixed(comparison.RightOperand) || Reads(comparison.RightOperand, variable) && IsFixed(comparison.LeftOperand),
        IIsPatternOperation test => Reads(test.Value, variable) && test.Pattern.DescendantsAndSelf().OfType<IRelationalPatternOperation>().Any(bound => IsFixed(bound.Value)),
        ISwitchExpressionOperation choice => Reads(choice.Value, variable) && choice.DescendantsAndSelf().OfType<IRelationalPatternOperation>().Any(bound => IsFixed(bound.Value)),
        IInvocationOperation { TargetMethod: { Name: "Clamp" or "Min", ContainingType: var type } } call when type.Is("System.Math") || type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 =>
            call.Arguments.Any(argument => Reads(argument.Value, variable)) && call.Arguments.Any(argument => IsFixed(argument.Value)),
        IInvocationOperation { TargetMethod: { Name: var name, IsStatic: true } } call => name.StartsWith("ThrowIfGreater", StringComparison.Ordinal) && call.Arguments.Any(argument => Reads(argument.Value, variable)),
        _ => false,
    };

    private static bool Reads(IOperation code, ISymbol variable) => code.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(RequestNumbers.VariableOf(part), variable));

    /// <summary>Its setter limits it, or who makes the object does, or a validator of its type.</summary>
    private bool IsLimitedElsewhere(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.SetMethod is { } setter && (Bodies.Of(setter, names, cancellationToken) is IMethodBodyOperation || IsWrittenElsewhere(setter)) || validators.Has(property.ContainingType, cancellationToken))
            return true;
        foreach (var name in names.Find(property.Name, cancellationToken))
        {
            if (RuleOf(name) is { } rule && rule.Any(RuleWords.Contains) || IsComputedWrite(name) && names.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken).Symbol is IPropertySymbol written && SymbolEqualityComparer.Default.Equals(written, property))
                return true;
        }

        return false;
    }

    /// <summary>A setter of another project that somebody wrote, for it does more than keep the value: the compiler marks those that it makes itself.</summary>
    private static bool IsWrittenElsewhere(IMethodSymbol setter) => !setter.IsAbstract && (setter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } written
        ? written is AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }
        : !setter.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Runtime.CompilerServices.CompilerGeneratedAttribute")));

    /// <summary>RuleFor(x => x.Page).InclusiveBetween(1, 100): what is called behind RuleFor.</summary>
    private static IEnumerable<string>? RuleOf(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax rule } } } && rule.Expression.MemberName() is SimpleNameSyntax { Identifier.ValueText: "RuleFor" }
            ? rule.Ancestors().TakeWhile(outer => outer is MemberAccessExpressionSyntax or InvocationExpressionSyntax).OfType<MemberAccessExpressionSyntax>().Select(access => access.Name.Identifier.ValueText)
            : null;

    /// <summary><c>Page = Math.Min(page, 100)</c>, in its own type or where the object is made.</summary>
    private static bool IsComputedWrite(SimpleNameSyntax name) => name.AssignmentTo()?.Right is InvocationExpressionSyntax or ConditionalExpressionSyntax;
}
