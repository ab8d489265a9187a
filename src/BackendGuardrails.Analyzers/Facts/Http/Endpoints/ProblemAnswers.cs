using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which call makes a problem in the place of an answer? By what the answer is converted to: another type of result may not fit there.</summary>
internal static class ProblemAnswers
{
    private const string Result = "Microsoft.AspNetCore.Http.IResult";
    private const string Problem = "Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult";

    /// <summary>Such as <c>Results.Problem</c>, as the answer is written; null where a problem would not compile.</summary>
    public static string? FactoryOf(Response answer)
    {
        if (answer.Operation is IInvocationOperation { TargetMethod.ContainingType: var factory } && answer.IsOfResults)
            return factory.Is(Responses.Results) || TakesTyped(answer.Operation) ? $"{WrittenFactory(answer.Operation.Syntax) ?? factory.ToDisplayString()}.Problem" : null;
        return IsOfThisController(answer.Operation) && NeutralAnswers.Accepts(Target(answer.Operation)) ? "Problem" : null;
    }

    private static string? WrittenFactory(SyntaxNode call) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax } access } ? access.Expression.ToString() : null;

    private static bool IsOfThisController(IOperation answer) => answer switch
    {
        IInvocationOperation call => call.Instance is IInstanceReferenceOperation && call.TargetMethod.ContainingType.IsOrInherits(Controllers.ControllerBase),
        _ => answer.EnclosingMember(default) is IMethodSymbol { IsStatic: false, ContainingType: var type } && type.IsOrInherits(Controllers.ControllerBase) && !IsInStaticFunction(answer),
    };

    private static bool IsInStaticFunction(IOperation answer) => answer.Ancestors().Any(outer => outer is IAnonymousFunctionOperation { Symbol.IsStatic: true } or ILocalFunctionOperation { Symbol.IsStatic: true });

    private static bool TakesTyped(IOperation answer)
    {
        var target = Target(answer);
        if (target.Is(Result) || target?.SpecialType == SpecialType.System_Object || target is INamedTypeSymbol union && union.TypeArguments.Any(one => one.Is(Problem)))
            return true;
        // A lambda's type is that of what it returns: there must be nothing else that it returns.
        return answer.EnclosingFunction() is IAnonymousFunctionOperation { Syntax: not ParenthesizedLambdaExpressionSyntax { ReturnType: not null } } lambda && SymbolEqualityComparer.Default.Equals(target, answer.Type)
            && lambda.Body.Descendants().OfType<IReturnOperation>().Count(exit => exit.ReturnedValue is not null && exit.EnclosingFunction() == lambda) == 1;
    }

    /// <summary>What the answer becomes, through the conditions around it.</summary>
    private static ITypeSymbol? Target(IOperation answer)
    {
        var current = answer;
        while (current.Parent is IConditionalOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or ICoalesceOperation or IParenthesizedOperation)
            current = current.Parent;
        while (current.Parent is IConversionOperation conversion)
            current = conversion;
        return current.Type;
    }
}
