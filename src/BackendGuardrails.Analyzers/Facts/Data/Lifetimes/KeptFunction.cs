namespace BackendGuardrails.Facts.Data.Lifetimes;

internal enum FunctionKeeper
{
    /// <summary>Nobody waits for it: the request is over before it is done.</summary>
    Forgotten,

    Timer,

    /// <summary>A static event or a static member.</summary>
    Static,

    /// <summary>What answers requests, and is made when the program starts.</summary>
    Endpoint,
}

/// <summary>A function that runs after the unit of work is over in which it was made, and that uses the context of that unit.</summary>
/// <param name="Captured">The variable with the context, or with a service that holds one.</param>
/// <param name="Path">From what is captured down to the context.</param>
internal sealed record KeptFunction(FunctionKeeper Keeper, IOperation Function, IOperation Captured, string CapturedName, ImmutableArray<ITypeSymbol> Path);
