namespace BackendGuardrails.Security;

/// <summary>Keeps the switch to development where the environment is at hand, and takes it out elsewhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4011SensitiveDiagnosticsCodeFix))]
public sealed class BG4011SensitiveDiagnosticsCodeFix() : GuardrailCodeFix(BG4011SensitiveDiagnosticsAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var code = node as InvocationExpressionSyntax ?? (ExpressionSyntax?)node.FirstAncestorOrSelf<AssignmentExpressionSyntax>();
        if (code is null)
            return;
        if (diagnostic.Properties.TryGetValue(HostExpressions.ExpressionKey, out var isDevelopment))
        {
            diagnostic.Properties.TryGetValue(HostExpressions.NamespaceKey, out var @namespace);
            var guarded = WithValue(code, DocumentEdits.Expression(isDevelopment!));
            Register(
                context, diagnostic, "Switch it on in development only", cancellationToken => context.Document.ReplaceAsync(code, guarded, @namespace, cancellationToken), "InDevelopment");
        }
        else if (context.Document.Without(code, diagnostic) is { } without)
        {
            Register(context, diagnostic, $"Remove '{code.NameOf()}'", _ => Task.FromResult(without), "Remove");
        }
        else if (code is AssignmentExpressionSyntax && !diagnostic.Properties.ContainsKey(Removal.Key))
        {
            // Without the assignment it would still be on, or the value would be missing.
            var off = WithValue(code, DocumentEdits.Expression("false"));
            Register(context, diagnostic, "Switch it off", cancellationToken => context.Document.ReplaceAsync(code, off, cancellationToken), "Off");
        }
    }

    private static ExpressionSyntax WithValue(ExpressionSyntax code, ExpressionSyntax value)
    {
        if (code is AssignmentExpressionSyntax assignment)
            return assignment.WithRight(value.WithTriviaFrom(assignment.Right));
        var call = (InvocationExpressionSyntax)code;
        var arguments = call.ArgumentList.Arguments;
        return call.WithArgumentList(arguments.Count == 0
            ? call.ArgumentList.AddArguments(SyntaxFactory.Argument(value))
            : call.ArgumentList.ReplaceNode(arguments.Last().Expression, value.WithTriviaFrom(arguments.Last().Expression)));
    }
}
