using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Where is this method, field, property or type named? All places with a name are bound once and kept by what they mean, so that who asks for one
/// <c>Find</c> after the other does not bind every <c>Find</c> of the program each time. What is private is looked for in its own type.
/// </summary>
internal sealed class SymbolUses(SourceNames names)
{
    public static readonly Func<SimpleNameSyntax, bool> Any = static _ => true;

    public static readonly Func<SimpleNameSyntax, bool> Assigned = static name => name.AssignmentTo() is not null;

    private readonly ConcurrentDictionary<(string Name, SyntaxTree? Tree, Func<SimpleNameSyntax, bool> Wanted), ILookup<ISymbol, SimpleNameSyntax>> _members = new();
    private readonly ConcurrentDictionary<string, ILookup<ISymbol, SyntaxNode>> _creations = new(StringComparer.Ordinal);

    /// <summary>The places that look as wanted, so that the others need not be bound. Ask with the same function each time.</summary>
    public IEnumerable<SimpleNameSyntax> Of(ISymbol symbol, Func<SimpleNameSyntax, bool> wanted, CancellationToken cancellationToken)
    {
        var definition = Definition(symbol);
        if (definition.DeclaredAccessibility != Accessibility.Private || definition.ContainingType is not { } type)
            return Named(definition.Name, null, wanted, cancellationToken)[definition];
        return type.DeclaringSyntaxReferences
            .Select(reference => reference.SyntaxTree)
            .Distinct()
            .SelectMany(tree => Named(definition.Name, tree, wanted, cancellationToken)[definition]);
    }

    /// <summary>The <c>new T(…)</c> and <c>T(…)</c> after a colon that call the constructor and name its type.</summary>
    public IEnumerable<SyntaxNode> CreationsBy(IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        var name = constructor.ContainingType.Name;
        if (!_creations.TryGetValue(name, out var found))
            found = _creations.GetOrAdd(name, Creations(name, cancellationToken));
        return found[constructor.OriginalDefinition];
    }

    private ILookup<ISymbol, SimpleNameSyntax> Named(string name, SyntaxTree? tree, Func<SimpleNameSyntax, bool> wanted, CancellationToken cancellationToken)
    {
        if (_members.TryGetValue((name, tree, wanted), out var found))
            return found;
        var uses = new List<(ISymbol Symbol, SimpleNameSyntax Name)>();
        foreach (var use in tree is null ? names.Find(name, cancellationToken) : names.FindIn(tree, name, cancellationToken))
        {
            if (wanted(use) && names.ModelOf(use.SyntaxTree) is { } model && Meant(model, use, cancellationToken) is { } symbol)
                uses.Add((Definition(symbol), use));
        }

        return _members.GetOrAdd((name, tree, wanted), uses.ToLookup(use => use.Symbol, use => use.Name, SymbolEqualityComparer.Default));
    }

    private ILookup<ISymbol, SyntaxNode> Creations(string name, CancellationToken cancellationToken)
    {
        var creations = new List<(ISymbol Constructor, SyntaxNode Syntax)>();
        foreach (var use in names.Find(name, cancellationToken))
        {
            var creation = (SyntaxNode?)use.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>(node => node.Type.Span.Contains(use.Span)) ?? use.FirstAncestorOrSelf<PrimaryConstructorBaseTypeSyntax>();
            if (creation is not null && names.ModelOf(use.SyntaxTree)?.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor)
                creations.Add((constructor.OriginalDefinition, creation));
            // : base(…)
            if (use.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is TypeDeclarationSyntax derived)
            {
                foreach (var initializer in derived.Members.OfType<ConstructorDeclarationSyntax>().Select(declaration => declaration.Initializer).OfType<ConstructorInitializerSyntax>())
                {
                    if (names.ModelOf(use.SyntaxTree)?.GetSymbolInfo(initializer, cancellationToken).Symbol is { } called)
                        creations.Add((called.OriginalDefinition, initializer));
                }
            }
        }

        return creations.Distinct().ToLookup(creation => creation.Constructor, creation => creation.Syntax, SymbolEqualityComparer.Default);
    }

    /// <summary>What the name names: with a dynamic argument the only method it can be, and for a method handed over as a plain Delegate that method.</summary>
    public static ISymbol? Meant(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol)
            return symbol;
        return name.CallOf() is { } call
            ? LateBinding.Of(call, model, cancellationToken)
            : (model.GetOperation(name.Whole(), cancellationToken)?.Unwrap() as IMethodReferenceOperation)?.Method;
    }

    private static ISymbol Definition(ISymbol symbol) => symbol is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : symbol.OriginalDefinition;
}
