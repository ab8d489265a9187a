namespace BackendGuardrails.Facts.Data.Lifetimes;

internal enum LateKind
{
    /// <summary>A query that runs when somebody looks at it.</summary>
    Query,

    /// <summary>A task that has begun and is not awaited.</summary>
    Task,
}

/// <summary>What a function hands out although it still needs the context, which is disposed of when the function returns.</summary>
/// <param name="Value">The query or the task.</param>
/// <param name="Return">The statement that hands it out.</param>
/// <param name="Owner">The variable that is disposed of: the context, or the scope it comes from.</param>
internal sealed record LateResult(LateKind Kind, IOperation Value, IReturnOperation Return, ILocalSymbol Owner)
{
    /// <summary>Whether the query itself is what is returned, not a part of it.</summary>
    public bool IsWhole => Return.ReturnedValue is { } returned && returned.Unwrap() == Value;
}
