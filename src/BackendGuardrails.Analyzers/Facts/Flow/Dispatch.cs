namespace BackendGuardrails.Facts.Flow;

/// <summary>Who uses this method, also by the name of what it implements or overrides?</summary>
internal static class Dispatch
{
    public static List<IOperation> OfDispatched(this Callers callers, IMethodSymbol method, CancellationToken cancellationToken) =>
        NamesOf(method).SelectMany(name => callers.Of(name, cancellationToken)).ToList();

    /// <summary>The method, and what it overrides and implements.</summary>
    public static List<IMethodSymbol> NamesOf(IMethodSymbol method)
    {
        var names = new List<IMethodSymbol> { method };
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            names.Add(overridden);
        if (method.MethodKind == MethodKind.Ordinary)
        {
            names.AddRange(method.ContainingType.AllInterfaces
                .SelectMany(implemented => implemented.GetMembers(method.Name).OfType<IMethodSymbol>())
                .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));
        }

        return names;
    }
}
