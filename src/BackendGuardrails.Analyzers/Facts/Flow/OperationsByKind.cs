using System.Collections;
using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Flow;

/// <summary>The operations of a body, by what they are. Bodies are many and have few kinds each; most questions are for a kind that there is none of.</summary>
internal sealed class OperationsByKind
{
    private const int BitsOfWord = 64;

    /// <summary>Twice as many as the compilers have that we know; nobody asks for what comes behind.</summary>
    private const int Kinds = 4 * BitsOfWord;

    /// <summary>All operations, those of a kind side by side.</summary>
    private readonly IOperation[] _operations;

    /// <summary>A bit for each kind that there is, and where each of these ends.</summary>
    private readonly ulong[] _present = new ulong[Kinds / BitsOfWord];
    private readonly int[] _ends;

    public OperationsByKind(IOperation body, Buffers buffers)
    {
        Body = body;
        var (found, open, places) = (buffers.Found, buffers.Open, buffers.Places);
        var kinds = 0;
        open.Push(body);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            var kind = (int)operation.Kind;
            if (kind < Kinds)
            {
                found.Add(operation);
                if (places[kind]++ == 0)
                    kinds++;
                _present[kind / BitsOfWord] |= 1UL << kind;
            }

            foreach (var child in operation.ChildOperations.Reverse())
                open.Push(child);
        }

        _operations = new IOperation[found.Count];
        _ends = new int[kinds];
        Place(found, places);
        found.Clear();
        Array.Clear(places, 0, places.Length);
    }

    public IOperation Body { get; }

    /// <summary>In the order in which they are written.</summary>
    public OperationsOfKind Of(OperationKind kind)
    {
        var (word, bit) = ((int)kind / BitsOfWord, 1UL << (int)kind);
        if ((uint)word >= (uint)_present.Length || (_present[word] & bit) == 0)
            return new(_operations, 0, 0);
        var before = CountOf(_present[word] & (bit - 1));
        while (word-- > 0)
            before += CountOf(_present[word]);
        return new(_operations, before == 0 ? 0 : _ends[before - 1], _ends[before]);
    }

    /// <summary>Puts each behind those of its kind that came before. The counts become places, and the places the ends.</summary>
    private void Place(List<IOperation> found, int[] places)
    {
        var start = 0;
        for (var kind = 0; kind < Kinds; kind++)
            (places[kind], start) = (start, start + places[kind]);
        foreach (var operation in found)
            _operations[places[(int)operation.Kind]++] = operation;
        var next = 0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            if ((_present[kind / BitsOfWord] & (1UL << kind)) != 0)
                _ends[next++] = places[kind];
        }
    }

    private static int CountOf(ulong bits)
    {
        var count = 0;
        for (; bits != 0; bits &= bits - 1)
            count++;
        return count;
    }

    /// <summary>What one body after the other is gone through with.</summary>
    internal sealed class Buffers
    {
        public List<IOperation> Found { get; } = [];

        public Stack<IOperation> Open { get; } = new();

        public int[] Places { get; } = new int[Kinds];
    }
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
    private readonly ConcurrentBag<OperationsByKind.Buffers> _free = [];

    public OperationsByKind In(IOperation body)
    {
        // The rules are handed the block; who looks for the body of a member from within finds what is around it.
        if (body is IMethodBodyOperation { BlockBody: { } block, ExpressionBody: null })
            body = block;
        if (_lately.Find(body.Syntax.SpanStart, body) is { } known)
            return known;
        var buffers = _free.TryTake(out var free) ? free : new();
        var operations = new OperationsByKind(body, buffers);
        _free.Add(buffers);
        _lately.Keep(body.Syntax.SpanStart, body, operations);
        return operations;
    }
}
