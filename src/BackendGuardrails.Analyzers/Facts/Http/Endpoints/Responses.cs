namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which status and body does this expression answer with?</summary>
internal static class Responses
{
    public const string Results = "Microsoft.AspNetCore.Http.Results";
    public const string TypedResults = "Microsoft.AspNetCore.Http.TypedResults";

    private const string Extensions = "Microsoft.AspNetCore.Http.IResultExtensions";
    private const string Mvc = "Microsoft.AspNetCore.Mvc";
    private const string HttpResults = "Microsoft.AspNetCore.Http.HttpResults";

    private static readonly ImmutableDictionary<string, int> Codes = new Dictionary<string, int>
    {
        ["Ok"] = 200, ["Content"] = 200, ["Json"] = 200, ["File"] = 200, ["PhysicalFile"] = 200, ["Stream"] = 200, ["Bytes"] = 200, ["Text"] = 200, ["View"] = 200, ["PartialView"] = 200, ["Page"] = 200,
        ["Created"] = 201, ["CreatedAtAction"] = 201, ["CreatedAtRoute"] = 201, ["Accepted"] = 202, ["AcceptedAtAction"] = 202, ["AcceptedAtRoute"] = 202, ["NoContent"] = 204,
        ["Redirect"] = 302, ["LocalRedirect"] = 302, ["RedirectToAction"] = 302, ["RedirectToPage"] = 302, ["RedirectToRoute"] = 302,
        ["BadRequest"] = 400, ["ValidationProblem"] = 400, ["Unauthorized"] = 401, ["Challenge"] = 401, ["Forbid"] = 403, ["NotFound"] = 404, ["Conflict"] = 409, ["UnprocessableEntity"] = 422,
        ["InternalServerError"] = 500, ["Problem"] = 500,
    }.ToImmutableDictionary();

    private static readonly string[] BodyParameters = ["value", "error", "data", "modelState", "modelStateDictionary", "descriptor", "content", "text", "detail", "errors", "obj", "jsonObject", "model"];

    /// <summary>The answer that a value is, through conversions and conditions on the way; none for what is no answer of the framework.</summary>
    public static IEnumerable<Response> In(IOperation value) => Functions.Alternatives(value).SelectMany(one =>
        Carried(one) is { } inner ? In(inner) : Of(one) is { } answer ? new[] { answer } : Enumerable.Empty<Response>());

    public static Response? Of(IOperation value) => Carried(value.Unwrap()) is { } inner ? Of(inner) : value.Unwrap() switch
    {
        IInvocationOperation call when IsFactory(call.TargetMethod) => OfCall(call),
        IObjectCreationOperation creation => OfCreation(creation),
        _ => null,
    };

    /// <summary>What a task is made of, or waited for: <c>Task.FromResult(x)</c>, <c>new ValueTask&lt;IResult>(x)</c>, <c>await x</c>.</summary>
    public static IOperation? Carried(IOperation value) => value switch
    {
        IAwaitOperation awaited => awaited.Operation,
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments.Length: 1 } task => task.Arguments[0].Value,
        IObjectCreationOperation { Type: { Name: "ValueTask" } type, Arguments.Length: 1 } task when type.OutermostNamespace() == "System" => task.Arguments[0].Value,
        _ => null,
    };

    private static bool IsFactory(IMethodSymbol method) =>
        !method.ReturnsVoid && method.DeclaringSyntaxReferences.IsEmpty
        && (method.ContainingType.IsOrInherits(Controllers.ControllerBase) || method.ContainingType.Is("Microsoft.AspNetCore.Mvc.RazorPages.PageModel") || method.ContainingType.Is("Microsoft.AspNetCore.Mvc.RazorPages.PageBase")
            || method.ContainingType.Is(Results) || method.ContainingType.Is(TypedResults) || method.Parameters.FirstOrDefault()?.Type.Is(Extensions) == true);

    private static Response? OfCall(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        var written = call.Argument("statusCode") is { } status && !IsOmitted(status) ? status : null;
        if (name != "StatusCode" && !Codes.ContainsKey(name))
            return null;
        var code = written is not null ? written.Unwrap().ConstantValue.Value as int? : Codes.TryGetValue(name, out var usual) ? usual : null;
        var body = call.Arguments.FirstOrDefault(argument => argument.IsWritten() && BodyParameters.Contains(argument.Parameter?.Name))?.Value;
        return new(call, name, code, body, name is "Problem" or "ValidationProblem");
    }

    private static bool IsOmitted(IOperation value) => value.Parent is IArgumentOperation argument && !argument.IsWritten() || value.IsNull();

    /// <summary><c>new NotFoundObjectResult(message)</c>, <c>new ObjectResult(error) { StatusCode = 500 }</c>, <c>new StatusCodeResult(500)</c></summary>
    private static Response? OfCreation(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || !type.Name.EndsWith("Result", StringComparison.Ordinal) || type.ContainingNamespace?.ToDisplayString() is not (Mvc or HttpResults))
            return null;
        var name = type.Name.Substring(0, type.Name.Length - "Result".Length);
        name = name.EndsWith("Object", StringComparison.Ordinal) && name != "Object" ? name.Substring(0, name.Length - "Object".Length) : name;
        var set = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "StatusCode" })?.Value;
        var given = set ?? creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "statusCode")?.Value;
        var code = given is not null ? given.Unwrap().ConstantValue.Value as int? : Codes.TryGetValue(name, out var usual) ? usual : name is "Object" ? 200 : null;
        var body = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is { } parameter && parameter != "statusCode" && BodyParameters.Contains(parameter))?.Value
            ?? creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Content" or "Value" })?.Value;
        return code is null && given is null && body is null ? null : new(creation, name, code, body, false);
    }
}
