namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>An answer as it is written: <c>NotFound(message)</c>, <c>Results.Problem(…)</c>, <c>new ObjectResult(error) { StatusCode = 500 }</c>.</summary>
/// <param name="Name">Such as NotFound.</param>
/// <param name="Status">The status code; null when it is computed.</param>
/// <param name="Body">What is sent as the body; null for none.</param>
/// <param name="IsProblem">Whether the body is a ProblemDetails that the framework makes.</param>
internal sealed record Response(IOperation Operation, string Name, int? Status, IOperation? Body, bool IsProblem)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsClientError => Status is >= 400 and < 500;

    /// <summary>Says that the client made a mistake.</summary>
    public bool BlamesClient => Status is { } status && IsBlame(status);

    /// <summary>A request that took too long or was given up, or came too often, is nobody's mistake.</summary>
    public static bool IsBlame(int status) => status is >= 400 and < 500 and not (408 or 429 or 499);

    /// <summary>Made by <c>Results</c> or <c>TypedResults</c>, not by a method of the controller.</summary>
    public bool IsOfResults => Operation is IInvocationOperation { TargetMethod.ContainingType: var type } && (type.Is(Responses.Results) || type.Is(Responses.TypedResults));
}
