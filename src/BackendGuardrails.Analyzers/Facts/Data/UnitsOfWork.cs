using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>Why somebody may want to write for each item by itself.</summary>
internal enum WhyPerItem
{
    None,

    /// <summary>Something was sent, and the row says so at once.</summary>
    MarksAsDone,

    /// <summary>The key that the database makes goes into the next row.</summary>
    NeedsKey,
}

/// <summary>Is each item of the loop a piece of work of its own, with a commit of its own?</summary>
internal static class UnitsOfWork
{
    private static readonly ImmutableHashSet<string> Beginnings = ImmutableHashSet.Create(
        StringComparer.Ordinal, "CreateScope", "CreateAsyncScope", "BeginLifetimeScope", "CreateDbContext", "CreateDbContextAsync", "OpenSession", "LightweightSession");

    private static readonly string[] Works = ["Handle", "Execute", "Process", "Run", "Perform", "Deliver", "Notify", "Synchronize", "Invoke"];

    private static readonly string[] Marks = ["Completed", "Processed", "Executed", "Finished", "Handled", "Delivered", "Synchronized", "Performed", "Notified", "Done"];

    private static readonly string[] Switches = ["Set", "Change", "Use", "Switch", "Begin"];

    /// <summary>A scope or a context is made for each item, so that one failure does not take the others with it.</summary>
    public static bool IsOfOneItem(RepeatedTrip trip) => BodyOf(trip).Any(inner => inner switch
    {
        IInvocationOperation call => Beginnings.Contains(call.TargetMethod.Name),
        IObjectCreationOperation creation => creation.Type.IsOrInherits(DataLibraries.DbContext) || creation.Type.IsOrInherits(DataLibraries.Ef6DbContext),
        _ => false,
    });

    /// <summary>tenants.SetTenant(tenant.Id): what follows is asked of the data of another tenant each time, often of another database.</summary>
    public static bool IsOfOneTenant(RepeatedTrip trip)
    {
        var variation = trip.Loop.Variation;
        return BodyOf(trip).OfType<IInvocationOperation>().Any(call =>
            call.Syntax.SpanStart < trip.Operation.Syntax.SpanStart && call.TargetMethod is { Name: var name, ContainingType: { Name: var owner } }
            && Switches.Any(word => name.StartsWith(word, StringComparison.Ordinal)) && (name + owner).Contains("Tenant") && call.Arguments.Any(argument => variation.IsIn(argument.Value)));
    }

    public static WhyPerItem ReasonFor(RepeatedTrip trip)
    {
        if (trip.Kind != TripKind.Save)
            return WhyPerItem.None;
        if (NeedsKey(trip))
            return WhyPerItem.NeedsKey;
        var before = BodyOf(trip).Where(inner => inner.Syntax.SpanStart < trip.Operation.Syntax.SpanStart).ToList();
        return before.Any(inner => inner is IInvocationOperation call && IsSent(call)) || before.Any(inner => IsWork(inner, trip.Loop.Variation)) && before.Any(inner => IsMark(inner, trip.Loop.Variation))
            ? WhyPerItem.MarksAsDone
            : WhyPerItem.None;
    }

    /// <summary>await handler.HandleAsync(job)</summary>
    private static bool IsWork(IOperation operation, Variation variation) =>
        operation is IInvocationOperation { TargetMethod.Name: var name } call && Works.Any(word => name.StartsWith(word, StringComparison.Ordinal)) && call.Arguments.Any(argument => variation.IsIn(argument.Value));

    /// <summary>job.IsCompleted = true, job.CompletedAt = clock.UtcNow</summary>
    private static bool IsMark(IOperation operation, Variation variation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } item, Property.Name: var name }, Value: var value }
        && variation.IsIn(item) && Marks.Any(name.Contains) && (value.Unwrap().IsConstant(true) || value.Unwrap().Type?.Name is "DateTime" or "DateTimeOffset" or "Instant");

    private static bool IsSent(IInvocationOperation call) =>
        DataLibraries.Of(call.TargetMethod) == TripKind.Remote
        || call.TargetMethod.Name.StartsWith("Publish", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Send", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Dispatch", StringComparison.Ordinal);

    /// <summary>Something of the row is read after it was written, and kept for the next time round.</summary>
    private static bool NeedsKey(RepeatedTrip trip)
    {
        var variation = trip.Loop.Variation;
        return BodyOf(trip).OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Syntax.SpanStart > trip.Operation.Syntax.Span.End
            && Remembered.SymbolOf(assignment.Target) is ILocalSymbol kept && variation.IsOutside(kept)
            && assignment.Value.Unwrap() is IPropertyReferenceOperation { Instance: { } row } && Remembered.SymbolOf(row) is ILocalSymbol made && !variation.IsOutside(made));
    }

    /// <summary>The code of the loop around the trip: of a lambda, the lambda's.</summary>
    private static IEnumerable<IOperation> BodyOf(RepeatedTrip trip) => trip.Loop.Operation switch
    {
        ILoopOperation loop => loop.Body.DescendantsAndSelf(),
        var call => call.Descendants(),
    };
}
