namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>A problem without detail in the place of an answer, as code; null where the function cannot return one.</summary>
internal static class NeutralAnswers
{
    private const string Codes = "Microsoft.AspNetCore.Http.StatusCodes.";

    private static readonly ImmutableDictionary<int, string> Names = new Dictionary<int, string>
    {
        [500] = "Status500InternalServerError", [501] = "Status501NotImplemented", [502] = "Status502BadGateway", [503] = "Status503ServiceUnavailable", [504] = "Status504GatewayTimeout",
    }.ToImmutableDictionary();

    /// <summary>The status of a server's error stays; what was called the client's error, of whatever was thrown, is the server's.</summary>
    public static string? InsteadOf(IOperation answer) => Responses.Of(answer) is { IsProblem: false, IsSuccess: false } response ? InsteadOf(response) : null;

    public static string? InsteadOf(Response response)
    {
        if (response.Operation.EnclosingSymbol(default) is not IMethodSymbol function)
            return null;
        var status = response.Status is { } code && Names.ContainsKey(code) ? code : 500;
        return Factory(response, function) is { } factory ? $"{factory}(statusCode: {Codes}{Names[status]})" : null;
    }

    private static string? Factory(Response response, IMethodSymbol function)
    {
        if (response.IsOfResults && response.Operation is IInvocationOperation call)
            return IsUnion(function.ReturnType) ? null : $"{call.TargetMethod.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "")}.Problem";
        return Member(function).ContainingType.IsOrInherits(Controllers.ControllerBase) && Accepts(function.ReturnType) ? "Problem" : null;
    }

    /// <summary><c>Results&lt;Ok&lt;Order&gt;, BadRequest&lt;string&gt;&gt;</c> names all that it returns.</summary>
    private static bool IsUnion(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: true } named && (named.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Http.HttpResults" || named.TypeArguments.Any(IsUnion));

    /// <summary>Whether a result of a controller that is an object can be returned as this.</summary>
    public static bool Accepts(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task => Accepts(task.TypeArguments[0]),
        _ => type.Is("Microsoft.AspNetCore.Mvc.IActionResult") || type.Is("Microsoft.AspNetCore.Mvc.ActionResult") || type.Is("Microsoft.AspNetCore.Mvc.ActionResult`1") || type.Is("Microsoft.AspNetCore.Mvc.ObjectResult"),
    };

    private static ISymbol Member(ISymbol symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol;
    }
}
