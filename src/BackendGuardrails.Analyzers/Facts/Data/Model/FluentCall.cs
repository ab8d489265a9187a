namespace BackendGuardrails.Facts.Data.Model;

/// <summary>A call that configures the model: <c>HasOne(o => o.Customer)</c> on a builder of <c>Order</c>.</summary>
internal sealed record FluentCall(IInvocationOperation Call, INamedTypeSymbol Entity, ImmutableArray<string> Members)
{
    public string Name => Call.TargetMethod.Name;

    /// <summary>The calls behind it in the same chain, next first; builders of what is named by a text have no type arguments.</summary>
    public IEnumerable<FluentCall> Following()
    {
        for (var next = Next(Call); next is not null && IsBuilder(next.Receiver()?.Type); next = Next(next))
            yield return new(next, Entity, MembersOf(next));
    }

    /// <summary>Null for what is not a call on a builder of the model, or not of a known type.</summary>
    public static FluentCall? Of(IInvocationOperation call) =>
        call.Receiver()?.Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } types } builder && IsBuilder(builder) && types[types.Length - 1] is INamedTypeSymbol entity
            ? new(call, builder.MetadataName.StartsWith("OwnedNavigationBuilder", StringComparison.Ordinal) ? entity : (INamedTypeSymbol?)(types[0] as INamedTypeSymbol) ?? entity, MembersOf(call))
            : null;

    /// <summary>Code for entities of several types: <c>builder.HasIndex(e => e.CreatedAt)</c> on a builder of <c>T</c>.</summary>
    public static bool IsOfTypeParameter(IInvocationOperation call) =>
        call.Receiver()?.Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } types } builder && types[types.Length - 1] is ITypeParameterSymbol && IsBuilder(builder);

    public static bool IsBuilder(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsIn("Microsoft.EntityFrameworkCore.Metadata.Builders"))
                return true;
        }

        return false;
    }

    /// <summary>The properties named by a lambda (<c>x => x.A</c>, <c>x => new { x.A, x.B }</c>) or by constant strings.</summary>
    public static ImmutableArray<string> MembersOf(IInvocationOperation call) => call.Arguments
        .Where(argument => argument.Parameter?.Name != "name" || call.TargetMethod.Name is not ("HasIndex" or "HasKey"))
        .Where(argument => argument.Parameter?.Ordinal != 0 || !call.TargetMethod.IsExtensionMethod || call.Instance is not null)
        .SelectMany(argument => MembersOf(argument.Value))
        .ToImmutableArray();

    private static IEnumerable<string> MembersOf(IOperation value)
    {
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: string name })
            return new[] { name };
        return value switch
        {
            IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body.Operations: { Length: 1 } body } when body[0] is IReturnOperation { ReturnedValue: { } member } => Named(member),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.SelectMany(MembersOf),
            _ => Enumerable.Empty<string>(),
        };
    }

    private static IEnumerable<string> Named(IOperation member) => member.Unwrap() switch
    {
        IPropertyReferenceOperation { Instance: { } instance } property when instance.Unwrap() is IParameterReferenceOperation => new[] { property.Property.Name },
        IAnonymousObjectCreationOperation created => created.Initializers.OfType<ISimpleAssignmentOperation>().SelectMany(assignment => Named(assignment.Value)),
        _ => Enumerable.Empty<string>(),
    };

    private static IInvocationOperation? Next(IInvocationOperation call) => call.Parent switch
    {
        IInvocationOperation next when next.Instance == call => next,
        IArgumentOperation { Parent: IInvocationOperation next } => next,
        IConversionOperation { Parent: IInvocationOperation next } conversion when next.Instance == conversion => next,
        _ => null,
    };
}
