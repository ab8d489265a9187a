namespace BackendGuardrails.Facts.Http;

/// <summary>Is something called around a call, or on the same variable, that the compiler cannot resolve?</summary>
internal static class UnresolvedCalls
{
    public static bool AreAround(IInvocationOperation call) =>
        call.Ancestors().Any(outer => outer is IInvalidOperation || outer is IExpressionStatementOperation && Has(outer))
        || RootOf(call) is { } variable && call.MemberBody().Descendants().Any(part => part is IInvalidOperation && part.Descendants().Any(inner => SymbolEqualityComparer.Default.Equals(RequestNumbers.VariableOf(inner), variable)));

    private static bool Has(IOperation code) => code.Descendants().Any(part => part is IInvalidOperation);

    /// <summary>Of <c>builder.AddOne().AddAnother()</c>, the builder.</summary>
    private static ISymbol? RootOf(IInvocationOperation call)
    {
        var receiver = call.Receiver()?.Unwrap();
        while (receiver is IInvocationOperation before)
            receiver = before.Receiver()?.Unwrap();
        return receiver is not null && receiver.Type.IsOrInherits("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder") ? RequestNumbers.VariableOf(receiver) : null;
    }
}
