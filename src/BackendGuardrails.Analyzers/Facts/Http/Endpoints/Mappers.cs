using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Is a value what a mapping library makes of another one, so that nothing becomes nothing?</summary>
internal static class Mappers
{
    private static readonly (string Type, string Method)[] Calls =
    [
        ("AutoMapper.IMapperBase", "Map"), ("AutoMapper.IMapper", "Map"), ("Mapster.TypeAdapter", "Adapt"), ("MapsterMapper.IMapper", "Map"),
    ];

    /// <summary>What is mapped, here or where the local was made: <c>mapper.Map&lt;OrderDto>(order)</c>; null for what no mapper makes, and for a mapping into an object that is there already.</summary>
    public static IOperation? SourceOf(IOperation value) => Made(value) is { } call && call.TargetMethod.Parameters.Count(parameter => !IsOptions(parameter)) == 1
        ? call.Receiver() is { } extended && call.TargetMethod.IsExtensionMethod ? extended.Unwrap() : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap()
        : null;

    private static IInvocationOperation? Made(IOperation value)
    {
        if (value is ILocalReferenceOperation local && Origins.InitialValue(local) is { } initial && VariableUses.Of(local.Local, local).Count() == 1)
            value = initial.Unwrap();
        return value is IInvocationOperation { TargetMethod: var method } call && Calls.Any(row => method.Name == row.Method && method.IsMemberOf(row.Type)) ? call : null;
    }

    /// <summary>Which types, and how; not what.</summary>
    private static bool IsOptions(IParameterSymbol parameter) => parameter.Type.Is("System.Type") || parameter.Type.Is("System.Action`1") || parameter.Type.Name == "TypeAdapterConfig";
}
