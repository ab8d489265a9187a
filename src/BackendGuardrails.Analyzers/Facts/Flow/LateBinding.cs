namespace BackendGuardrails.Facts.Flow;

/// <summary>Which method does a call with a dynamic argument mean? Known where it can only be one.</summary>
internal static class LateBinding
{
    public static IMethodSymbol? Of(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken) => model.GetSymbolInfo(call, cancellationToken) switch
    {
        { CandidateReason: CandidateReason.LateBound, Symbol: IMethodSymbol method } => method,
        { CandidateReason: CandidateReason.LateBound, CandidateSymbols: { Length: 1 } candidates } => candidates[0] as IMethodSymbol,
        _ => null,
    };
}
