using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Which types of this compilation derive from or implement this one, and which of their methods stand behind one of its members?</summary>
internal sealed class Implementations(SourceNames names)
{
    /// <summary>More than this many say nothing about any single call.</summary>
    public const int Most = 24;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _known = new(SymbolEqualityComparer.Default);
    private volatile ILookup<INamedTypeSymbol, INamedTypeSymbol>? _derived;

    public static bool IsDispatched(IMethodSymbol method) =>
        !method.IsStatic && method.ContainingType is { IsSealed: false } && (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed) || method is { IsStatic: true, IsAbstract: true };

    /// <summary>What overrides or implements the method here; the method itself is not among them.</summary>
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var target = method.OriginalDefinition;
        return _known.TryGetValue(target, out var known) ? known : _known.GetOrAdd(target, Find(target, cancellationToken));
    }

    public static IMethodSymbol? In(INamedTypeSymbol type, IMethodSymbol target)
    {
        if (target.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, target.ContainingType.OriginalDefinition))
                    continue;
                foreach (var member in implemented.GetMembers(target.Name))
                {
                    if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, target) && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                        return implementation.OriginalDefinition;
                }
            }

            return null;
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(target.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = member; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, target))
                        return member.OriginalDefinition;
                }
            }
        }

        return null;
    }

    /// <summary>The type itself is not among them.</summary>
    public IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var derived = _derived ??= FindDerived(cancellationToken);
        var open = new Stack<INamedTypeSymbol>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        open.Push(type.OriginalDefinition);
        while (open.Count > 0)
        {
            foreach (var next in derived[open.Pop()])
            {
                if (!seen.Add(next))
                    continue;
                yield return next;
                open.Push(next);
            }
        }
    }

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol target, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (var type in DerivedFrom(target.ContainingType, cancellationToken))
        {
            if (type.TypeKind == TypeKind.Interface || In(type, target) is not { } method || found.Contains(method, SymbolEqualityComparer.Default) || SymbolEqualityComparer.Default.Equals(method, target))
                continue;
            found.Add(method);
            if (found.Count == Most)
                break;
        }

        return found.ToImmutable();
    }

    /// <summary>Every type of the compilation under what it directly derives from or implements.</summary>
    private ILookup<INamedTypeSymbol, INamedTypeSymbol> FindDerived(CancellationToken cancellationToken)
    {
        var pairs = new List<(INamedTypeSymbol Base, INamedTypeSymbol Type)>();
        foreach (var tree in names.Trees)
        {
            if (names.ModelOf(tree) is not { } model)
                continue;
            foreach (var list in tree.GetRoot(cancellationToken).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax).OfType<BaseListSyntax>())
            {
                if (model.GetDeclaredSymbol(list.Parent!, cancellationToken) is not INamedTypeSymbol type)
                    continue;
                if (type.BaseType is { SpecialType: SpecialType.None } @base)
                    pairs.Add((@base.OriginalDefinition, type));
                pairs.AddRange(type.Interfaces.Select(implemented => (implemented.OriginalDefinition, type)));
            }
        }

        return pairs.Distinct().ToLookup(pair => pair.Base, pair => pair.Type, (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default);
    }
}
