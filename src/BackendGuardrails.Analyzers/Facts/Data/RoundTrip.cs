namespace BackendGuardrails.Facts.Data;

/// <summary>What is asked of the other side.</summary>
internal enum TripKind
{
    /// <summary>Rows, or a question about them.</summary>
    Query,

    /// <summary>One navigation of an entity that is loaded already.</summary>
    NavigationLoad,

    /// <summary>A command that changes rows directly.</summary>
    Write,

    /// <summary>What the context has collected is written.</summary>
    Save,

    /// <summary>A transaction is begun; its end is told of with it.</summary>
    Transaction,

    /// <summary>Another service: HTTP, gRPC, Redis, a queue.</summary>
    Remote,

    /// <summary>A message is handed to a broker.</summary>
    Publish,

    /// <summary>Money moves: a provider of payments is asked to charge, to refund, to pay out.</summary>
    Payment,

    /// <summary>A command is handed to a mediator, and its handler is not here.</summary>
    Command,
}

/// <summary>An operation that goes to a database or another service and back.</summary>
internal sealed class RoundTrip(TripKind kind, IOperation operation, string name)
{
    public TripKind Kind { get; } = kind;

    /// <summary>The call, or the loop or argument that enumerates a query.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>What a reader calls it: the method, or the query that is enumerated.</summary>
    public string Name { get; } = name;

    public Location Location => Operation switch
    {
        IInvocationOperation call => call.NameLocation(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => Operation.Syntax.GetLocation(),
    };
}
