namespace BackendGuardrails.Facts.Flow;

/// <summary>The operations of a body, by what they are.</summary>
internal sealed class OperationsByKind
{
    private readonly Dictionary<OperationKind, List<IOperation>> _operations = [];

    public OperationsByKind(IOperation body)
    {
        Body = body;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (!_operations.TryGetValue(operation.Kind, out var known))
                _operations.Add(operation.Kind, known = []);
            known.Add(operation);
        }
    }

    public IOperation Body { get; }

    /// <summary>In the order in which they are written.</summary>
    public IReadOnlyList<IOperation> Of(OperationKind kind) => _operations.TryGetValue(kind, out var known) ? known : [];
}

/// <summary>The rules ask about a body one right after the other: what was walked lately is enough to remember.</summary>
internal sealed class OperationIndex
{
    /// <summary>A power of two.</summary>
    private const int BodiesKept = 64;

    private readonly OperationsByKind?[] _lately = new OperationsByKind?[BodiesKept];

    public OperationsByKind In(IOperation body)
    {
        var place = body.Syntax.SpanStart & (BodiesKept - 1);
        if (Volatile.Read(ref _lately[place]) is { } known && known.Body == body)
            return known;
        var operations = new OperationsByKind(body);
        Volatile.Write(ref _lately[place], operations);
        return operations;
    }
}
