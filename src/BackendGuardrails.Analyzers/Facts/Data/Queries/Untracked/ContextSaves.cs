using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>A call that saves a context: <c>SaveChanges</c> itself, or a method here that comes to it.</summary>
internal sealed record ContextSave(IInvocationOperation Call, IInvocationOperation Save, ContextCarrier Context)
{
    /// <summary>What a reader calls it.</summary>
    public string Name => Call.TargetMethod.Name;

    public bool IsHere => Call == Save;
}

/// <summary>Which calls save which context?</summary>
internal sealed class ContextSaves(RoundTrips trips, Implementations implementations)
{
    public ContextSave? Of(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (IsSave(call))
            return ContextCarrier.Of(call.Instance) is { } context ? new(call, call, context) : null;
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
            return null;
        var targets = Implementations.IsDispatched(method) ? implementations.Of(method, cancellationToken).ToList() : [];
        if (!method.IsAbstract)
            targets.Add(method);
        // Whichever of them runs, it saves.
        var saves = targets.Select(target => trips.Of(target, cancellationToken).TryGetValue(TripKind.Save, out var reach) ? reach.Trip.Operation as IInvocationOperation : null).ToList();
        return saves.Count > 0 && saves.All(save => save is not null && IsSave(save)) && ContextCarrier.Of(saves[0]!.Instance) is { } carrier ? new(call, saves[0]!, carrier) : null;
    }

    public static bool IsSave(IInvocationOperation call) => call.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync" && EfCommands.IsContext(call.Instance?.Type);
}
