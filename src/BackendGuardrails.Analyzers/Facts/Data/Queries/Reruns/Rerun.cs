namespace BackendGuardrails.Facts.Data.Queries.Reruns;

/// <summary>A query that runs although it has run before, with the same answer.</summary>
/// <param name="First">What ran it first, and gave the rows.</param>
/// <param name="Second">What runs it again.</param>
/// <param name="Holder">The variable that holds the query, or what the first one has read.</param>
internal sealed record Rerun(IOperation First, IOperation Second, ISymbol? Holder)
{
    public string FirstName => NameOf(First);

    public string SecondName => NameOf(Second);

    public Location Location => LocationOf(Second);

    public Location Before => LocationOf(First);

    /// <summary>The one row that was asked for, not the rows of a query in a variable.</summary>
    public bool IsOfOneRow { get; init; }

    private static string NameOf(IOperation run) => run is IInvocationOperation call ? call.TargetMethod.Name : "foreach";

    private static Location LocationOf(IOperation run) => run switch
    {
        IInvocationOperation call => call.NameLocation(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => run.Syntax.GetLocation(),
    };
}
