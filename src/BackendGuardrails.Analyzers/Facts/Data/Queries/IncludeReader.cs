namespace BackendGuardrails.Facts.Data.Queries;

/// <summary>What does an Include load? Lambdas, filtered ones and casts to derived types included, and constant texts.</summary>
internal static class IncludeReader
{
    /// <summary>The navigations named, from the entity on that the call is about; null when they cannot be read.</summary>
    public static ImmutableArray<string>? PathOf(IInvocationOperation include, SourceNames names, CancellationToken cancellationToken)
    {
        var value = include.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.Unwrap();
        if (value is null)
            return null;
        if (value.ConstantValue is { HasValue: true, Value: string text })
            return text.Split('.').Select(part => part.Trim()).ToImmutableArray();
        value = Origins.Of(value, names, cancellationToken);
        return value is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } && body[0] is IReturnOperation { ReturnedValue: { } navigation } ? Members(navigation) : null;
    }

    /// <summary>The properties between the parameter and the value, without filters: <c>x.Lines.Where(…)</c> is <c>Lines</c>.</summary>
    private static ImmutableArray<string>? Members(IOperation navigation)
    {
        var path = ImmutableArray.CreateBuilder<string>();
        for (var current = navigation.Unwrap(); ; current = current.Unwrap())
        {
            switch (current)
            {
                case IParameterReferenceOperation:
                    path.Reverse();
                    return path.ToImmutable();
                case IPropertyReferenceOperation { Instance: { } instance } property:
                    path.Add(property.Property.Name);
                    current = instance;
                    break;
                case IInvocationOperation call when QueryOperators.Of(call) is QueryOperator.Keep && call.Receiver() is { } receiver:
                    current = receiver;
                    break;
                default:
                    return null;
            }
        }
    }
}
