namespace BackendGuardrails.Facts.Data.Queries.Translation;

/// <summary>Does this program teach EF Core more than it knows by itself?</summary>
internal sealed class OwnTranslations(SourceNames names)
{
    /// <summary>Code that rewrites expressions before they are translated, or translates more of them.</summary>
    private static readonly string[] Everything =
    [
        "IMethodCallTranslator", "IMethodCallTranslatorPlugin", "IMethodCallTranslatorProvider", "IMemberTranslator", "IMemberTranslatorPlugin", "IQueryExpressionInterceptor", "IQueryTranslationPreprocessorFactory",
        "QueryTranslationPreprocessor", "UseProjectables", "UseExpressives", "UseExpressionify", "AddDelegateDecompiler", "WithExpressionExpanding", "AddMethodTranslators", "UseLambdaInjection", "WithLambdaInjection",
    ];

    /// <summary>Their providers know StringComparison.</summary>
    private static readonly string[] Comparing = ["UseCosmos", "AddCosmosDbContext", "UseMySql", "EnableStringComparisonTranslations", "UseMongoDB"];

    private static readonly string[] Harmless =
    [
        "NotMappedAttribute", "JsonIgnoreAttribute", "JsonPropertyNameAttribute", "JsonPropertyAttribute", "DisplayAttribute", "DisplayNameAttribute", "DisplayFormatAttribute", "ObsoleteAttribute", "PureAttribute", "MethodImplAttribute", "ExtensionAttribute",
        "RequiredAttribute", "DebuggerStepThroughAttribute", "NullableContextAttribute", "NullableAttribute", "IgnoreDataMemberAttribute", "XmlIgnoreAttribute", "CompilerGeneratedAttribute", "IsReadOnlyAttribute",
    ];

    private volatile object? _knowsAnything;
    private volatile object? _comparisons;

    /// <summary>Whether the member may be mapped to a function, or is replaced by an expression: by an attribute, or by what the program adds to EF Core.</summary>
    public bool Knows(ISymbol member, CancellationToken cancellationToken) =>
        member.GetAttributes().Any(attribute => !Harmless.Contains(attribute.AttributeClass?.Name)) || (bool)(_knowsAnything ??= Everything.Any(word => !names.Find(word, cancellationToken).IsEmpty)) || IsFunction(member, cancellationToken);

    /// <summary>Whether the code of the member is part of this compilation, and so is what could map it.</summary>
    public bool See(ISymbol member) => member.DeclaringSyntaxReferences.Any(reference => names.ModelOf(reference.SyntaxTree) is not null);

    public bool KnowComparisons(CancellationToken cancellationToken) => (bool)(_comparisons ??= Comparing.Any(word => !names.Find(word, cancellationToken).IsEmpty));

    /// <summary><c>HasDbFunction(typeof(Sql).GetMethod(nameof(Sql.Norm)))</c>, and loops over the methods of a class.</summary>
    private bool IsFunction(ISymbol member, CancellationToken cancellationToken) => member is IMethodSymbol && names.Find("HasDbFunction", cancellationToken)
        .Select(name => name.Ancestors().FirstOrDefault(outer => outer is Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax))
        .Any(code => code is not null && code.DescendantTokens().Any(token => token.ValueText == member.Name || token.ValueText == member.ContainingType.Name || token.ValueText == "GetMethods"));
}
