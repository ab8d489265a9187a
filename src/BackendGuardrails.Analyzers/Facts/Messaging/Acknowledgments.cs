using BackendGuardrails.Facts.Data;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>A message is acknowledged too early.</summary>
/// <param name="Work">What may still fail, or has failed.</param>
/// <param name="IsInFinally">Whether it is acknowledged however the work ended; otherwise before the work.</param>
internal sealed record EarlyAcknowledgment(Work Work, bool IsInFinally);

/// <summary>Is a message acknowledged before it is processed, or whether or not it was?</summary>
internal sealed class Acknowledgments(MessageWork work, CalledMethods called)
{
    private static readonly (string Type, string[] Methods)[] Rows =
    [
        (RabbitConsumers.Model, ["BasicAck"]), (RabbitConsumers.Channel, ["BasicAckAsync"]), ("Confluent.Kafka.IConsumer`2", ["Commit", "StoreOffset"]),
        ("Azure.Messaging.ServiceBus.ProcessMessageEventArgs", ["CompleteMessageAsync"]), ("Azure.Messaging.ServiceBus.ProcessSessionMessageEventArgs", ["CompleteMessageAsync"]),
        ("Azure.Messaging.ServiceBus.ServiceBusReceiver", ["CompleteMessageAsync"]),
    ];

    /// <summary>Any of these makes it worth looking.</summary>
    public static string[] Libraries { get; } = [.. Rows.Select(row => row.Type)];

    private static readonly ImmutableHashSet<string> Methods = Rows.SelectMany(row => row.Methods).ToImmutableHashSet(StringComparer.Ordinal);

    private static readonly string[] Receiving = ["Consume", "ReceiveMessageAsync", "ReceiveMessagesAsync", "BasicGet", "BasicGetAsync", "ReadAsync"];

    private static readonly string[] Refusing = ["BasicNack", "BasicNackAsync", "BasicReject", "BasicRejectAsync", "AbandonMessageAsync", "DeadLetterMessageAsync", "DeferMessageAsync", "Seek"];

    private static readonly string[] Words = ["Ack", "Complete", "Commit", "Confirm"];

    public static bool Is(IOperation operation) => operation is IInvocationOperation call && Methods.Contains(call.TargetMethod.Name) && Rows.Any(row => row.Methods.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.IsOrInherits(row.Type));

    /// <summary>Null where the call does not acknowledge anything, or does so in time.</summary>
    public EarlyAcknowledgment? Of(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!Acknowledges(call, cancellationToken))
            return null;
        var body = call.EnclosingFunction() switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILocalFunctionOperation { Body: { } block } => block,
            _ => call.MemberBody(),
        };
        return call.Ancestors().TakeWhile(outer => outer != body).OfType<ITryOperation>().FirstOrDefault(attempt => attempt.Finally?.Syntax.Span.Contains(call.Syntax.Span) == true) is { } around
            ? InFinally(call, around, cancellationToken)
            : InFront(call, body, cancellationToken);
    }

    /// <summary>The call of a library, or of a method that does nothing else.</summary>
    private bool Acknowledges(IInvocationOperation call, CancellationToken cancellationToken) =>
        Is(call) || IsNamedSo(call.TargetMethod.Name) && OnlyAcknowledges(call, cancellationToken);

    private bool OnlyAcknowledges(IInvocationOperation call, CancellationToken cancellationToken) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        && called.By(call, cancellationToken).ToList() is { Count: 1 } targets && called.RunBy(targets[0], cancellationToken).ToList() is var inner && inner.Any(Is)
        && !inner.Any(part => part is IConditionalOperation || !Is(part) && work.Of(part, cancellationToken) is not null);

    private static bool IsNamedSo(string method)
    {
        foreach (var word in Words)
        {
            if (method.IndexOf(word, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    private EarlyAcknowledgment? InFinally(IInvocationOperation call, ITryOperation around, CancellationToken cancellationToken)
    {
        var isConditional = call.Ancestors().TakeWhile(outer => outer != around).Any(outer => outer is IConditionalOperation or ISwitchOperation);
        if (isConditional || around.Descendants().Any(part => part is IInvocationOperation other && Refusing.Contains(other.TargetMethod.Name)))
            return null;
        // Who keeps what went wrong loses nothing.
        var keepsFailures = around.Descendants().OfType<ICatchClauseOperation>().Any(clause => WorksIn(clause.Handler, cancellationToken).Any());
        return !keepsFailures && WorksIn(around.Body, cancellationToken).OrderByDescending(found => found.Work.IsCertain).FirstOrDefault() is { Work: { } undone } ? new(undone, IsInFinally: true) : null;
    }

    private EarlyAcknowledgment? InFront(IInvocationOperation call, IOperation body, CancellationToken cancellationToken)
    {
        var between = body.Executed().Where(part => part is IInvocationOperation other && Receiving.Contains(other.TargetMethod.Name)).Concat(call.Ancestors().OfType<IForEachLoopOperation>().Take(1)).ToList();
        var works = WorksIn(body, cancellationToken).Where(found => found.Operation != call && !Is(found.Operation)).ToList();
        // What was done before may well be what the rest can be done from again: a row of an inbox.
        if (works.Count == 0 || works.Any(found => WaysAround.Reach(found.Operation, call, between, cancellationToken)))
            return null;
        var behind = works.Where(found => WaysAround.Reach(call, found.Operation, between, cancellationToken) && !WaysAround.Exist(body, new[] { call }, found.Operation, cancellationToken)).ToList();
        return behind.OrderByDescending(found => found.Work.IsCertain).FirstOrDefault() is { Work: { } undone } ? new(undone, IsInFinally: false) : null;
    }

    private IEnumerable<(IInvocationOperation Operation, Work Work)> WorksIn(IOperation code, CancellationToken cancellationToken)
    {
        foreach (var call in code.Executed().OfType<IInvocationOperation>())
        {
            if (work.Of(call, cancellationToken) is { } found)
                yield return (call, found);
        }
    }
}
