namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>The code that handles an exception: what it is called there, and whether somebody is told.</summary>
/// <param name="Exception">The name of the caught exception.</param>
/// <param name="IsLogged">Whether the exception is handed to anybody who keeps it.</param>
internal sealed record Handlers(string? Exception, bool IsLogged)
{
    private static readonly string[] Words = ["Log", "Trace", "Track", "Capture", "Record", "Report", "Error", "Fatal", "Critical", "Warn", "Notify"];

    /// <summary>What shows something to the person.</summary>
    private static readonly string[] Pages = ["ModelError", "StatusMessage", "Toast", "Alert", "Flash"];

    /// <summary>The catch clause around the operation; null outside of one.</summary>
    public static Handlers? Around(IOperation operation) =>
        operation.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault() is { } clause
            ? new((clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol.Name, TellsSomebody(clause))
            : null;

    /// <summary>A call that is named after telling, or that counts.</summary>
    public static bool TellsSomebody(ICatchClauseOperation clause) => clause.Handler.Descendants().OfType<IInvocationOperation>().Any(call =>
        Words.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)) || call.TargetMethod.Name is "SetStatus" or "AddException" or "FailFast" or "Exit" or "StopApplication"
        || call.TargetMethod.ContainingNamespace?.ToDisplayString() == "System.Diagnostics.Metrics");

    /// <summary>Whether the person is told on the page, or something else is tried instead.</summary>
    public static bool CopesWithIt(ICatchClauseOperation clause) => clause.Handler.Descendants().Any(operation => operation switch
    {
        ITryOperation => true,
        IInvocationOperation call => Pages.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.Ordinal) >= 0),
        IPropertyReferenceOperation property => property.Property.Name is "TempData" or "ViewBag" or "ViewData" or "ModelState",
        _ => false,
    });

    /// <summary>Whether the exception, or another one, goes on.</summary>
    public static bool LetsThrough(ICatchClauseOperation clause) => clause.Handler.Descendants().Any(operation => operation is IThrowOperation);
}
