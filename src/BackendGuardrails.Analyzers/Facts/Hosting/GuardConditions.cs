using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>What does a condition say about where the code runs, when it is true and when it is false?</summary>
internal sealed class GuardConditions(WordList developmentNames)
{
    private const int MaxDepth = 8;

    private static readonly string[] EnvironmentTypes =
    [
        "Microsoft.Extensions.Hosting.IHostEnvironment", "Microsoft.AspNetCore.Hosting.IHostingEnvironment", "Microsoft.Extensions.Hosting.IHostingEnvironment",
    ];

    public Guard Implied(IOperation condition, bool outcome) => Implied(condition, outcome, MaxDepth);

    /// <summary><c>switch (env.EnvironmentName) { case "Development": … }</c></summary>
    public Guard ImpliedBySection(ISwitchOperation choice, ISwitchCaseOperation section)
    {
        if (!IsEnvironmentName(choice.Value.Unwrap()))
            return Guard.None;
        return section.Clauses.All(clause => clause is ISingleValueCaseClauseOperation { Value: var value } && IsDevelopmentName(value)) ? Guard.Development : Guard.None;
    }

    /// <summary><c>env.EnvironmentName switch { "Development" => … }</c></summary>
    public Guard ImpliedByArm(ISwitchExpressionOperation choice, ISwitchExpressionArmOperation arm) =>
        IsEnvironmentName(choice.Value.Unwrap()) && arm.Pattern is IConstantPatternOperation { Value: var value } && IsDevelopmentName(value) ? Guard.Development : Guard.None;

    private Guard Implied(IOperation condition, bool outcome, int depth)
    {
        condition = condition.Unwrap();
        if (depth == 0 || condition.ConstantValue.HasValue)
            return Guard.None;
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => Implied(negation.Operand, !outcome, depth - 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when outcome => Stronger(both, true, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } neither when !outcome => Stronger(neither, false, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } either => Weaker(either, outcome, depth),
            IBinaryOperation comparison => OfComparison(comparison, outcome, depth),
            IIsPatternOperation pattern => OfPattern(pattern, outcome),
            IInvocationOperation call => OfCall(call, outcome),
            IPropertyReferenceOperation { Property: var property } when property.Type.SpecialType == SpecialType.System_Boolean => OfProperty(property, outcome),
            ILocalReferenceOperation local => OfSymbol(local.Local, InitializerOf(local), outcome, depth),
            IFieldReferenceOperation field => OfSymbol(field.Field, null, outcome, depth),
            IParameterReferenceOperation parameter => OfSymbol(parameter.Parameter, null, outcome, depth),
            _ => Guard.None,
        };
    }

    private Guard Stronger(IBinaryOperation binary, bool outcome, int depth)
    {
        var (left, right) = Both(binary, outcome, depth);
        return left > right ? left : right;
    }

    private Guard Weaker(IBinaryOperation binary, bool outcome, int depth)
    {
        var (left, right) = Both(binary, outcome, depth);
        return left < right ? left : right;
    }

    private (Guard Left, Guard Right) Both(IBinaryOperation binary, bool outcome, int depth) =>
        (Implied(binary.LeftOperand, outcome, depth - 1), Implied(binary.RightOperand, outcome, depth - 1));

    private Guard OfComparison(IBinaryOperation comparison, bool outcome, int depth)
    {
        if (comparison.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
            return Guard.None;
        var (left, right) = (comparison.LeftOperand.Unwrap(), comparison.RightOperand.Unwrap());
        var equal = outcome == (comparison.OperatorKind == BinaryOperatorKind.Equals);
        if (right.ConstantValue is { HasValue: true, Value: bool expected })
            return Implied(left, equal == expected, depth - 1);
        if (IsEnvironmentName(left) || IsEnvironmentName(right))
            return NamedEnvironment(IsEnvironmentName(left) ? right : left, equal);
        return right.ConstantValue is { HasValue: true, Value: not null } ? Guard.Setting : Guard.None;
    }

    private static Guard OfPattern(IIsPatternOperation pattern, bool outcome)
    {
        if (pattern.Pattern is IConstantPatternOperation { Value: var value } && IsEnvironmentName(pattern.Value.Unwrap()))
            return NamedEnvironment(value, outcome);
        return pattern.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool } } ? Guard.Setting : Guard.None;
    }

    private Guard OfCall(IInvocationOperation call, bool outcome)
    {
        var method = call.TargetMethod;
        if (EnvironmentTypes.Any(type => call.Receiver()?.Unwrap().Type.IsOrInherits(type) ?? false))
        {
            switch (method.Name)
            {
                case "IsProduction":
                    return outcome ? Guard.None : Guard.Development;
                case "IsEnvironment":
                    return NamedEnvironment(call.Arguments[call.Arguments.Length - 1].Value, outcome);
            }
        }

        if (method.Name == "Equals" && call.Instance is { } instance && IsEnvironmentName(instance.Unwrap()))
            return NamedEnvironment(call.Arguments[0].Value, outcome);
        if (developmentNames.Contains(method.Name))
            return outcome ? Guard.Development : Guard.None;
        return IsSetting(method) ? Guard.Setting : Guard.None;
    }

    private Guard OfProperty(IPropertySymbol property, bool outcome)
    {
        if (property.Name == "IsAttached" && property.IsMemberOf("System.Diagnostics.Debugger") || developmentNames.Contains(property.Name))
            return outcome ? Guard.Development : Guard.None;
        // OnConfiguring asks IsConfigured wherever it runs: nobody decides anything by it.
        return property.Name is "IsConfigured" or "HasValue" or "IsEmpty" or "IsDefault" ? Guard.None : Guard.Setting;
    }

    private Guard OfSymbol(ISymbol symbol, IOperation? initializer, bool outcome, int depth)
    {
        if (developmentNames.Contains(symbol.Name.TrimStart('_')))
            return outcome ? Guard.Development : Guard.None;
        return initializer is null ? Guard.Setting : Implied(initializer, outcome, depth - 1);
    }

    /// <summary>What a local was declared with, when it is declared with something.</summary>
    private static IOperation? InitializerOf(ILocalReferenceOperation local)
    {
        var declaration = local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return declaration is null || declaration.SyntaxTree != local.Syntax.SyntaxTree
            ? null
            : (local.SemanticModel?.GetOperation(declaration) as IVariableDeclaratorOperation)?.GetVariableInitializer()?.Value;
    }

    /// <summary>A Boolean answer of the application's own code or configuration; questions about values (IsNullOrEmpty, Any) are none.</summary>
    private static bool IsSetting(IMethodSymbol method) =>
        method.ReturnType.SpecialType == SpecialType.System_Boolean
        && method.Name is "GetValue" or "IsEnabled" or "IsEnabledAsync" or "Parse" or "TryParse" or "ToBoolean"
        || method is { ReturnType.SpecialType: SpecialType.System_Boolean, DeclaringSyntaxReferences.IsEmpty: false };

    private static Guard NamedEnvironment(IOperation name, bool equal)
    {
        if (IsDevelopmentName(name))
            return equal ? Guard.Development : Guard.None;
        return IsNamed(name, "Production") && !equal ? Guard.Development : Guard.None;
    }

    private static bool IsDevelopmentName(IOperation name) =>
        name.Unwrap().ConstantValue is { HasValue: true, Value: string } && !IsNamed(name, "Production") && !IsNamed(name, "Staging")
        || name.Unwrap() is IFieldReferenceOperation { Field.Name: "Development" };

    private static bool IsNamed(IOperation name, string environment) =>
        name.Unwrap().ConstantValue is { HasValue: true, Value: string text } && text.Equals(environment, StringComparison.OrdinalIgnoreCase)
        || name.Unwrap() is IFieldReferenceOperation { Field.Name: var field } && field == environment;

    private static bool IsEnvironmentName(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property.Name: "EnvironmentName" } property => EnvironmentTypes.Any(property.Property.IsMemberOf),
        IInvocationOperation { TargetMethod.Name: "GetEnvironmentVariable" } call =>
            call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" },
        ILocalReferenceOperation local => InitializerOf(local) is { } initializer && initializer.Unwrap() is not ILocalReferenceOperation && IsEnvironmentName(initializer.Unwrap()),
        _ => false,
    };
}
