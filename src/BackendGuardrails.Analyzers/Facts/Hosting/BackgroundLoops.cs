namespace BackendGuardrails.Facts.Hosting;

/// <summary>What becomes of the service when a round of its loop fails.</summary>
internal enum LoopEnd
{
    /// <summary>The exception leaves ExecuteAsync, and the host stops.</summary>
    StopsHost,

    /// <summary>Something around the loop catches it: the host runs on without this work.</summary>
    StopsWork,
}

/// <param name="Loop">The outermost loop that goes on for as long as the service runs.</param>
/// <param name="Failing">The first awaited work in it from which an exception leaves the loop.</param>
internal sealed record BackgroundLoop(ILoopOperation Loop, IAwaitOperation Failing, LoopEnd End);

/// <summary>Which loops of a background service does one exception end?</summary>
internal sealed class BackgroundLoops(SourceNames names, Callers callers, Implementations implementations)
{
    public const string BackgroundService = "Microsoft.Extensions.Hosting.BackgroundService";

    private const int MostCalls = 3;

    /// <summary>What only waits: for time, for a turn, for the next thing to do.</summary>
    private static readonly (string Type, string[] Methods)[] Waits =
    [
        ("System.Threading.Tasks.Task", ["Delay", "Yield", "WhenAny"]), ("System.Threading.PeriodicTimer", ["WaitForNextTickAsync"]), ("System.Threading.SemaphoreSlim", ["WaitAsync"]),
        ("System.Threading.Tasks.TimeProviderTaskExtensions", ["Delay"]), ("System.Threading.Channels.ChannelReader`1", ["ReadAsync", "WaitToReadAsync", "ReadAllAsync"]),
    ];

    public IEnumerable<BackgroundLoop> In(IMethodSymbol method, IOperation body, CancellationToken cancellationToken)
    {
        if (!method.ContainingType.IsOrInherits(BackgroundService))
            yield break;
        LoopEnd? outside = null;
        foreach (var (loop, around) in LoopsOf(body))
        {
            if (!GoesOn(loop) || loop.Ancestors().OfType<ILoopOperation>().Any(GoesOn) || StopsInTheEnd(loop) || FirstFailing(loop.Body, MostCalls, cancellationToken) is not { } failing)
                continue;
            outside ??= EndOf(method, MostCalls, cancellationToken);
            if (outside is { } end && around != Caught.Deliberately)
                yield return new(loop, failing, around == Caught.Kept ? LoopEnd.StopsWork : end);
        }
    }

    /// <summary>The loops of the method and of the local functions that it awaits itself, and what is caught around them.</summary>
    private static IEnumerable<(ILoopOperation Loop, Caught Around)> LoopsOf(IOperation body)
    {
        foreach (var loop in body.Executed().OfType<ILoopOperation>())
            yield return (loop, Catching.Around(loop, body));
        foreach (var function in body.Descendants().OfType<ILocalFunctionOperation>().Where(function => function.Body is not null))
        {
            if (body.Executed().OfType<IInvocationOperation>().FirstOrDefault(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod, function.Symbol) && IsHandedOn(call)) is not { } use)
                continue;
            var outer = Catching.Around(use, body);
            foreach (var loop in function.Body!.Executed().OfType<ILoopOperation>())
                yield return (loop, outer == Caught.Nothing ? Catching.Around(loop, function.Body!) : outer);
        }
    }

    /// <summary><c>finally { lifetime.StopApplication(); }</c>: the end of the work is meant to be the end of the service.</summary>
    private static bool StopsInTheEnd(IOperation loop) => loop.Ancestors().OfType<ITryOperation>().Any(attempt =>
        attempt.Finally is { } last && !last.Syntax.Span.Contains(loop.Syntax.Span) && last.Descendants().Any(step => step is IInvocationOperation { TargetMethod.Name: "StopApplication" }));

    /// <summary>Awaited or returned, alone or among others.</summary>
    private static bool IsHandedOn(IOperation call) => call.Ancestors().FirstOrDefault(outer => !(outer is IConversionOperation or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WhenAll" }
        || outer.Kind == (OperationKind)Values.Containers.CollectionExpression)) is IAwaitOperation or IReturnOperation;

    /// <summary>Waits for time between two rounds, and cannot fail but by being canceled.</summary>
    public static bool IsWait(IOperation awaited) => awaited.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } call when call.Receiver() is { } inner => IsWait(inner),
        IInvocationOperation call => Waits.Any(wait => wait.Methods.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.IsOrInherits(wait.Type)),
        _ => false,
    };

    /// <summary>Until the service is stopped: without a condition, or with one about a token, a timer or a channel.</summary>
    private static bool GoesOn(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: null } => true,
        IWhileLoopOperation { Condition: { } condition } => condition.IsConstant(true) || IsAboutStopping(condition),
        IForLoopOperation { Condition: null } => true,
        IForLoopOperation { Condition: { } condition } => condition.IsConstant(true) || IsAboutStopping(condition),
        IForEachLoopOperation { IsAsynchronous: true } each => IsWait(each.Collection),
        _ => false,
    };

    private static bool IsAboutStopping(IOperation condition) => condition.DescendantsAndSelf().Any(operation =>
        operation is IPropertyReferenceOperation { Property: { Name: "IsCancellationRequested" } property } && property.ContainingType.Is("System.Threading.CancellationToken")
        || operation is IAwaitOperation { Operation: var awaited } && IsWait(awaited));

    /// <summary>Awaited work from which an exception comes out of the code.</summary>
    private IAwaitOperation? FirstFailing(IOperation code, int calls, CancellationToken cancellationToken) => code.Executed()
        .OfType<IAwaitOperation>()
        .FirstOrDefault(awaited => !IsWait(awaited.Operation) && Catching.Around(awaited, code) == Caught.Nothing && !IsSafe(awaited.Operation.Unwrap(), calls, cancellationToken));

    /// <summary>A method of this compilation that catches all itself, whichever override is called.</summary>
    private bool IsSafe(IOperation awaited, int calls, CancellationToken cancellationToken)
    {
        if (awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner })
            return IsSafe(inner.Unwrap(), calls, cancellationToken);
        if (calls == 0 || awaited is not IInvocationOperation { TargetMethod: var method })
            return false;
        if (StartedIn(awaited) is { } started)
            return CatchesAll(started.Body, calls - 1, cancellationToken);
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var targets = Implementations.IsDispatched(definition) ? implementations.Of(definition, cancellationToken).Where(one => !one.IsAbstract).ToList() : new List<IMethodSymbol>();
        if (!definition.IsAbstract)
            targets.Add(definition.PartialImplementationPart ?? definition);
        return targets.Count > 0 && targets.All(target => Bodies.CodeOf(target, names, cancellationToken) is { } body && CatchesAll(body, calls - 1, cancellationToken));
    }

    /// <summary><c>Task.Run(async () => …)</c></summary>
    private static IAnonymousFunctionOperation? StartedIn(IOperation awaited) => awaited is IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType: { Name: "Task" or "TaskFactory" } type } } call && type.OutermostNamespace() == "System"
        ? call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().FirstOrDefault()
        : null;

    private bool CatchesAll(IOperation body, int calls, CancellationToken cancellationToken) =>
        body.Executed().OfType<ITryOperation>().Any(attempt => Catching.Of(attempt) != Caught.Nothing) && FirstFailing(body, calls, cancellationToken) is null
        || body is IBlockOperation { Operations.Length: 1 } block && block.Operations[0] is IReturnOperation { ReturnedValue: { } returned } && IsSafe(returned.Unwrap(), calls, cancellationToken);

    /// <summary>What an exception that leaves the method comes to; null for a method that something else may call, too.</summary>
    private LoopEnd? EndOf(IMethodSymbol method, int calls, CancellationToken cancellationToken)
    {
        if (method is { IsOverride: true, Name: "ExecuteAsync" })
            return LoopEnd.StopsHost;
        if (calls == 0 || Callers.IsReachedUnseen(method) || method.IsVirtual)
            return null;
        var ends = new List<LoopEnd?>();
        foreach (var use in callers.Of(method, cancellationToken))
        {
            if (use is not IInvocationOperation || !IsHandedOn(use) || use.EnclosingFunction() is not null || use.EnclosingMember(cancellationToken) is not IMethodSymbol caller || SymbolEqualityComparer.Default.Equals(caller, method))
                return null;
            var around = Catching.Around(use, use.MemberBody());
            ends.Add(around == Caught.Deliberately ? null : around == Caught.Kept ? LoopEnd.StopsWork : EndOf(caller, calls - 1, cancellationToken));
        }

        return ends.Count == 0 || ends.Contains(null) ? null : ends.Max();
    }
}
