using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Migrations;

/// <summary>Keeps the call to development, where the environment is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6017SchemaAtStartCodeFix))]
public sealed class BG6017SchemaAtStartCodeFix() : GuardrailCodeFix(BG6017SchemaAtStartAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        // A value that is read, or a declaration that others use, cannot be left out.
        if (diagnostic.Properties.TryGetValue(HostExpressions.ExpressionKey, out var isDevelopment)
            && node.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AwaitExpressionSyntax, ContainsDirectives: false } statement
            && statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
        {
            diagnostic.Properties.TryGetValue(HostExpressions.NamespaceKey, out var @namespace);
            var guarded = Guarded(statement, isDevelopment!);
            Register(context, diagnostic, "Do it in development only", cancellationToken => context.Document.ReplaceAsync(statement, guarded, @namespace, cancellationToken));
        }
    }

    private static IfStatementSyntax Guarded(ExpressionStatementSyntax statement, string condition)
    {
        var lineEnd = statement.SyntaxTree.GetRoot().EndOfLine();
        var block = SyntaxFactory.Block(statement.WithLeadingTrivia(SyntaxFactory.ElasticMarker));
        return SyntaxFactory.IfStatement(DocumentEdits.Expression(condition), block)
            .WithLeadingTrivia(statement.GetLeadingTrivia())
            .WithTrailingTrivia(lineEnd)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
