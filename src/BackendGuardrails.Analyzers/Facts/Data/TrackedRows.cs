using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Is the row that Find looks for in memory already, because the method loaded rows of the same type before? Find asks the change tracker first.</summary>
internal static class TrackedRows
{
    public static bool IsLoadedBefore(IOperation operation, IOperation loop) =>
        operation is IInvocationOperation { TargetMethod.Name: "Find" or "FindAsync" } find && EntityOf(find) is { } entity
        && loop.MemberBody().Descendants().OfType<IInvocationOperation>().Any(call => call.Syntax.SpanStart < loop.Syntax.SpanStart && call.Syntax.Span.End <= loop.Syntax.SpanStart && Loads(call, entity));

    private static bool Loads(IInvocationOperation call, ITypeSymbol entity) =>
        (call.TargetMethod.Name.StartsWith("Load", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("To", StringComparison.Ordinal))
        && ProviderQueries.Run(call) is not null
        && call.Receiver()?.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } && SymbolEqualityComparer.Default.Equals(elements[0], entity)
        && !call.Descendants().OfType<IInvocationOperation>().Any(link => link.TargetMethod.Name is "AsNoTracking" or "AsNoTrackingWithIdentityResolution");

    private static ITypeSymbol? EntityOf(IInvocationOperation find) =>
        find.TargetMethod.TypeArguments.FirstOrDefault() ?? (find.Instance?.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
}
