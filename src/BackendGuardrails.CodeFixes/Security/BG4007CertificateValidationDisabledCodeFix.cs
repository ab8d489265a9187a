using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Security;

/// <summary>Removes what accepts every certificate, so that the framework checks them again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4007CertificateValidationDisabledCodeFix))]
public sealed class BG4007CertificateValidationDisabledCodeFix() : GuardrailCodeFix(BG4007CertificateValidationDisabledAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot(context.CancellationToken);
        var changed = node switch
        {
            { Parent: ArgumentSyntax argument } when argument.Span == diagnostic.Location.SourceSpan => WithoutArgument(root, argument, diagnostic),
            ArgumentSyntax named => WithoutArgument(root, named, diagnostic),
            InvocationExpressionSyntax call => root.Without(call, diagnostic),
            _ when node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment => root.Without(assignment, diagnostic),
            _ => null,
        };
        if (changed is not null)
            Register(context, diagnostic, "Let the framework validate the certificate", _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)));
    }

    private static SyntaxNode? WithoutArgument(SyntaxNode root, ArgumentSyntax argument, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(Removal.Key) && argument.Parent is ArgumentListSyntax list
            ? root.ReplaceNode(list, list.WithArguments(list.Arguments.Remove(argument)))
            : null;
}
