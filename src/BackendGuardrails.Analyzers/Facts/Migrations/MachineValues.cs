using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Migrations;

internal enum MachineValueKind
{
    Time,
    Guid,

    /// <summary>A random number, a salted hash: another one each time.</summary>
    Other,
}

/// <summary>A value that is another one each time the program computes it.</summary>
internal sealed record MachineValue(MachineValueKind Kind, IOperation Operation)
{
    /// <summary>As a reader calls it: <c>DateTime.UtcNow</c>.</summary>
    public string Name => Operation switch
    {
        IPropertyReferenceOperation property => $"{property.Property.ContainingType.Name}.{property.Property.Name}",
        IInvocationOperation call => $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}()",
        _ => Operation.Syntax.ToString(),
    };
}

/// <summary>Is a value made of the clock, of chance, or of a salt?</summary>
internal static class MachineValues
{
    public const int Hops = 4;

    /// <summary>The first part of the value that is; functions that are only declared in it do not count.</summary>
    public static MachineValue? In(IOperation value, SourceNames names, CancellationToken cancellationToken) => All(value, names, Hops, cancellationToken).FirstOrDefault();

    /// <summary>Whether the value is nothing else: <c>DateTime.UtcNow</c>, <c>DateOnly.FromDateTime(DateTime.UtcNow)</c>, not <c>DateTime.UtcNow.AddDays(1)</c>.</summary>
    public static bool IsWhole(IOperation value, MachineValue found) => value == found.Operation
        || value is IInvocationOperation { TargetMethod: { Name: "FromDateTime", ContainingType.Name: "DateOnly" }, Arguments: { Length: 1 } arguments } && arguments[0].Value.Unwrap() == found.Operation;

    /// <summary>Through locals, fields and the elements that are added to a list.</summary>
    public static IEnumerable<MachineValue> All(IOperation value, SourceNames names, int hops, CancellationToken cancellationToken)
    {
        foreach (var part in value.Executed())
        {
            if (Of(part) is { } found)
                yield return found;
            else if (hops > 0 && part is ILocalReferenceOperation or IFieldReferenceOperation)
            {
                var behind = Origins.Behind(part, names, cancellationToken) is { } origin ? new[] { origin } : Enumerable.Empty<IOperation>();
                foreach (var inner in behind.Concat(AddedTo(part)).SelectMany(source => All(source, names, hops - 1, cancellationToken)))
                    yield return inner;
            }
        }
    }

    private static IEnumerable<IOperation> AddedTo(IOperation list) => list is not ILocalReferenceOperation { Local: var local }
        ? Enumerable.Empty<IOperation>()
        : list.MemberBody().Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name is "Add" or "AddRange" && call.Instance is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local))
            .SelectMany(call => call.Arguments.Select(argument => argument.Value));

    private static MachineValue? Of(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Now" or "UtcNow" or "Today" } property } when property.ContainingType.SpecialType == SpecialType.System_DateTime || property.ContainingType.Is("System.DateTimeOffset") => new(MachineValueKind.Time, operation),
        IInvocationOperation { TargetMethod: { Name: "GetUtcNow" or "GetLocalNow" } method } when method.ContainingType.IsOrInherits("System.TimeProvider") => new(MachineValueKind.Time, operation),
        IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7" } method } when method.ContainingType.Is("System.Guid") => new(MachineValueKind.Guid, operation),
        IInvocationOperation { TargetMethod: { Name: "Next" or "NextInt64" or "NextDouble" } method } when method.ContainingType.IsOrInherits("System.Random") => new(MachineValueKind.Other, operation),
        IInvocationOperation { TargetMethod: { Name: "HashPassword" or "EnhancedHashPassword" } method } when method.ContainingType.Name is "BCrypt" || method.ContainingType.IsOrInherits("Microsoft.AspNetCore.Identity.IPasswordHasher`1") => new(MachineValueKind.Other, operation),
        _ => null,
    };
}
