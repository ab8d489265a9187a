using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>What carries a context: a variable, a member, or the context itself.</summary>
internal sealed record ContextCarrier(ISymbol Symbol, ITypeSymbol Type)
{
    private static readonly string[] Makers = ["CreateDbContext", "CreateDbContextAsync", "CreateScope", "CreateAsyncScope", "BeginLifetimeScope"];

    public static ContextCarrier? Of(IOperation? context) => context?.Unwrap() switch
    {
        IInstanceReferenceOperation { Type: { } self } => new(self, self),
        { Type: { } type } value when Remembered.SymbolOf(value) is { } symbol => new(symbol, type),
        _ => null,
    };

    /// <summary>
    /// Whether both are one context: the same variable, or what is injected into two classes, which share a scope. In one class, two members are two contexts.
    /// </summary>
    public bool IsSame(ContextCarrier other, CancellationToken cancellationToken)
    {
        if (SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol))
            return true;
        if (!IsInjected || !other.IsInjected || !Type.IsRelated(other.Type) || MakesItsOwn(cancellationToken) || other.MakesItsOwn(cancellationToken))
            return false;
        return !SymbolEqualityComparer.Default.Equals(Home, other.Home) || IsParameter != other.IsParameter;
    }

    private bool IsParameter => Symbol is IParameterSymbol;

    /// <summary>Held by an object for as long as it lives; handed over where it was made.</summary>
    private bool IsInjected => Symbol is { IsStatic: false } and (IFieldSymbol or IPropertySymbol or ITypeSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } });

    private ITypeSymbol? Home => Symbol as ITypeSymbol ?? Symbol.ContainingType;

    private bool MakesItsOwn(CancellationToken cancellationToken) => Symbol is not ITypeSymbol && Symbol.DeclaringSyntaxReferences.Any(reference => Makers.Any(maker => SourceNames.Mentions(reference.SyntaxTree, maker, cancellationToken)));
}

/// <summary>Small questions about types of contexts.</summary>
internal static class ContextTypes
{
    public static bool IsRelated(this ITypeSymbol type, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(type.Unannotated(), other.Unannotated()) || type.Leads(other) || other.Leads(type);

    /// <summary>Whether it derives from or implements the other one.</summary>
    private static bool Leads(this ITypeSymbol type, ITypeSymbol other)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, other.Unannotated()))
                return true;
        }

        return type.AllInterfaces.Contains(other.Unannotated(), SymbolEqualityComparer.Default);
    }
}
