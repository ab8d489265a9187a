using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>The code of one member, or the values it begins with: what a method does, what a field or a parameter is set to.</summary>
internal sealed class MemberBody(ISymbol owner, ImmutableArray<IOperation> blocks)
{
    public ISymbol Owner { get; } = owner;

    /// <summary>Never none.</summary>
    public ImmutableArray<IOperation> Blocks { get; } = blocks;
}

/// <summary>The code of a file, member by member; lambdas and local functions are inside of the member that has them. Code that a tool marked as written by it is left out, as the compiler does.</summary>
internal sealed class FileBodies(SourceNames names)
{
    private readonly LatelyInFile<ImmutableArray<MemberBody>> _lastBodies = new();
    private readonly LatelyInFile<ImmutableArray<INamedTypeSymbol>> _lastTypes = new();

    public ImmutableArray<MemberBody> In(SemanticModel given, CancellationToken cancellationToken)
    {
        var tree = given.SyntaxTree;
        if (_lastBodies.Find(tree) is { } known)
            return known.Value;
        var model = names.ModelOf(tree) ?? given;
        var found = ImmutableArray.CreateBuilder<MemberBody>();
        foreach (var (declaration, codes) in MemberCode.In(tree.GetRoot(cancellationToken)))
        {
            var blocks = BlocksOf(codes, model, cancellationToken);
            if (!blocks.IsEmpty && OwnerOf(declaration, blocks[0], model, cancellationToken) is { } owner && !Generated.Is(owner))
                found.Add(new(owner, blocks));
        }

        return _lastBodies.Keep(tree, found.ToImmutable());
    }

    /// <summary>The classes, structures and interfaces that the file declares, or a part of.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesIn(SemanticModel given, CancellationToken cancellationToken)
    {
        var tree = given.SyntaxTree;
        if (_lastTypes.Find(tree) is { } known)
            return known.Value;
        var model = names.ModelOf(tree) ?? given;
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var declaration in MemberCode.TypesIn(tree.GetRoot(cancellationToken)))
        {
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type)
                found.Add(type);
        }

        return _lastTypes.Keep(tree, found.ToImmutableArray());
    }

    private static ImmutableArray<IOperation> BlocksOf(IEnumerable<SyntaxNode> codes, SemanticModel model, CancellationToken cancellationToken)
    {
        // Nearly all members have one.
        var blocks = ImmutableArray<IOperation>.Empty;
        foreach (var code in codes)
        {
            if (model.GetOperation(code, cancellationToken) is { } block)
                blocks = blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>The parameters of a class are those of its constructor, and a property's arrow is its getter: neither has a declaration of its own.</summary>
    private static ISymbol? OwnerOf(SyntaxNode declaration, IOperation code, SemanticModel model, CancellationToken cancellationToken) => model.GetDeclaredSymbol(declaration, cancellationToken) switch
    {
        INamedTypeSymbol type => type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) == declaration)),
        IPropertySymbol { GetMethod: { } getter } when code.Syntax is ArrowExpressionClauseSyntax => getter,
        var symbol => symbol,
    };
}
