namespace BackendGuardrails.Security;

/// <summary>Allows the configured origins: <c>WithOrigins(configuration.GetSection("Cors:Origins")…)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4004CorsReflectsOriginCodeFix))]
public sealed class BG4004CorsReflectsOriginCodeFix() : GuardrailCodeFix(BG4004CorsReflectsOriginAnalyzer.Descriptor)
{
    // LanguageVersion.CSharp12, which the oldest Roslyn does not name: the first with [].
    private const int CollectionExpressions = 1200;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(HostExpressions.ExpressionKey, out var configured)
            || node is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call
            || WithName(call.Expression) is not { } withOrigins)
            return;
        diagnostic.Properties.TryGetValue(HostExpressions.NamespaceKey, out var @namespace);
        var none = (int)((CSharpParseOptions)node.SyntaxTree.Options).LanguageVersion >= CollectionExpressions ? "[]" : "System.Array.Empty<string>()";
        var origins = SyntaxFactory.BinaryExpression(SyntaxKind.CoalesceExpression, DocumentEdits.Expression(configured!), DocumentEdits.Expression(none));
        var argument = call.ArgumentList.Arguments[0];
        var fixedCall = call
            .WithExpression(withOrigins)
            .WithArgumentList(call.ArgumentList.ReplaceNode(argument, SyntaxFactory.Argument(origins).WithTriviaFrom(argument)));
        Register(
            context,
            diagnostic,
            "Allow the origins of the configuration section 'Cors:Origins'",
            cancellationToken => context.Document.ReplaceAsync(call, fixedCall, @namespace, cancellationToken));
    }

    private static ExpressionSyntax? WithName(ExpressionSyntax called)
    {
        var name = SyntaxFactory.IdentifierName("WithOrigins");
        return called switch
        {
            MemberAccessExpressionSyntax access => access.WithName(name.WithTriviaFrom(access.Name)),
            MemberBindingExpressionSyntax binding => binding.WithName(name.WithTriviaFrom(binding.Name)),
            _ => null,
        };
    }
}
