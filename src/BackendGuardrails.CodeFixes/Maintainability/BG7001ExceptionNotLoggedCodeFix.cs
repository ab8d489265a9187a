using BackendGuardrails.Shared;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using NotLogged = BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedAnalyzer;

namespace BackendGuardrails.Maintainability;

/// <summary>Passes the exception to the logger, and takes its text out of the message where that ends with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG7001ExceptionNotLoggedCodeFix))]
public sealed class BG7001ExceptionNotLoggedCodeFix() : GuardrailCodeFix(NotLogged.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || diagnostic.OtherNodeIn(node.SyntaxTree)?.FirstAncestorOrSelf<ArgumentSyntax>() is not { } message || message.Parent != call.ArgumentList)
            return;
        diagnostic.Properties.TryGetValue(NotLogged.Exception, out var exception);
        diagnostic.Properties.TryGetValue(NotLogged.Function, out var function);
        if (diagnostic.Properties.ContainsKey(NotLogged.Declare))
        {
            if (call.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause)
                return;
            var name = clause.FreeLocal("ex", "exception", "caught");
            Register(context, diagnostic, $"Catch the exception as '{name}' and pass it to '{call.NameOf()}'", cancellationToken =>
                context.Document.ReplaceAsync(clause, Declared(clause.ReplaceNode(call, call.WithArgumentList(call.ArgumentList.WithException(call.ArgumentList.Arguments.IndexOf(message), name))), name), cancellationToken));
        }
        else if (exception is not null)
        {
            var detail = diagnostic.AdditionalLocations.Count > 1 && diagnostic.AdditionalLocations[1].SourceTree == node.SyntaxTree ? node.SyntaxTree.GetRoot(context.CancellationToken).FindNode(diagnostic.AdditionalLocations[1].SourceSpan, getInnermostNodeForTie: true) : null;
            var arguments = Rewritten(call.ArgumentList, message, detail, exception, function);
            Register(context, diagnostic, $"Pass '{exception}' to '{call.NameOf()}'", cancellationToken => context.Document.ReplaceAsync(call.ArgumentList, arguments, cancellationToken));
        }
    }

    private static ArgumentListSyntax Rewritten(ArgumentListSyntax list, ArgumentSyntax message, SyntaxNode? detail, string exception, string? function)
    {
        var at = list.Arguments.IndexOf(message);
        if (detail is not null && LogTemplate.Without(message.Expression, detail) is { } text)
            return list.WithMessage(message, text, function).WithException(at, exception);
        if (detail?.Parent is ArgumentSyntax value && value.Parent == list && IsLastOf(list, value) && LogTemplate.PlacesIn(message.Expression) == list.Arguments.Count - at - 1 && LogTemplate.WithoutLastPlace(message.Expression) is { } template)
            return list.WithMessage(message, template, function).WithoutLast().WithException(at, exception);
        return list.WithException(at, exception);
    }

    private static bool IsLastOf(ArgumentListSyntax list, ArgumentSyntax value) => list.Arguments.Last() == value && list.Arguments.All(argument => argument.NameColon is null);

    private static CatchClauseSyntax Declared(CatchClauseSyntax clause, string name)
    {
        var identifier = SyntaxFactory.Identifier(name);
        if (clause.Declaration is { } declaration)
            return clause.WithDeclaration(declaration.WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(identifier));
        var added = SyntaxFactory.CatchDeclaration(SyntaxFactory.ParseTypeName("System.Exception").WithAdditionalAnnotations(Simplifier.Annotation).WithTrailingTrivia(SyntaxFactory.Space), identifier).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia);
        return clause.WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space)).WithDeclaration(added).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
