using System.Collections;

namespace BackendGuardrails.Facts.Flow;

/// <summary>The operations of a body, by what they are.</summary>
internal sealed class OperationsByKind
{
    /// <summary>More kinds than the compilers have that we know; newer ones make room.</summary>
    private const int UsualKinds = 160;

    /// <summary>What the last body of this thread was gone through with: bodies are many, and most are small.</summary>
    [ThreadStatic]
    private static (List<IOperation> Found, Stack<IOperation> Open)? s_buffers;

    /// <summary>All operations, those of a kind side by side, and where those of each kind begin.</summary>
    private readonly IOperation[] _operations;
    private readonly int[] _starts;

    public OperationsByKind(IOperation body)
    {
        Body = body;
        var (all, open) = s_buffers ??= ([], new());
        var highest = UsualKinds;
        open.Push(body);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            all.Add(operation);
            highest = Math.Max(highest, (int)operation.Kind);
            foreach (var child in operation.ChildOperations.Reverse())
                open.Push(child);
        }

        _operations = new IOperation[all.Count];
        _starts = new int[highest + 2];
        foreach (var operation in all)
            _starts[(int)operation.Kind + 1]++;
        for (var kind = 1; kind < _starts.Length; kind++)
            _starts[kind] += _starts[kind - 1];
        // Filling moves each start to the end of its kind, which is the start of the next one.
        foreach (var operation in all)
            _operations[_starts[(int)operation.Kind]++] = operation;
        Array.Copy(_starts, 0, _starts, 1, _starts.Length - 1);
        _starts[0] = 0;
        all.Clear();
    }

    public IOperation Body { get; }

    /// <summary>In the order in which they are written.</summary>
    public OperationsOfKind Of(OperationKind kind) => (int)kind + 1 < _starts.Length ? new(_operations, _starts[(int)kind], _starts[(int)kind + 1]) : new(_operations, 0, 0);
}

/// <summary>A part of the list; every rule asks for several in each body, so going through it takes no memory.</summary>
internal readonly struct OperationsOfKind(IOperation[] operations, int start, int end) : IEnumerable<IOperation>
{
    public Enumerator GetEnumerator() => new(operations, start, end);

    IEnumerator<IOperation> IEnumerable<IOperation>.GetEnumerator() => operations.Skip(start).Take(end - start).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<IOperation>)this).GetEnumerator();

    internal struct Enumerator(IOperation[] operations, int start, int end)
    {
        private int _at = start - 1;

        public readonly IOperation Current => operations[_at];

        public bool MoveNext() => ++_at < end;
    }
}

/// <summary>The rules ask about a body one right after the other: what was walked lately is enough to remember.</summary>
internal sealed class OperationIndex
{
    private readonly Lately<IOperation, OperationsByKind> _lately = new();

    public OperationsByKind In(IOperation body)
    {
        // The rules are handed the block; who looks for the body of a member from within finds what is around it.
        if (body is IMethodBodyOperation { BlockBody: { } block, ExpressionBody: null })
            body = block;
        if (_lately.Find(body.Syntax.SpanStart, body) is { } known)
            return known;
        var operations = new OperationsByKind(body);
        _lately.Keep(body.Syntax.SpanStart, body, operations);
        return operations;
    }
}
