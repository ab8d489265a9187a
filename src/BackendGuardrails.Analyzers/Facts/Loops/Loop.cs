namespace BackendGuardrails.Facts.Loops;

internal enum Repetition
{
    /// <summary>Once for each element of something.</summary>
    PerItem,

    /// <summary>Over what is written down in the code: constants, an array literal, the values of an enum.</summary>
    Constant,

    /// <summary>Over pieces of many elements each.</summary>
    Batch,

    /// <summary>One page after the other.</summary>
    Paging,

    /// <summary>Until it works.</summary>
    Retry,

    /// <summary>For as long as the service runs: waits, messages.</summary>
    Polling,

    /// <summary>At most once.</summary>
    Once,
}

/// <summary>What repeats a piece of code.</summary>
internal sealed class Loop(IOperation operation, Repetition kind, IOperation? source, string? sourceName)
{
    private Variation? _variation;

    /// <summary>The statement, the call that is given a function to run for each element, or the call of the method by itself.</summary>
    public IOperation Operation { get; } = operation;

    public Repetition Kind { get; } = kind;

    /// <summary>What it ranges over, where that is an expression.</summary>
    public IOperation? Source { get; } = source;

    /// <summary>What a message calls the things it ranges over.</summary>
    public string? SourceName { get; } = sourceName;

    /// <summary>Found when it is first asked for: the whole loop is read for it.</summary>
    public Variation Variation => _variation ??= new Variation(this);

    public Location Location => Operation switch
    {
        IForEachLoopOperation { Collection: var collection } => collection.Syntax.GetLocation(),
        IInvocationOperation call => call.NameLocation(),
        _ => Operation.Syntax.GetFirstToken().GetLocation(),
    };
}
