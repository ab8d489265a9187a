namespace BackendGuardrails.Facts.Data.Blocking;

internal enum BlockedBy
{
    /// <summary>A call that has an async form.</summary>
    Call,

    /// <summary>A loop over a query.</summary>
    Enumeration,

    /// <summary><c>.Result</c>, <c>.Wait()</c>, <c>.GetAwaiter().GetResult()</c>.</summary>
    Waiting,
}

/// <summary>A place where a thread does nothing until a database has answered.</summary>
/// <param name="Async">What can be awaited instead.</param>
internal sealed record BlockingCall(BlockedBy Kind, IOperation Operation, string Name, string Async, AsyncTwin? Twin = null)
{
    public Location Location => Operation switch
    {
        IInvocationOperation call => call.NameLocation(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => Operation.Syntax.MemberName().GetLocation(),
    };
}
