namespace BackendGuardrails.Facts.Data.Concurrency;

internal enum Beside
{
    /// <summary>Another operation that is still running.</summary>
    Another,

    /// <summary>Itself, once for each element.</summary>
    EachOther,

    /// <summary>Itself, on several threads.</summary>
    Threads,
}

/// <summary>A place where a context gets a second operation while one is running.</summary>
/// <param name="Second">What is started second; the call that starts all of them where they run beside each other.</param>
/// <param name="First">What is running, for a reader.</param>
internal sealed record SharedContext(Beside Kind, IInvocationOperation Second, IOperation First, ISymbol Context)
{
    /// <summary>The variable, or the type where it has several.</summary>
    public string ContextName => Context.Name;

    public string FirstName => First is IInvocationOperation call ? call.TargetMethod.Name : "foreach";
}
