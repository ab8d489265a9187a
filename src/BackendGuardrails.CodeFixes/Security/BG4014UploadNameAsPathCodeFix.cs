namespace BackendGuardrails.Security;

/// <summary>Keeps of the name only what stands behind the last directory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4014UploadNameAsPathCodeFix))]
public sealed class BG4014UploadNameAsPathCodeFix() : GuardrailCodeFix(BG4014UploadNameAsPathAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if ((node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax) is not { } name)
            return;
        // file?.FileName
        if (name is MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } && access.WhenNotNull == name)
            name = access;
        else if (name is MemberBindingExpressionSyntax)
            return;
        var kept = DocumentEdits.Expression($"System.IO.Path.GetFileName({name.WithoutTrivia()})").WithTriviaFrom(name);
        Register(context, diagnostic, "Keep only the name of the file", cancellationToken => context.Document.ReplaceAsync(name, kept, cancellationToken));
    }
}
