using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Where does a class give the model values: <c>HasDefaultValue</c>, <c>HasData</c>? What the tools write, migrations and snapshots of the model, holds constants only.</summary>
internal static class ModelCalls
{
    private const string ModelBuilders = "Microsoft.EntityFrameworkCore.Metadata.Builders";
    private const string RelationalBuilders = "Microsoft.EntityFrameworkCore.RelationalPropertyBuilderExtensions";
    private const string Snapshot = "Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot";

    private static readonly string[] Names = ["HasDefaultValue", "HasData"];

    public static IEnumerable<IInvocationOperation> In(INamedTypeSymbol type, SourceNames names, CancellationToken cancellationToken)
    {
        if (type.IsOrInherits(Snapshot) || type.IsOrInherits(SchemaMigrations.Base))
            yield break;
        foreach (var reference in type.DeclaringSyntaxReferences.Where(reference => Names.Any(name => SourceNames.Mentions(reference.SyntaxTree, name, cancellationToken))))
        {
            var declaration = reference.GetSyntax(cancellationToken);
            foreach (var name in Names.SelectMany(name => names.FindIn(reference.SyntaxTree, name, cancellationToken)).Where(name => OwnerOf(name) == declaration))
            {
                if (CallOf(name) is { } syntax && names.ModelOf(syntax.SyntaxTree)?.GetOperation(syntax, cancellationToken) is IInvocationOperation call && IsOfModel(call.TargetMethod))
                    yield return call;
            }
        }
    }

    /// <summary>Top-level statements belong to the file.</summary>
    private static SyntaxNode OwnerOf(SyntaxNode name) => name.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? name.SyntaxTree.GetRoot();

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        var called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? (ExpressionSyntax)name.Parent : name;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    private static bool IsOfModel(IMethodSymbol method) => method.Name == "HasData"
        ? method.ContainingNamespace.ToDisplayString() == ModelBuilders
        : method.ContainingType.Is(RelationalBuilders);
}
