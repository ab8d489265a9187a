using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Who uses this method in the compilation?</summary>
internal sealed class Callers(SourceNames names)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _uses = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The invocations of the method and the places it is handed on as a delegate (<see cref="IMethodReferenceOperation"/>).
    /// Uses in other assemblies cannot be seen.
    /// </summary>
    public ImmutableArray<IOperation> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = Definition(method);
        if (_uses.TryGetValue(definition, out var uses))
            return uses;
        return _uses.GetOrAdd(definition, Find(definition, cancellationToken));
    }

    private ImmutableArray<IOperation> Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var uses = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var name in names.Find(method.Name, cancellationToken))
        {
            if (name.Parent is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or ArgumentSyntax
                or AssignmentExpressionSyntax or EqualsValueClauseSyntax))
                continue;
            var model = names.ModelOf(name.SyntaxTree);
            if (model?.GetSymbolInfo(name, cancellationToken).Symbol is not IMethodSymbol used
                || !SymbolEqualityComparer.Default.Equals(Definition(used), method))
                continue;
            if (UseAt(model, name, cancellationToken) is { } use)
                uses.Add(use);
        }

        return uses.ToImmutable();
    }

    private static IOperation? UseAt(SemanticModel model, SyntaxNode name, CancellationToken cancellationToken)
    {
        for (var node = name; node is not (null or StatementSyntax); node = node.Parent)
        {
            if (model.GetOperation(node, cancellationToken) is IInvocationOperation or IMethodReferenceOperation or IDelegateCreationOperation)
                return model.GetOperation(node, cancellationToken);
        }

        return null;
    }

    private static IMethodSymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;
}
