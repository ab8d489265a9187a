using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>Lambdas, local functions and methods as values. Where they are called in sight they run there, with what is known there.</summary>
internal sealed partial class FlowRun
{
    private const int DeepestRun = 5;

    private readonly Stack<SyntaxNode> _running = new();
    private readonly Dictionary<HeapObject, (FlowState State, ControlFlowGraph Graph)> _unseen = new();
    private readonly HashSet<SyntaxNode> _seen = new();

    /// <summary>Local functions taken as values, with a graph in which they are in scope: they may be called where they are not.</summary>
    private readonly Dictionary<IMethodSymbol, ControlFlowGraph> _named = new(SymbolEqualityComparer.Default);

    private Value CreateFunction(IFlowAnonymousFunctionOperation function)
    {
        var made = new HeapObject(function.Syntax, null, null, function);
        _unseen[made] = (_unseen.TryGetValue(made, out var known) ? known.State.Or(_state) : _state, _graph);
        return Value.From(made);
    }

    private Value ReferToMethod(IMethodReferenceOperation reference)
    {
        if (reference.Instance is { } instance)
            Evaluate(instance);
        if (reference.Method.MethodKind == MethodKind.LocalFunction)
            _named[reference.Method.OriginalDefinition] = _graph;
        return Value.From(new HeapObject(reference.Syntax, null, null, reference));
    }

    private Value CallDelegate(IInvocationOperation call, Value function, Value[] arguments)
    {
        var result = Value.Safe;
        foreach (var made in function.Objects.Where(made => made.Function is not null))
            result = result.Or(Run(made, arguments));
        if (function.Origins.IsEmpty)
            return result;
        var site = Site(call, call.TargetMethod, function, call.Instance!.Type);
        for (var index = 0; index < arguments.Length && index < site.Arguments.Length; index++)
            site.Arguments[index] = Proven(arguments[index]);
        for (var index = 0; index < arguments.Length && index < site.Arguments.Length; index++)
            Touch(site, arguments[index], call.Arguments[index].Value.Type, index);
        return result.Or(Result(site, call.TargetMethod));
    }

    private Value Run(HeapObject made, IReadOnlyList<Value> arguments)
    {
        switch (made.Function)
        {
            case IFlowAnonymousFunctionOperation lambda:
                _seen.Add(lambda.Syntax);
                var graph = _unseen.TryGetValue(made, out var known) ? known.Graph : _graph;
                return RunFunction(lambda.Syntax, lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, _cancellationToken), arguments);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } local:
                _seen.Add(local.Method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken));
                return RunLocalFunction(local.Method, arguments);
            case IMethodReferenceOperation reference when _facts.MayRunCode(reference.Method):
                var site = Site(reference, reference.Method, reference.Instance is { } instance ? Evaluate(instance) : Value.Safe, reference.Instance?.Type);
                for (var index = 0; index < arguments.Count && index < site.Arguments.Length; index++)
                    site.Arguments[index] = site.Arguments[index].Or(arguments[index]);
                return Result(site, reference.Method);
            case IMethodReferenceOperation { Method: { Parameters.Length: > 0 } method } reference when Checks.ProvesArgument(method) is { } needsOurs
                && (!needsOurs || !Checks.MayBeText(method.Parameters[method.Parameters.Length - 1].Type) || IsOurs(reference.Instance is { } allowed ? Evaluate(allowed) : Value.Safe)):
                return Value.Truth(Proof.Of(new object[] { method.Parameters[method.Parameters.Length - 1] }), Proof.Nothing);
            case IMethodReferenceOperation reference:
                return LibraryResult(reference.Method, reference.Instance is { } target ? Evaluate(target) : Value.Safe, arguments, reference);
            default:
                return Value.Safe;
        }
    }

    private Value RunLocalFunction(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        var definition = method.OriginalDefinition;
        var scope = _named.TryGetValue(definition, out var named) ? ScopeOf(definition, named) : null;
        // Half-typed code calls functions from where they are not in scope.
        return (scope ?? ScopeOf(definition, _graph)) is { } graph
            ? RunFunction(definition.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken), definition, graph.GetLocalFunctionControlFlowGraph(definition, _cancellationToken), arguments)
            : AnyOf(arguments);
    }

    private static Value AnyOf(IReadOnlyList<Value> arguments) => arguments.Where(argument => argument is not null).Aggregate(Value.Safe, (all, argument) => all.Or(argument)).OnlyOrigins();

    /// <summary>The graph, of those around it, that declares the function.</summary>
    private static ControlFlowGraph? ScopeOf(IMethodSymbol function, ControlFlowGraph graph)
    {
        for (var around = graph; around is not null; around = around.Parent)
        {
            if (around.LocalFunctions.Contains(function))
                return around;
        }

        return null;
    }

    private Value CallLocalFunction(IInvocationOperation call)
    {
        var arguments = new Value[call.TargetMethod.Parameters.Length];
        foreach (var argument in call.Arguments)
            arguments[argument.Parameter!.Ordinal] = Evaluate(argument.Value);
        var function = call.TargetMethod.OriginalDefinition;
        _seen.Add(function.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken));
        var result = RunLocalFunction(call.TargetMethod, arguments);
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out))
            Store(argument.Value, Variable(function.Parameters[argument.Parameter!.Ordinal]));
        return result;
    }

    /// <summary>What is in scope is the same inside, so the state goes in and comes out again.</summary>
    private Value RunFunction(SyntaxNode syntax, IMethodSymbol function, ControlFlowGraph graph, IReadOnlyList<Value> arguments)
    {
        if (_running.Contains(syntax) || _running.Count >= DeepestRun)
            return AnyOf(arguments);
        var entry = _state;
        for (var index = 0; index < function.Parameters.Length; index++)
            entry = entry.With(function.Parameters[index], index < arguments.Count && arguments[index] is { } given && !SafeTypes.IsSafe(function.Parameters[index].Type) ? given : Value.Safe);
        _running.Push(syntax);
        var (exit, returned) = RunGraph(graph, entry);
        _running.Pop();
        if (exit is not null)
            _state = exit;
        return returned;
    }

    /// <summary>It runs later and elsewhere, with parameters that others decide; whether it has run is not known.</summary>
    private void RunHandedOn(HeapObject made)
    {
        var lambda = (IFlowAnonymousFunctionOperation)made.Function!;
        _seen.Add(lambda.Syntax);
        var before = _state;
        var result = Run(made, lambda.Symbol.Parameters.Select(Parameter).ToArray());
        _flow.AddResult(lambda.Syntax, result);
        _flow.Keep(_state.Heap);
        _state = before.Or(_state);
    }

    /// <summary>What was kept, returned or handed to a library as an object runs some time, when all the rest may have happened.</summary>
    private void RunUncalledFunctions(FlowState? exit)
    {
        for (var round = 0; round < DeepestRun; round++)
        {
            var waiting = _unseen.Where(entry => !_seen.Contains(entry.Key.MadeBy)).ToList();
            foreach (var entry in waiting)
            {
                _state = exit is null ? entry.Value.State : entry.Value.State.Or(exit);
                _graph = entry.Value.Graph;
                RunHandedOn(entry.Key);
            }

            if (waiting.Count == 0)
                break;
        }

        foreach (var function in _outermost.LocalFunctions)
            RunUncalledLocalFunction(function, exit);
    }

    private void RunUncalledLocalFunction(IMethodSymbol function, FlowState? exit)
    {
        var syntax = function.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken);
        if (!_seen.Add(syntax))
            return;
        _state = exit ?? FlowState.Start;
        _graph = _outermost;
        _flow.AddResult(syntax, RunLocalFunction(function, function.Parameters.Select(Parameter).ToArray()));
        _flow.Keep(_state.Heap);
    }

    private Value Raised(IEventReferenceOperation raised) =>
        Value.From(raised.Instance is { } instance && Evaluate(instance).Origins.FirstOrDefault() is { } holder ? holder.Member(raised.Event.OriginalDefinition) : new Origin(OriginKind.Static, raised.Event.OriginalDefinition));

    private Value Subscribe(IEventAssignmentOperation subscription)
    {
        var handler = Evaluate(subscription.HandlerValue);
        if (subscription.EventReference is IEventReferenceOperation { Event: var raised } && subscription.Adds)
            _flow.Write(raised, HandOver(handler));
        return Value.Safe;
    }
}
