using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What an endpoint changes, and whether it is made when it is missing: <c>if (cart is null) { … Save }</c>.</summary>
internal sealed record StateChange(Reach Reach, bool IsLazy)
{
    /// <summary>Methods between the endpoint and the change.</summary>
    public int CallsAway => Math.Max(0, Reach.Calls - 1);
}

/// <summary>Does an endpoint change something that a reader would not expect of it? What only notes that somebody was here does not count.</summary>
internal sealed class StateChanges(RoundTrips effects, OptionReader options)
{
    private static readonly string[] OfIdentity = ["Microsoft.AspNetCore.Identity.UserManager`1", "Microsoft.AspNetCore.Identity.RoleManager`1"];
    private static readonly string[] WordsOfIdentity = ["Create", "Update", "Delete", "Add", "Remove", "Set", "Change", "Reset", "Confirm", "Redeem", "Replace"];
    private static readonly string[] LazyWords = ["GetOrCreate", "GetOrAdd", "CreateIfNot", "Ensure", "Cache", "Refresh", "Seed", "Initialize", "Migrate", "Sync"];
    private static readonly string[] ReadingWords = ["Get", "Find", "List", "Load", "Fetch", "Read", "Query"];
    private static readonly string[] Reading = ["SELECT", "WITH", "SET", "PRAGMA", "SHOW"];

    public StateChange? Of(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var words = options.Read(GuardrailOptions.SafeGetWrites, endpoint.Body.Syntax.SyntaxTree);
        return effects.Of(endpoint.Function, cancellationToken).Values
            .OrderBy(reach => reach.Calls)
            .Where(reach => IsChange(reach.Trip.Operation) && !IsNote(reach, words) && !IsBeside(reach))
            .Select(reach => new StateChange(reach, IsLazy(reach.Trip.Operation)))
            .FirstOrDefault();
    }

    /// <summary>What some method on the way does beside what it is named after: it makes what is missing, or tidies up while it reads.</summary>
    private static bool IsBeside(Reach reach) => reach.Methods.Skip(1).Any(method =>
        LazyWords.Any(method.Name.Contains) || ReadingWords.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal)));

    private static bool IsChange(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } call)
            return true;
        if (OfIdentity.Any(type => method.ContainingType.IsOrInherits(type)))
            return WordsOfIdentity.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal));
        return !call.Arguments.Any(argument => argument.Value.Unwrap().ConstantValue.Value is string sql && Reading.Any(word => sql.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>All that is changed there is named after watching: <c>user.LastSeenAt = now</c>, <c>db.Add(new AuditEntry())</c>; or a method on the way is.</summary>
    private static bool IsNote(Reach reach, WordList words)
    {
        var changed = ChangedIn(FunctionOf(reach.Trip.Operation)).ToList();
        return changed.Count > 0 && changed.All(words.HasWordOf) || reach.Methods.Skip(1).Any(method => words.HasWordOf(method.Name) || words.HasWordOf(method.ContainingType?.Name ?? ""));
    }

    private static IOperation FunctionOf(IOperation operation) => operation.EnclosingFunction() ?? operation.MemberBody();

    private static IEnumerable<string> ChangedIn(IOperation function)
    {
        foreach (var part in function.Descendants())
        {
            switch (part)
            {
                case IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } property }:
                    yield return property.Property.Name;
                    break;
                case IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation property }:
                    yield return property.Property.Name;
                    break;
                case IInvocationOperation { TargetMethod.Name: "SetProperty" } set when set.Arguments.Length > 0 && set.Arguments[0].Value.Descendants().OfType<IPropertyReferenceOperation>().FirstOrDefault() is { } column:
                    yield return column.Property.Name;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" or "AddRange" or "AddRangeAsync" or "Remove" or "RemoveRange" or "Update" or "Attach" } call when call.Arguments.Length > 0:
                    yield return call.Arguments[call.Arguments.Length > 1 && call.TargetMethod.IsExtensionMethod ? 1 : 0].Value.Unwrap().Type?.Name ?? "";
                    break;
            }
        }
    }

    private static bool IsLazy(IOperation change) =>
        change.Ancestors().OfType<IConditionalOperation>().Any(condition => Asks(condition, forNull: true) && condition.WhenTrue.Syntax.Span.Contains(change.Syntax.Span))
        || FunctionOf(change).Descendants().OfType<IConditionalOperation>().Any(condition => condition.Syntax.Span.End <= change.Syntax.SpanStart && Asks(condition, forNull: false) && condition.WhenTrue.DescendantsAndSelf().OfType<IReturnOperation>().Any());

    /// <summary><c>x is null</c>, <c>x == null</c>, <c>x is not { }</c>, <c>!await query.AnyAsync()</c>; or the opposite.</summary>
    private static bool Asks(IConditionalOperation condition, bool forNull) => condition.Condition.Unwrap() switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => forNull,
        IIsPatternOperation { Pattern: IRecursivePatternOperation or IDeclarationPatternOperation } => !forNull,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var inner } } => inner is IConstantPatternOperation ? !forNull : forNull,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same when same.RightOperand.IsNull() => forNull,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } other when other.RightOperand.IsNull() => !forNull,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var asked } when asked.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name.StartsWith("Any", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Exist", StringComparison.Ordinal)) => forNull,
        _ => false,
    };
}
