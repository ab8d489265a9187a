namespace BackendGuardrails.Facts.Values;

/// <summary>Which code of this compilation may run at a call: the method itself, what overrides it, what implements it.</summary>
internal sealed class SiteTargets(Implementations implementations, ValueFlows flows)
{
    public ImmutableArray<IMethodSymbol> Of(CallSite site, CancellationToken cancellationToken)
    {
        var target = site.Target.PartialImplementationPart ?? site.Target;
        if (!Implementations.IsDispatched(target) || site.IsBaseCall)
            return ImmutableArray.Create(target);
        if (site.Receiver.Origins.IsEmpty && !site.Receiver.Objects.IsEmpty && site.Receiver.Objects.All(made => made.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct }))
        {
            return site.Receiver.Objects
                .Select(made => Implementations.In((INamedTypeSymbol)made.Type!, target))
                .OfType<IMethodSymbol>()
                .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
                .ToImmutableArray();
        }

        var found = implementations.Of(target, cancellationToken);
        return flows.HasBody(target) ? found.Insert(0, target) : found;
    }
}
