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

    /// <summary>Each row gets a value of its own, which one command cannot say.</summary>
    OwnValues,

    /// <summary>A message is put where another process finds it.</summary>
    Sends,

    /// <summary>Money moves, and the row says so at once.</summary>
    MovesMoney,

    /// <summary>Who saves the row answers for it when the database refuses it.</summary>
    AnswersForRow,

    /// <summary>A scope of the application's own puts the saves off until it is committed.</summary>
    IsPutOff,
}

/// <summary>Is each item of the loop a piece of work of its own, with a commit of its own?</summary>
internal static class UnitsOfWork
{
    private static readonly ImmutableHashSet<string> Beginnings = ImmutableHashSet.Create(
        StringComparer.Ordinal, "CreateScope", "CreateAsyncScope", "BeginLifetimeScope", "CreateDbContext", "CreateDbContextAsync", "OpenSession", "LightweightSession");

    private static readonly string[] Works = ["Handle", "Execute", "Process", "Run", "Perform", "Deliver", "Notify", "Synchronize", "Invoke"];

    private static readonly string[] Marks = ["Completed", "Processed", "Executed", "Finished", "Handled", "Delivered", "Synchronized", "Performed", "Notified", "Done"];

    private static readonly string[] Sending = ["send", "notify", "enqueue"];

    private static readonly string[] Moving = ["cancel", "refund", "capture", "charge", "void", "settle", "collect", "pay"];

    private static readonly string[] Monies = ["payment", "refund", "charge", "payout", "deposit", "fee"];

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

    /// <summary>Somebody wants it so, or it is not even sent each time. A key for the next item and a value for each row can be had with one save.</summary>
    public static bool IsMeant(WhyPerItem reason) => reason is not (WhyPerItem.None or WhyPerItem.NeedsKey or WhyPerItem.OwnValues);

    public static WhyPerItem ReasonFor(RepeatedTrip trip)
    {
        if (trip.Kind == TripKind.Write && trip.Operation is IInvocationOperation { TargetMethod.Name: "ExecuteUpdate" or "ExecuteUpdateAsync" } update && SetsOwn(update, trip.Loop.Variation))
            return WhyPerItem.OwnValues;
        if (trip.Kind is TripKind.Save or TripKind.Write && !trip.Reach.Methods.IsEmpty)
        {
            if (IsMessage(trip))
                return WhyPerItem.Sends;
            if (IsAbout(trip.Reach.Methods[0].Name, Moving, Monies))
                return WhyPerItem.MovesMoney;
            if (IsAnsweredFor(trip))
                return WhyPerItem.AnswersForRow;
        }

        if (trip.Kind == TripKind.Save && IsPutOff(trip.Loop.Operation))
            return WhyPerItem.IsPutOff;
        if (trip.Kind != TripKind.Save)
            return WhyPerItem.None;
        if (NeedsKey(trip))
            return WhyPerItem.NeedsKey;
        if (IsClaim(trip))
            return WhyPerItem.MarksAsDone;
        var before = BodyOf(trip).Where(inner => inner.Syntax.SpanStart < trip.Operation.Syntax.SpanStart).ToList();
        return before.Any(inner => inner is IInvocationOperation call && IsSent(call)) || before.Any(inner => IsWork(inner, trip.Loop.Variation)) && before.Any(inner => IsMark(inner, trip.Loop.Variation))
            ? WhyPerItem.MarksAsDone
            : WhyPerItem.None;
    }

    /// <summary>job.IsWaiting = false; jobs.Update(job); and then the work begins, which goes through many things itself: nobody else is to take the job as well.</summary>
    private static bool IsClaim(RepeatedTrip trip)
    {
        var statement = trip.Operation.Ancestors().OfType<IExpressionStatementOperation>().FirstOrDefault();
        return statement?.Parent is IBlockOperation { Operations: var statements } && statements.IndexOf(statement) is > 0 and var at
            && statements[at - 1] is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } item }, Value: var value } }
            && value.Unwrap().ConstantValue is { HasValue: true, Value: bool } && trip.Loop.Variation.IsIn(item)
            && statements.Skip(at + 1).Any(later => later is ILoopOperation);
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

    /// <summary>SetProperty(row => row.Total, total), where the total is another one each time.</summary>
    private static bool SetsOwn(IInvocationOperation update, Variation variation) =>
        update.Arguments.Where(argument => argument.Value != update.Receiver()).SelectMany(argument => argument.Descendants()).OfType<IInvocationOperation>()
            .Any(set => set.TargetMethod.Name == "SetProperty" && set.Arguments.LastOrDefault() is { } value && variation.IsIn(value));

    /// <summary>messages.SendReminderAsync(order), behind which the message is saved to a queue; what is sent without a name is a command, which is a call.</summary>
    private static bool IsMessage(RepeatedTrip trip) => trip.Reach.Methods.Any(method => IsAbout(method.Name, Sending, null));

    /// <summary>A name that begins with one of the verbs, and has one of the things in it.</summary>
    private static bool IsAbout(string name, string[] verbs, string[]? things) =>
        NameWords.Of(name).Where(word => word != "async").ToList() is { Count: > 1 } words && verbs.Contains(words[0]) && (things is null || words.Any(word => things.Contains(NameWords.Singular(word))));

    /// <summary>The method that is called catches what the database says of its row, and the loop gets to know: a file that is still used, a name that is taken.</summary>
    private static bool IsAnsweredFor(RepeatedTrip trip)
    {
        var save = trip.Reach.Trip.Operation;
        return save.Ancestors().OfType<ITryOperation>().Any(guarded =>
            guarded.Body.Syntax.Span.Contains(save.Syntax.Span) && guarded.Catches.Any(handler =>
                handler.ExceptionType.IsOrInherits("Microsoft.EntityFrameworkCore.DbUpdateException") && !handler.ExceptionType.Is("Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException")
                && (handler.Handler.Descendants().Any(inner => inner is IThrowOperation) || IsHeard(trip.Operation))));
    }

    /// <summary>Whether anything is done with what the call returns.</summary>
    private static bool IsHeard(IOperation call)
    {
        var value = call.Parent;
        while (value is IAwaitOperation or IConversionOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;
        return value is not IExpressionStatementOperation;
    }

    /// <summary>using var scope = new SaveScope(db); foreach (…) …; scope.Commit();</summary>
    private static bool IsPutOff(IOperation loop) => loop.MemberBody().Descendants().Any(later =>
        later is IInvocationOperation { TargetMethod: { Name: "Commit" or "CommitAsync", ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } scope } } && scope.Name.EndsWith("Scope", StringComparison.Ordinal)
        && later.Syntax.SpanStart > loop.Syntax.Span.End);

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
