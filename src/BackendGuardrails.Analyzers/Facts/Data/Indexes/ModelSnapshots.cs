using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>
/// The keys and indexes that the migrations of this compilation have made, as the snapshot beside them lists them: <c>modelBuilder.Entity("Shop.Order", b => { … b.HasIndex("Number"); })</c>.
/// It is generated code that names everything by texts, so it is read as text.
/// </summary>
internal sealed class ModelSnapshots(SourceNames names)
{
    private const string Snapshot = "ModelSnapshot";

    private volatile Dictionary<string, ImmutableArray<ImmutableArray<string>>>? _tables;

    /// <summary>The columns of each key and index of the class alone; null where no snapshot has it.</summary>
    public ImmutableArray<ImmutableArray<string>>? Of(INamedTypeSymbol entity, CancellationToken cancellationToken) =>
        Tables(cancellationToken).TryGetValue(FullNameOf(entity), out var found) ? found : null;

    public bool HasAny(CancellationToken cancellationToken) => Tables(cancellationToken).Count > 0;

    private Dictionary<string, ImmutableArray<ImmutableArray<string>>> Tables(CancellationToken cancellationToken) => _tables ??= Read(cancellationToken);

    private Dictionary<string, ImmutableArray<ImmutableArray<string>>> Read(CancellationToken cancellationToken) => names.Trees
        .Where(tree => SourceNames.Mentions(tree, Snapshot, cancellationToken))
        .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>())
        .Where(type => type.BaseList?.Types.Any(parent => parent.Type is IdentifierNameSyntax { Identifier.ValueText: Snapshot } or QualifiedNameSyntax { Right.Identifier.ValueText: Snapshot }) is true)
        .SelectMany(type => type.DescendantNodes().OfType<InvocationExpressionSyntax>())
        .Select(EntityOf)
        .OfType<(string Name, string Builder, SyntaxNode Body)>()
        .GroupBy(entity => entity.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.SelectMany(entity => IndexesIn(entity.Body, entity.Builder)).ToImmutableArray(), StringComparer.Ordinal);

    private static (string Name, string Builder, SyntaxNode Body)? EntityOf(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Entity" }, ArgumentList.Arguments: { Count: 2 } arguments } && TextOf(arguments[0].Expression) is { } name
            ? arguments[1].Expression switch
            {
                SimpleLambdaExpressionSyntax lambda => (name, lambda.Parameter.Identifier.ValueText, lambda.Body),
                ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } lambda => (name, parameters[0].Identifier.ValueText, lambda.Body),
                _ => null,
            }
            : null;

    private static IEnumerable<ImmutableArray<string>> IndexesIn(SyntaxNode body, string builder) => body.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner, Name.Identifier.ValueText: "HasKey" or "HasIndex" or "HasAlternateKey" } && owner.Identifier.ValueText == builder)
        .Select(ColumnsOf)
        .Where(columns => !columns.IsEmpty);

    /// <summary><c>("A", "B")</c>, or <c>(new[] { "A", "B" }, "IX_Name")</c></summary>
    private static ImmutableArray<string> ColumnsOf(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var texts = arguments.FirstOrDefault()?.Expression is { } first && TextOf(first) is null ? first.DescendantNodes().OfType<ExpressionSyntax>() : arguments.Select(argument => argument.Expression);
        return texts.Select(TextOf).OfType<string>().ToImmutableArray();
    }

    private static string? TextOf(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: string text } ? text : null;

    private static string FullNameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{FullNameOf(outer)}+{type.MetadataName}" : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;
}
