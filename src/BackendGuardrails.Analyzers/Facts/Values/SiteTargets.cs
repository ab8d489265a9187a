using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>Which code of this compilation may run at a call: the method itself, what overrides it, what implements it.</summary>
internal sealed class SiteTargets(Compilation compilation, SourceNames names, ValueFlows flows)
{
    private const int Most = 24;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private volatile ILookup<INamedTypeSymbol, INamedTypeSymbol>? _derived;

    public ImmutableArray<IMethodSymbol> Of(CallSite site, CancellationToken cancellationToken)
    {
        var target = site.Target.PartialImplementationPart ?? site.Target;
        if (!IsDispatched(target) || site.IsBaseCall)
            return ImmutableArray.Create(target);
        if (site.Receiver.Origins.IsEmpty && !site.Receiver.Objects.IsEmpty && site.Receiver.Objects.All(made => made.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct }))
        {
            return site.Receiver.Objects
                .Select(made => ImplementationIn((INamedTypeSymbol)made.Type!, target))
                .OfType<IMethodSymbol>()
                .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
                .ToImmutableArray();
        }

        return _implementations.TryGetValue(target, out var known) ? known : _implementations.GetOrAdd(target, Find(target, cancellationToken));
    }

    private static bool IsDispatched(IMethodSymbol method) =>
        !method.IsStatic && !method.ContainingType.IsSealed && (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed) || method is { IsStatic: true, IsAbstract: true };

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol target, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (flows.HasBody(target))
            found.Add(target);
        foreach (var type in DerivedFrom(target.ContainingType.OriginalDefinition, cancellationToken))
        {
            if (type.TypeKind == TypeKind.Interface || ImplementationIn(type, target) is not { } method || found.Contains(method, SymbolEqualityComparer.Default))
                continue;
            found.Add(method);
            if (found.Count == Most)
                break;
        }

        return found.ToImmutable();
    }

    private static IMethodSymbol? ImplementationIn(INamedTypeSymbol type, IMethodSymbol target)
    {
        if (target.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, target.ContainingType.OriginalDefinition))
                    continue;
                foreach (var member in AllMembers(implemented, target))
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

    private static IEnumerable<ISymbol> AllMembers(INamedTypeSymbol type, IMethodSymbol target) => type.GetMembers(target.Name);

    private IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var derived = _derived ??= FindDerived(cancellationToken);
        var open = new Stack<INamedTypeSymbol>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        open.Push(type);
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

    /// <summary>Every type of the compilation under what it directly derives from or implements.</summary>
    private ILookup<INamedTypeSymbol, INamedTypeSymbol> FindDerived(CancellationToken cancellationToken)
    {
        var pairs = new List<(INamedTypeSymbol Base, INamedTypeSymbol Type)>();
        foreach (var tree in compilation.SyntaxTrees)
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
