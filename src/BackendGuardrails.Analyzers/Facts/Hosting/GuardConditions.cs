using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>What does a condition say about where the code runs, when it is true and when it is false?</summary>
internal sealed class GuardConditions(WordList developmentNames)
{
    private const int MaxDepth = 16;

    /// <summary>A condition may go through two locals: <c>var dev = env.IsDevelopment(); var show = dev &amp;&amp; verbose;</c></summary>
    private const int DepthOfLocal = 6;

    public Guard Implied(IOperation condition, bool outcome) => Implied(condition, outcome, MaxDepth);

    /// <summary><c>switch (env.EnvironmentName) { case "Development": … }</c></summary>
    public Guard ImpliedBySection(ISwitchOperation choice, ISwitchCaseOperation section) =>
        DecidesWhere(choice.Value) ? Weakest(section.Clauses.Select(clause => clause switch
        {
            ISingleValueCaseClauseOperation single => OfEquality(choice.Value, single.Value, equal: true, MaxDepth),
            IPatternCaseClauseOperation pattern => OfPattern(choice.Value, pattern.Pattern, outcome: true, MaxDepth),
            _ => Guard.None,
        })) : Guard.None;

    /// <summary><c>env.EnvironmentName switch { "Development" => … }</c></summary>
    public Guard ImpliedByArm(ISwitchExpressionOperation choice, ISwitchExpressionArmOperation arm) =>
        DecidesWhere(choice.Value) ? OfPattern(choice.Value, arm.Pattern, outcome: true, MaxDepth) : Guard.None;

    private static bool DecidesWhere(IOperation value) =>
        Environments.IsName(value.Unwrap()) || value.Type?.SpecialType == SpecialType.System_Boolean;

    private Guard Implied(IOperation condition, bool outcome, int depth)
    {
        condition = condition.Unwrap();
        if (depth <= 0 || condition.ConstantValue.HasValue)
            return Guard.None;
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => Implied(negation.Operand, !outcome, depth - 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both => OfJunction(both, outcome, holdForAll: outcome, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either => OfJunction(either, outcome, holdForAll: !outcome, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison =>
                OfEquality(comparison.LeftOperand, comparison.RightOperand, outcome == (comparison.OperatorKind == BinaryOperatorKind.Equals), depth),
            IIsPatternOperation test => OfPattern(test.Value, test.Pattern, outcome, depth),
            IConditionalAccessOperation access => Implied(access.WhenNotNull, outcome, depth - 1),
            ICoalesceOperation coalesce => coalesce.WhenNull.Unwrap().IsConstant(!outcome) || !outcome ? Implied(coalesce.Value, outcome, depth - 1) : Guard.None,
            IInvocationOperation call => OfCall(call, outcome, depth),
            IPropertyReferenceOperation { Property: var property } when property.Type.SpecialType == SpecialType.System_Boolean => OfProperty(property, outcome),
            ILocalReferenceOperation local => OfSymbol(local.Local, Origins.InitialValue(local), outcome, depth),
            IFieldReferenceOperation field => OfSymbol(field.Field, null, outcome, depth),
            IParameterReferenceOperation parameter => OfSymbol(parameter.Parameter, null, outcome, depth),
            _ => Guard.None,
        };
    }

    /// <summary>When all operands are known to have the outcome, the strongest guards; when one of them has, and nobody knows which, the weakest.</summary>
    private Guard OfJunction(IBinaryOperation junction, bool outcome, bool holdForAll, int depth)
    {
        var guards = OperandsOf(junction).Select(operand => Implied(operand, outcome, depth - 1));
        return holdForAll ? Strongest(guards) : Weakest(guards);
    }

    /// <summary>The operands of a chain of one operator, without recursion: chains can be long.</summary>
    private static IEnumerable<IOperation> OperandsOf(IBinaryOperation junction)
    {
        IOperation left = junction;
        while (left.Unwrap() is IBinaryOperation chained && chained.OperatorKind == junction.OperatorKind)
        {
            yield return chained.RightOperand;
            left = chained.LeftOperand;
        }

        yield return left;
    }

    private Guard OfEquality(IOperation one, IOperation other, bool equal, int depth)
    {
        var (value, expected) = one.Unwrap().ConstantValue.HasValue ? (other.Unwrap(), one.Unwrap()) : (one.Unwrap(), other.Unwrap());
        if (expected.ConstantValue is { HasValue: true, Value: bool constant })
            return Implied(value, equal == constant, depth - 1);
        if (Environments.IsName(value))
            return Environments.Implied(expected, equal);
        if (Environments.IsName(expected))
            return Environments.Implied(value, equal);
        return expected.ConstantValue is { HasValue: true, Value: string } || expected is { Type.TypeKind: TypeKind.Enum, ConstantValue.HasValue: true } ? Guard.Setting : Guard.None;
    }

    private Guard OfPattern(IOperation value, IPatternOperation pattern, bool outcome, int depth)
    {
        if (depth <= 0)
            return Guard.None;
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return OfEquality(value, constant.Value, outcome, depth - 1);
            case INegatedPatternOperation negated:
                return OfPattern(value, negated.Pattern, !outcome, depth - 1);
            case IBinaryPatternOperation binary:
                var sides = new[] { binary.LeftPattern, binary.RightPattern }.Select(side => OfPattern(value, side, outcome, depth - 1));
                return outcome == (binary.OperatorKind == BinaryOperatorKind.And) ? Strongest(sides) : Weakest(sides);
            case IRecursivePatternOperation recursive when outcome:
                return Strongest(recursive.PropertySubpatterns.Select(property => OfPattern(property.Member, property.Pattern, true, depth - 1)));
            default:
                return Guard.None;
        }
    }

    private Guard OfCall(IInvocationOperation call, bool outcome, int depth)
    {
        var method = call.TargetMethod;
        if (Environments.IsAskedBy(call))
        {
            switch (method.Name)
            {
                case "IsDevelopment":
                    return outcome ? Guard.Development : Guard.None;
                case "IsProduction":
                    return outcome ? Guard.None : Guard.Development;
                case "IsEnvironment" when call.Arguments.LastOrDefault() is { Value: var name }:
                    return Environments.Implied(name, outcome);
            }
        }

        if (method is { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String })
        {
            var texts = (call.Instance is null ? Enumerable.Empty<IOperation>() : new[] { call.Instance }).Concat(call.Arguments.Select(argument => argument.Value)).Take(2).ToArray();
            return OfEquality(texts[0], texts[1], outcome, depth - 1);
        }

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
        return initializer is null ? Guard.Setting : Implied(initializer, outcome, depth - DepthOfLocal);
    }

    /// <summary>A Boolean answer of the application's own code or configuration; questions about values (IsNullOrEmpty, Any) are none.</summary>
    private static bool IsSetting(IMethodSymbol method) =>
        method.ReturnType.SpecialType == SpecialType.System_Boolean
        && (method.Name is "GetValue" or "IsEnabled" or "IsEnabledAsync" or "Parse" or "TryParse" or "ToBoolean" || !method.DeclaringSyntaxReferences.IsEmpty);

    private static Guard Strongest(IEnumerable<Guard> guards) => guards.DefaultIfEmpty(Guard.None).Max();

    private static Guard Weakest(IEnumerable<Guard> guards) => guards.DefaultIfEmpty(Guard.None).Min();
}
