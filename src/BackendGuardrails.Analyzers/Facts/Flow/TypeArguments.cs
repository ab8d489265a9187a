namespace BackendGuardrails.Facts.Flow;

/// <summary>Which types does this compilation put in the place of a type parameter? <c>OrdersController : Crud&lt;Order></c>, <c>app.MapCrud&lt;Order>()</c></summary>
internal sealed class TypeArguments(SourceNames names)
{
    private const int MostSteps = 3;

    /// <summary>Through type parameters of others; each type once.</summary>
    public IEnumerable<INamedTypeSymbol> Of(ITypeParameterSymbol parameter, CancellationToken cancellationToken) =>
        Of(parameter, MostSteps, cancellationToken).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private IEnumerable<INamedTypeSymbol> Of(ITypeParameterSymbol parameter, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0 || parameter.ContainingSymbol is not { Name.Length: > 0 } owner)
            yield break;
        foreach (var name in names.Find(owner.Name, cancellationToken))
        {
            switch (At(name, owner, parameter.Ordinal, cancellationToken))
            {
                case INamedTypeSymbol { TypeKind: not TypeKind.Error } type:
                    yield return type;
                    break;
                case ITypeParameterSymbol outer when !SymbolEqualityComparer.Default.Equals(outer.ContainingSymbol, owner):
                    foreach (var further in Of(outer, steps - 1, cancellationToken))
                        yield return further;
                    break;
            }
        }
    }

    /// <summary>Null where the name is that of something else.</summary>
    private ITypeSymbol? At(SyntaxNode name, ISymbol owner, int ordinal, CancellationToken cancellationToken)
    {
        var found = names.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken);
        var symbol = found?.Symbol ?? found?.CandidateSymbols.FirstOrDefault();
        if (!SymbolEqualityComparer.Default.Equals(((symbol as IMethodSymbol)?.ReducedFrom ?? symbol)?.OriginalDefinition, owner.OriginalDefinition))
            return null;
        return symbol switch
        {
            INamedTypeSymbol { IsUnboundGenericType: false } type => type.TypeArguments.ElementAtOrDefault(ordinal),
            IMethodSymbol { ReducedFrom.TypeParameters: var whole } extension => extension.GetTypeInferredDuringReduction(whole[ordinal])
                ?? extension.TypeArguments.ElementAtOrDefault(whole.Take(ordinal).Count(one => extension.GetTypeInferredDuringReduction(one) is null)),
            IMethodSymbol method => method.TypeArguments.ElementAtOrDefault(ordinal),
            _ => null,
        };
    }
}
