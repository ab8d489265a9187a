using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>The loop goes over the statements of a script: the commands are as many as somebody wrote.</summary>
internal static class Scripts
{
    public static bool IsStatement(IOperation operation, Reach reach, Loop loop)
    {
        if (TextOf(reach.Trip.Operation) is not { } sql)
            return false;
        if (reach.Methods.IsEmpty)
            return IsElement(sql, loop);
        return reach.Methods.Length == 1 && RootOf(sql) is IParameterReferenceOperation { Parameter: var parameter }
            && operation is IInvocationOperation call && call.Arguments.Any(argument => argument.Parameter?.Ordinal == parameter.Ordinal && IsElement(argument.Value.Unwrap(), loop));
    }

    private static IOperation RootOf(IOperation value) => value is IMemberReferenceOperation { Instance: { } owner } ? RootOf(owner.Unwrap()) : value;

    private static IOperation? TextOf(IOperation trip) => trip switch
    {
        IInvocationOperation call => TextIn(call.Arguments) ?? call.Arguments.Select(argument => Made(argument.Value.Unwrap())).OfType<IObjectCreationOperation>().Select(TextOf).FirstOrDefault(text => text is not null),
        IObjectCreationOperation command => TextIn(command.Arguments),
        _ => null,
    };

    private static IOperation? Made(IOperation value) => value is ILocalReferenceOperation local ? Origins.InitialValue(local)?.Unwrap() : value;

    private static IOperation? TextIn(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(argument => argument.Parameter is { Name: "sql" or "query" or "commandText" or "cmdText", Type.SpecialType: SpecialType.System_String })?.Value.Unwrap();

    /// <summary>What the loop is at, or a part of it.</summary>
    private static bool IsElement(IOperation value, Loop loop) => value switch
    {
        ILocalReferenceOperation local => loop.Operation is IForEachLoopOperation each && each.Locals.Contains(local.Local, SymbolEqualityComparer.Default),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } => true,
        IMemberReferenceOperation { Instance: { } owner } => IsElement(owner.Unwrap(), loop),
        _ => false,
    };
}
