using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Facts.Http.Idempotency;

/// <summary>How a function can answer with a problem before it does anything else.</summary>
/// <param name="Call">Such as <c>Problem</c> or <c>Results.Problem</c>.</param>
/// <param name="TaskOf">The type of the task that a function which does not await returns; null for others.</param>
/// <param name="WidensUnion">Whether the type that it returns has to name the problem, too.</param>
internal sealed record Refusals(string Call, string? TaskOf, bool WidensUnion)
{
    private const string Result = "Microsoft.AspNetCore.Http.IResult";
    private const int MostOfUnion = 6;

    /// <summary>Null where the function cannot answer with one: it returns nothing, a value of its own, or a result of one kind.</summary>
    public static Refusals? Of(IMethodSymbol function, Endpoint endpoint, SyntaxNode declaration)
    {
        var type = function.ReturnType;
        var isTask = type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 };
        var answer = isTask ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (isTask && !function.IsAsync && type.Name == "ValueTask")
            return null;
        var task = isTask && !function.IsAsync ? answer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : null;
        if (endpoint.Kind == EndpointKind.Action)
            return function.ContainingType.IsOrInherits(Controllers.ControllerBase) && NeutralAnswers.Accepts(answer) ? new("Problem", task, false) : null;
        if (endpoint.Kind != EndpointKind.Mapped)
            return null;
        if (answer.Is(Result))
            return new("Results.Problem", task, false);
        if (IsUnion(answer, out var members))
            return task is null && (members.Any(IsProblem) || members.Length < MostOfUnion && IsWritten(declaration)) ? new("TypedResults.Problem", null, !members.Any(IsProblem)) : null;
        // A lambda whose type is inferred from its returns becomes one that returns any result.
        return task is null && declaration is ParenthesizedLambdaExpressionSyntax { ReturnType: null } && answer.IsOrInherits(Result) ? new("Results.Problem", null, false) : null;
    }

    /// <summary><c>Results&lt;Ok&lt;Order&gt;, NotFound&gt;</c></summary>
    private static bool IsUnion(ITypeSymbol type, out ImmutableArray<ITypeSymbol> members)
    {
        members = type is INamedTypeSymbol { Name: "Results", IsGenericType: true } union && union.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Http.HttpResults" ? union.TypeArguments : ImmutableArray<ITypeSymbol>.Empty;
        return !members.IsEmpty;
    }

    private static bool IsProblem(ITypeSymbol type) => type.Is("Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult");

    private static bool IsWritten(SyntaxNode declaration) => declaration is MethodDeclarationSyntax or LocalFunctionStatementSyntax or ParenthesizedLambdaExpressionSyntax { ReturnType: not null };
}
