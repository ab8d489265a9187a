using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BackendGuardrails.Shared;

/// <summary>Edits that several fixes use.</summary>
internal static class DocumentEdits
{
    public static Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, CancellationToken cancellationToken) =>
        document.ReplaceAsync(old, @new, null, cancellationToken);

    /// <summary>Replaces code by a part of it; formats only what is marked as new.</summary>
    public static async Task<Document> ReplaceAsWrittenAsync(this Document document, SyntaxNode old, SyntaxNode @new, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(old, @new));
    }

    /// <summary>Replaces code by other code that needs a namespace imported. Where a part of it is marked as new, only that is formatted: the rest is as its author left it.</summary>
    public static async Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, string? @namespace, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var formatted = @new.GetAnnotatedNodes(Formatter.Annotation).Any() ? @new : @new.WithAdditionalAnnotations(Formatter.Annotation);
        var changed = document.WithSyntaxRoot(root!.ReplaceNode(old, formatted).WithUsing(@namespace));
        return await changed.WithShortNamesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An expression as a person would write it; full names are shortened to what the file's usings allow.</summary>
    public static ExpressionSyntax Expression(string text) =>
        SyntaxFactory.ParseExpression(text).Shortened();

    /// <summary>Formats new code, and asks for each full name in it to be shortened: the simplifier does not look below what is marked.</summary>
    public static T Shortened<T>(this T node)
        where T : SyntaxNode =>
        node.ReplaceNodes(
            node.DescendantNodes().Where(inner => inner is MemberAccessExpressionSyntax or QualifiedNameSyntax),
            (_, inner) => inner.WithAdditionalAnnotations(Simplifier.Annotation)).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);

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
        if (list.Arguments.Count == 0)
            return list.AddArguments(argument);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(list.Arguments.GetWithSeparators().Add(comma).Add(argument)));
    }

    /// <summary>Inserts an argument; by name when an argument before it is named, or when it does not stand at its place.</summary>
    public static ArgumentListSyntax Insert(this ArgumentListSyntax list, int position, ExpressionSyntax value, string parameter)
    {
        var argument = SyntaxFactory.Argument(value);
        if (list.Arguments.Take(position).Any(existing => existing.NameColon is not null))
            argument = argument.WithNameColon(SyntaxFactory.NameColon(parameter));
        return list.WithArguments(list.Arguments.Insert(position, argument));
    }

    /// <summary>A creation whose initializer also has the member; keeps the way the initializer is written.</summary>
    public static BaseObjectCreationExpressionSyntax WithMember(this BaseObjectCreationExpressionSyntax creation, string member)
    {
        var value = Expression(member);
        if (creation.Initializer is { Expressions.Count: > 0 } initializer)
            return creation.WithInitializer(initializer.WithExpressions(initializer.Expressions.Insert(0, value)));
        var added = SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, SyntaxFactory.SingletonSeparatedList(value));
        return creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } named
            ? named.WithArgumentList(null).WithType(named.Type.WithoutTrailingTrivia()).WithInitializer(added).WithTrailingTrivia(creation.GetTrailingTrivia())
            : creation.WithInitializer(added).WithTrailingTrivia(creation.GetTrailingTrivia());
    }

    /// <summary>How many errors the whole file has: a lambda that becomes an expression may not contain everything, and another type may not fit elsewhere.</summary>
    public static async Task<int> ErrorsAsync(this Document document, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model ? model.GetDiagnostics(cancellationToken: cancellationToken).Count(found => found.Severity == DiagnosticSeverity.Error) : 0;

    /// <summary>The node the diagnostic points to beside its own, when it is in the same file.</summary>
    public static SyntaxNode? OtherNodeIn(this Diagnostic diagnostic, SyntaxTree tree) =>
        diagnostic.AdditionalLocations.FirstOrDefault() is { } location && location.SourceTree == tree
            ? tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true)
            : null;
}
