using System.Runtime.CompilerServices;
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
    private const string GeneratedMark = "GeneratedCodeAttribute";

    private readonly Lately<SyntaxTree, StrongBox<ImmutableArray<MemberBody>>> _lately = new();

    public ImmutableArray<MemberBody> In(SemanticModel given, CancellationToken cancellationToken)
    {
        var tree = given.SyntaxTree;
        var place = RuntimeHelpers.GetHashCode(tree);
        if (_lately.Find(place, tree) is { } known)
            return known.Value;
        var model = names.ModelOf(tree) ?? given;
        var found = ImmutableArray.CreateBuilder<MemberBody>();
        foreach (var (declaration, codes) in MemberCode.In(tree.GetRoot(cancellationToken)))
        {
            var blocks = ImmutableArray.CreateRange(codes.Select(code => model.GetOperation(code, cancellationToken)).OfType<IOperation>());
            if (!blocks.IsEmpty && OwnerOf(declaration, blocks[0], model, cancellationToken) is { } owner && !IsGenerated(owner))
                found.Add(new(owner, blocks));
        }

        var bodies = found.ToImmutable();
        _lately.Keep(place, tree, new(bodies));
        return bodies;
    }

    /// <summary>The parameters of a class are those of its constructor, and a property's arrow is its getter: neither has a declaration of its own.</summary>
    private static ISymbol? OwnerOf(SyntaxNode declaration, IOperation code, SemanticModel model, CancellationToken cancellationToken) => model.GetDeclaredSymbol(declaration, cancellationToken) switch
    {
        INamedTypeSymbol type => type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) == declaration)),
        IPropertySymbol { GetMethod: { } getter } when code.Syntax is ArrowExpressionClauseSyntax => getter,
        var symbol => symbol,
    };

    private static bool IsGenerated(ISymbol member)
    {
        for (var symbol = member; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: GeneratedMark } mark && mark.IsIn("System.CodeDom.Compiler"))
                    return true;
            }
        }

        return false;
    }
}
