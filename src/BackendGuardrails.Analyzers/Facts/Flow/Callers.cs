using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Who uses this method in the compilation?</summary>
internal sealed class Callers(SourceNames names, SymbolUses uses)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _uses = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The invocations of the method and the places it is handed on as a delegate (<see cref="IMethodReferenceOperation"/>).
    /// Uses in other assemblies cannot be seen.
    /// </summary>
    public ImmutableArray<IOperation> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = Definition(method);
        if (_uses.TryGetValue(definition, out var known))
            return known;
        return _uses.GetOrAdd(definition, Find(definition, cancellationToken));
    }

    /// <summary>Whether the method is also called as a member of something else: of a base class or an interface.</summary>
    public static bool IsReachedUnseen(IMethodSymbol method) =>
        method.IsOverride
        || !method.ExplicitInterfaceImplementations.IsEmpty
        || method.ContainingType is { } type && type.AllInterfaces
            .SelectMany(implemented => implemented.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));

    private ImmutableArray<IOperation> Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<IOperation>();
        // Lambdas and accessors have no name to look for.
        foreach (var name in method.CanBeReferencedByName ? uses.Of(method, SymbolUses.Any, cancellationToken) : Enumerable.Empty<SimpleNameSyntax>())
        {
            if (names.ModelOf(name.SyntaxTree) is { } model && UseAt(model, name, cancellationToken) is { } use)
                found.Add(use);
        }

        return found.ToImmutable();
    }

    /// <summary>The call of what the name names, or the method as a value; null in <c>nameof</c> and documentation.</summary>
    private static IOperation? UseAt(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        if (name.CallOf() is { } call)
            return model.GetOperation(call, cancellationToken) as IInvocationOperation;
        // Handed over as a plain Delegate, the outermost operation of the name is a conversion.
        return model.GetOperation(name.Whole(), cancellationToken)?.Unwrap() as IMethodReferenceOperation;
    }

    private static IMethodSymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;
}
