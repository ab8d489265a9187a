namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What does a function return, also by way of functions inside of it: <c>return Saved(); IActionResult Saved() => Ok(order);</c></summary>
internal static class Exits
{
    private const int MostDepth = 2;

    public static IEnumerable<IOperation> Of(IOperation body) => Of(body, body, MostDepth);

    private static IEnumerable<IOperation> Of(IOperation body, IOperation outer, int depth) => body.Executed()
        .OfType<IReturnOperation>()
        .Select(exit => exit.ReturnedValue)
        .OfType<IOperation>()
        .SelectMany(value => depth > 0 && Called(value.Unwrap(), outer) is { } inner ? Of(inner, outer, depth - 1) : new[] { value });

    private static IOperation? Called(IOperation value, IOperation outer)
    {
        value = value is IAwaitOperation awaited ? awaited.Operation.Unwrap() : value;
        return value is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction, OriginalDefinition: var local } }
            ? outer.Descendants().OfType<ILocalFunctionOperation>().FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, local))?.Body
            : null;
    }
}
