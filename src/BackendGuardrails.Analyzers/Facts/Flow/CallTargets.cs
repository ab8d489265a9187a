using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Which code of this compilation does a call run?</summary>
internal sealed class CallTargets(SourceNames names)
{
    private readonly ConcurrentDictionary<ISymbol, IMethodSymbol> _targets = new(SymbolEqualityComparer.Default);

    /// <summary>The method itself; for a member of an interface or an abstract class its implementation, if there is exactly one here.</summary>
    public IMethodSymbol Resolve(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!definition.IsAbstract)
            return definition.PartialImplementationPart ?? definition;
        if (_targets.TryGetValue(definition, out var target))
            return target;
        return _targets.GetOrAdd(definition, OnlyImplementation(definition, cancellationToken) ?? definition);
    }

    /// <summary>The body of a method as it is written; null for one of another compilation or without a body.</summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken) => Bodies.CodeOf(method, names, cancellationToken);

    /// <summary>What methods of this compilation do that the code calls, so many calls away; not the code itself.</summary>
    public IEnumerable<IOperation> CalledFrom(IOperation code, int calls, CancellationToken cancellationToken)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var next = new List<IOperation> { code };
        for (; calls > 0 && next.Count > 0; calls--)
        {
            next = next.SelectMany(body => body.Descendants().OfType<IInvocationOperation>())
                .Select(call => Resolve(call.TargetMethod, cancellationToken))
                .Where(seen.Add)
                .Select(method => BodyOf(method, cancellationToken))
                .OfType<IOperation>()
                .ToList();
            foreach (var body in next)
                yield return body;
        }
    }

    private IMethodSymbol? OnlyImplementation(IMethodSymbol member, CancellationToken cancellationToken)
    {
        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var name in names.Find(member.ContainingType.Name, cancellationToken))
        {
            if (name.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is not TypeDeclarationSyntax syntax
                || names.ModelOf(name.SyntaxTree)?.GetDeclaredSymbol(syntax, cancellationToken) is not INamedTypeSymbol { IsAbstract: false } type)
                continue;
            var implementation = member.ContainingType.TypeKind == TypeKind.Interface
                ? type.AllInterfaces.Where(candidate => Same(candidate.OriginalDefinition, member.ContainingType))
                    .SelectMany(candidate => candidate.GetMembers(member.Name))
                    .Where(candidate => Same(candidate.OriginalDefinition, member))
                    .Select(type.FindImplementationForInterfaceMember)
                    .FirstOrDefault()
                : type.GetMembers(member.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate => Same(candidate.OverriddenMethod?.OriginalDefinition, member));
            if (implementation is IMethodSymbol method)
                found.Add(method.OriginalDefinition);
        }

        return found.Count == 1 ? found.First() : null;
    }

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
