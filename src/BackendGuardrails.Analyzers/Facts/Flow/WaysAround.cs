using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Can an operation be reached without some others that are written before it? Exits and both branches of a choice count, which no look at the surroundings of each one tells.</summary>
internal static class WaysAround
{
    /// <summary>
    /// Whether a way leads around all of <paramref name="avoided"/>, which are of one function, from <paramref name="from"/> or, when that is elsewhere, from the start of the function;
    /// and to <paramref name="target"/> or, when that is elsewhere, to the end of the function. What cannot be told is a way.
    /// </summary>
    public static bool Exist(IOperation from, IReadOnlyList<IOperation> avoided, IOperation target, CancellationToken cancellationToken)
    {
        if (GraphAround(avoided[0], cancellationToken) is not { } graph)
            return true;
        var closed = avoided.SelectMany(step => graph.Blocks.Where(block => Has(block, step))).ToList();
        var start = graph.Blocks.FirstOrDefault(block => Has(block, from)) ?? graph.Blocks[0];
        var end = graph.Blocks.FirstOrDefault(block => Has(block, target)) ?? graph.Blocks.FirstOrDefault(block => Holds(block, target)) ?? graph.Blocks[graph.Blocks.Length - 1];
        return closed.Count == 0 || Leads(start, end, closed);
    }

    /// <summary>Whether both run, one behind the other: not in branches of which one excludes the other. Both are of one function, and the first is written first.</summary>
    public static bool Lead(IOperation first, IOperation second, CancellationToken cancellationToken) =>
        GraphAround(first, cancellationToken) is { } graph
        && graph.Blocks.FirstOrDefault(block => Has(block, first)) is { } start && graph.Blocks.FirstOrDefault(block => Has(block, second)) is { } end
        && Leads(start, end, Enumerable.Empty<BasicBlock>());

    /// <summary>
    /// Whether a way leads through all of <paramref name="through"/>, in that order, and from there to the end of the function, without one of <paramref name="avoided"/> behind the first. All are of one function.
    /// What is not found in the code that runs is no way.
    /// </summary>
    public static bool Pass(IReadOnlyList<IOperation> through, IReadOnlyList<IOperation> avoided, CancellationToken cancellationToken)
    {
        if (GraphAround(through[through.Count - 1], cancellationToken) is not { } graph)
            return false;
        var marks = through.Select((step, number) => MarkOf(graph, step, number)).Concat(avoided.Select(step => MarkOf(graph, step, -1))).OfType<Mark>().ToLookup(mark => mark.Block);
        if (through.Select((_, number) => number).Any(number => !marks.SelectMany(block => block).Any(mark => mark.Number == number)))
            return false;
        var seen = new HashSet<(BasicBlock, int)>();
        var open = new Stack<(BasicBlock Block, int Passed)>();
        open.Push((graph.Blocks[0], 0));
        while (open.Count > 0)
        {
            var (block, passed) = open.Pop();
            if (!seen.Add((block, passed)))
                continue;
            foreach (var behind in Behind(marks[block].OrderBy(mark => mark.At).ThenBy(mark => mark.End), passed))
            {
                if (block.Kind == BasicBlockKind.Exit && behind == through.Count)
                    return true;
                foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
                {
                    if (next is not null)
                        open.Push((next, behind));
                }
            }
        }

        return false;
    }

    /// <summary>Whether the second can run behind the first without one of <paramref name="between"/> on the way. All are of one function; what is not found in the code that runs is no way.</summary>
    public static bool Reach(IOperation first, IOperation second, IReadOnlyList<IOperation> between, CancellationToken cancellationToken)
    {
        if (GraphAround(first, cancellationToken) is not { } graph || MarkOf(graph, first, 0) is not { } start)
            return false;
        var marks = between.Select(step => MarkOf(graph, step, -1)).Append(MarkOf(graph, second, 1)).OfType<Mark>().ToLookup(mark => mark.Block);
        var seen = new HashSet<BasicBlock>();
        var open = new Stack<(BasicBlock Block, int At, int End)>();
        open.Push((start.Block, start.At, start.End));
        while (open.Count > 0)
        {
            var (block, at, end) = open.Pop();
            if (marks[block].Where(mark => mark.At > at || mark.At == at && mark.End > end).OrderBy(mark => mark.At).ThenBy(mark => mark.End).FirstOrDefault() is { } next)
            {
                if (next.Number == 1)
                    return true;
                continue;
            }

            foreach (var behind in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (behind is not null && seen.Add(behind))
                    open.Push((behind, -1, -2));
            }
        }

        return false;
    }

    private sealed record Mark(BasicBlock Block, int At, int End, int Number);

    /// <summary>Where the operation is in the graph, which takes it apart: the last part of it; of a loop, which gives an element each time round, the first of its body.</summary>
    private static Mark? MarkOf(ControlFlowGraph graph, IOperation step, int number)
    {
        var span = step is IForEachLoopOperation loop ? loop.Body.Syntax.Span : step.Syntax.Span;
        var parts = graph.Blocks.SelectMany(block => (block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .Select((statement, at) => (Block: block, At: at, End: EndOf(statement, span)))
            .Where(part => part.End >= 0)).ToList();
        if (parts.Count == 0)
            return null;
        var (where, index, end) = step is IForEachLoopOperation ? parts[0] : parts[parts.Count - 1];
        return new(where, index, step is IForEachLoopOperation ? -1 : end, number);
    }

    private static int EndOf(IOperation statement, Microsoft.CodeAnalysis.Text.TextSpan span) => statement.DescendantsAndSelf().Where(part => span.Contains(part.Syntax.Span)).Select(part => part.Syntax.Span.End).DefaultIfEmpty(-1).Max();

    /// <summary>How many steps lie behind somebody who comes to a block with so many and goes through it; the first one can be taken another time.</summary>
    private static IEnumerable<int> Behind(IEnumerable<Mark> marks, int passed)
    {
        var all = new HashSet<int> { passed };
        foreach (var mark in marks)
        {
            if (mark.Number < 0)
                all.RemoveWhere(behind => behind > 0);
            else if (all.Contains(mark.Number))
            {
                if (mark.Number > 0)
                    all.Remove(mark.Number);
                all.Add(mark.Number + 1);
            }
        }

        return all;
    }

    private static bool Leads(BasicBlock start, BasicBlock end, IEnumerable<BasicBlock> closed)
    {
        var seen = new HashSet<BasicBlock>(closed);
        var open = new Stack<BasicBlock>();
        open.Push(start);
        while (open.Count > 0)
        {
            var block = open.Pop();
            if (!seen.Add(block))
                continue;
            if (block == end)
                return true;
            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next is not null)
                    open.Push(next);
            }
        }

        return false;
    }

    private static bool Has(BasicBlock block, IOperation operation) => Operations(block).Any(found => found.Syntax == operation.Syntax && found.Kind == operation.Kind);

    /// <summary>In a lambda that the block makes.</summary>
    private static bool Holds(BasicBlock block, IOperation operation) =>
        Operations(block).Any(found => found is IFlowAnonymousFunctionOperation && found.Syntax.SyntaxTree == operation.Syntax.SyntaxTree && found.Syntax.Span.Contains(operation.Syntax.Span));

    private static IEnumerable<IOperation> Operations(BasicBlock block) =>
        (block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations).SelectMany(operation => operation.DescendantsAndSelf());

    /// <summary>The graph of the lambda, local function or member that holds the operation.</summary>
    private static ControlFlowGraph? GraphAround(IOperation operation, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // The steps may be in another member than the one an action is running for.
        var graph = operation.MemberBody() switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
            _ => null,
        };
#pragma warning restore RS0030
        foreach (var function in operation.Ancestors().Where(around => around is IAnonymousFunctionOperation or ILocalFunctionOperation).Reverse())
        {
            graph = function switch
            {
                ILocalFunctionOperation local when graph?.LocalFunctions.FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared, local.Symbol)) is { } declared => graph.GetLocalFunctionControlFlowGraph(declared, cancellationToken),
                IAnonymousFunctionOperation when graph?.Blocks.SelectMany(Operations).OfType<IFlowAnonymousFunctionOperation>().FirstOrDefault(found => found.Syntax == function.Syntax) is { } lambda => graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken),
                _ => null,
            };
        }

        return graph;
    }
}
