using Microsoft.CodeAnalysis.Simplification;
using Blaming = BackendGuardrails.Api.BG3003CatchAllClientErrorAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Catches the one exception that means the client, or lets the exception handler answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3003CatchAllClientErrorCodeFix))]
public sealed class BG3003CatchAllClientErrorCodeFix() : GuardrailCodeFix(Blaming.Descriptor)
{
    /// <summary>Where what is called throws one type of exception on purpose.</summary>
    internal const string Narrow = "Narrow";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause)
            return;
        if (diagnostic.Properties.TryGetValue(Blaming.Meant, out var meant) && meant is not null)
            Register(context, diagnostic, $"Catch '{meant.Substring(meant.LastIndexOf('.') + 1)}' only", cancellationToken => context.Document.ReplaceAsync(clause, Narrowed(clause, meant), cancellationToken), Narrow);
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StatusCode" } or IdentifierNameSyntax { Identifier.ValueText: "StatusCode" } } status)
        {
            var fault = DocumentEdits.Expression("Microsoft.AspNetCore.Http.StatusCodes.Status500InternalServerError").WithTriviaFrom(status.Right);
            Register(context, diagnostic, "Answer with 500", cancellationToken => context.Document.ReplaceAsync(status.Right, fault, cancellationToken));
            return;
        }

        if (node is not ExpressionSyntax answer || answer.Rethrow() is not { } rethrow)
            return;
        var (title, old, @new) = answer.FirstAncestorOrSelf<StatementSyntax>()!.LetThrough(rethrow);
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsWrittenAsync(old, @new, cancellationToken));
    }

    /// <summary>A filter that excludes other types has nothing left to do.</summary>
    private static CatchClauseSyntax Narrowed(CatchClauseSyntax clause, string type)
    {
        var name = SyntaxFactory.ParseTypeName(type).WithAdditionalAnnotations(Simplifier.Annotation);
        if (clause.Declaration is { } declaration)
            return clause.WithDeclaration(declaration.WithType(name.WithTriviaFrom(declaration.Type)).WithTrailingTrivia((clause.Filter ?? (SyntaxNode)declaration).GetTrailingTrivia())).WithFilter(null);
        return clause
            .WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space))
            .WithDeclaration(SyntaxFactory.CatchDeclaration(name).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia));
    }
}
