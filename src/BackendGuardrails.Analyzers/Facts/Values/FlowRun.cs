using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>
/// Walks the control-flow graph of one member until nothing new comes up, and writes down what happens to values. The parts of this class are one idea each:
/// blocks and branches here, then expressions, assignments, calls, functions, containers and conditions.
/// </summary>
internal sealed partial class FlowRun
{
    /// <summary>A block is looked at again as long as it brings news; lists of constants could grow for ever.</summary>
    private const int MostVisits = 12;

    private const int MostSteps = 400_000;

    private readonly MemberFlow _flow;
    private readonly ValueFlows _facts;
    private readonly FlowSession _session;
    private readonly CancellationToken _cancellationToken;
    private readonly ControlFlowGraph _outermost;
    private ControlFlowGraph _graph;
    private FlowState _state = FlowState.Start;
    private int _steps;

    private FlowRun(MemberFlow flow, ControlFlowGraph graph, ValueFlows facts, FlowSession session, CancellationToken cancellationToken)
    {
        _flow = flow;
        _graph = _outermost = graph;
        _facts = facts;
        _session = session;
        _cancellationToken = cancellationToken;
    }

    public static MemberFlow Of(SyntaxNode root, IMethodSymbol? method, ISymbol? initialized, ControlFlowGraph graph, ValueFlows facts, FlowSession session, CancellationToken cancellationToken)
    {
        var flow = new MemberFlow(root, method);
        var run = new FlowRun(flow, graph, facts, session, cancellationToken);
        var result = run.RunGraph(graph, FlowState.Start);
        flow.Return(result.Returned);
        if (result.Exit is { } exit)
        {
            flow.Leave(exit);
            flow.Keep(exit.Heap);
        }

        run.RunUncalledFunctions(result.Exit);
        if (initialized is not null)
            flow.Write(initialized, result.Returned);
        return flow;
    }

    /// <summary>What comes out of a graph: the state at its ends (null: it never ends) and the value returned or yielded.</summary>
    private (FlowState? Exit, Value Returned) RunGraph(ControlFlowGraph graph, FlowState entry)
    {
        var outer = (_graph, _state, _returned);
        _graph = graph;
        _returned = null;
        var exit = RunBlocks(graph.Blocks[0].Ordinal, graph.Blocks[graph.Blocks.Length - 1].Ordinal, entry);
        var returned = _returned ?? Value.Safe;
        (_graph, _state, _returned) = outer;
        return (exit, returned);
    }

    private Value? _returned;

    /// <summary>What the member itself throws and may catch again.</summary>
    private Value _thrown = Value.Safe;

    private FlowState? RunBlocks(int first, int last, FlowState entry)
    {
        var entries = new FlowState?[last - first + 1];
        var visits = new int[entries.Length];
        var isPending = new bool[entries.Length];
        FlowState? exit = null;
        Go(first, entry);
        while (Array.IndexOf(isPending, true) is >= 0 and var next)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            isPending[next] = false;
            if (++visits[next] > MostVisits || _steps > MostSteps)
                continue;
            var block = _graph.Blocks[first + next];
            _state = entries[next]!;
            EnterHandlers(block, _state, Go);
            if (block.Kind == BasicBlockKind.Exit)
            {
                exit = exit?.Or(_state) ?? _state;
                continue;
            }

            foreach (var operation in block.Operations)
                Evaluate(operation);
            EnterHandlers(block, _state, Go);
            Leave(block);
        }

        return exit;

        void Leave(BasicBlock block)
        {
            if (block.BranchValue is { } value && block.ConditionKind != ControlFlowConditionKind.None)
            {
                var (whenTrue, whenFalse) = Decide(value);
                whenFalse = AfterLoop(block, value, whenFalse);
                var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
                Follow(block.ConditionalSuccessor, jumpsWhenTrue ? whenTrue : whenFalse);
                Follow(block.FallThroughSuccessor, jumpsWhenTrue ? whenFalse : whenTrue);
                return;
            }

            if (block.BranchValue is { } result)
            {
                var returned = Evaluate(result);
                if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
                    Return(returned);
                else if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Throw)
                    _thrown = _thrown.Or(returned);
            }

            Follow(block.FallThroughSuccessor, _state);
        }

        void Follow(ControlFlowBranch? branch, FlowState? state)
        {
            if (branch is null || state is null)
                return;
            foreach (var region in branch.FinallyRegions)
            {
                var leaving = RunBlocks(region.FirstBlockOrdinal, region.LastBlockOrdinal, state);
                if (leaving is null)
                    return;
                state = leaving;
            }

            if (branch.Destination is { } destination && destination.Ordinal >= first && destination.Ordinal <= last)
            {
                if (branch.Source.Ordinal >= destination.Ordinal && NextRound(destination, state))
                    isPending[destination.Ordinal - first] = true;
                Go(destination.Ordinal, state);
            }
            else if (branch.Semantics is ControlFlowBranchSemantics.StructuredExceptionHandling)
                exit = exit?.Or(state) ?? state;
        }

        void Go(int ordinal, FlowState state)
        {
            if (ordinal < first || ordinal > last)
                return;
            var known = entries[ordinal - first];
            var both = known?.Or(state) ?? state;
            if (ReferenceEquals(both, known))
                return;
            entries[ordinal - first] = both;
            isPending[ordinal - first] = true;
        }
    }

    /// <summary>Any operation of a try block may throw: its handlers see what was known before and after.</summary>
    private static void EnterHandlers(BasicBlock block, FlowState state, Action<int, FlowState> go)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is not ControlFlowRegionKind.Try || region.EnclosingRegion is not { Kind: ControlFlowRegionKind.TryAndCatch } around)
                continue;
            foreach (var handler in around.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                    go(handler.FirstBlockOrdinal, state);
            }
        }
    }

    /// <summary>What is returned is judged by what has been proven where it is returned.</summary>
    private void Return(Value value)
    {
        value = Proven(value);
        if (MayBeTruth(value))
            value = value.WithProof(value.WhenTrue.Or(_state.Proven), value.WhenFalse.Or(_state.Proven));
        _returned = _returned?.Or(value) ?? value;
        _flow.Keep(_state.Heap);
    }

    /// <summary>The value without what a check on the way has let pass.</summary>
    private Value Proven(Value value) => _state.Proven.IsNothing ? value : value.Without(origin => _state.Proven.Holds(origin.AsWhole()));
}
