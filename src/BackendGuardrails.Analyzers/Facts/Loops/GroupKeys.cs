using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Loops;

/// <summary>What are elements grouped by? What the functions return that are handed to <c>GroupBy</c> or <c>ToLookup</c>.</summary>
internal static class GroupKeys
{
    public static IEnumerable<IOperation> Of(IInvocationOperation groups) => groups.Arguments
        .Select(argument => argument.Value.Unwrap())
        .OfType<IAnonymousFunctionOperation>()
        .SelectMany(function => function.Body.Descendants())
        .OfType<IReturnOperation>()
        .Select(result => result.ReturnedValue?.Unwrap())
        .OfType<IOperation>();
}
