namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>The code that handles an exception: what it is called there, and whether somebody is told.</summary>
/// <param name="Exception">The name of the caught exception.</param>
/// <param name="IsLogged">Whether the exception is handed to anybody who keeps it.</param>
internal sealed record Handlers(string? Exception, bool IsLogged)
{
    private static readonly string[] Words = ["Log", "Trace", "Track", "Capture", "Record", "Report", "Error", "Fatal", "Critical", "Warn", "Notify"];

    /// <summary>The catch clause around the operation; null outside of one.</summary>
    public static Handlers? Around(IOperation operation) =>
        operation.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault() is { } clause
            ? new((clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol.Name, TellsSomebody(clause))
            : null;

    /// <summary>A call that is named after telling, or that is given the exception itself.</summary>
    public static bool TellsSomebody(ICatchClauseOperation clause) => clause.Handler.Descendants().OfType<IInvocationOperation>().Any(call =>
        Words.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)) || call.TargetMethod.Name is "SetStatus" or "AddException");
}
