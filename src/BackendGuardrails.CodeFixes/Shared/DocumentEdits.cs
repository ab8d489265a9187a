using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BackendGuardrails.Shared;

/// <summary>Edits that several fixes use.</summary>
internal static class DocumentEdits
{
    public static async Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(old, @new.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    /// <summary>Replaces an expression by one that needs a namespace imported.</summary>
    public static async Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, string? @namespace, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(old, @new.WithAdditionalAnnotations(Formatter.Annotation)).WithUsing(@namespace));
    }

    /// <summary>An expression as a person would write it; full names are shortened to what the file's usings allow.</summary>
    public static ExpressionSyntax Expression(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text);
        return expression
            .ReplaceNodes(expression.DescendantNodes().OfType<MemberAccessExpressionSyntax>(), (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
    }

    /// <summary>The member that is called or assigned to, for the title of an action.</summary>
    public static string NameOf(this ExpressionSyntax code) => code switch
    {
        InvocationExpressionSyntax call => call.Expression.NameOf(),
        AssignmentExpressionSyntax assignment => assignment.Left.NameOf(),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => code.ToString(),
    };

    /// <summary>Appends an argument; by name when an argument before it is named.</summary>
    public static ArgumentListSyntax Append(this ArgumentListSyntax? list, ExpressionSyntax value, string parameter)
    {
        list ??= SyntaxFactory.ArgumentList();
        var argument = SyntaxFactory.Argument(value);
        if (list.Arguments.Any(existing => existing.NameColon is not null))
            argument = argument.WithNameColon(SyntaxFactory.NameColon(parameter));
        return list.AddArguments(argument);
    }
}
