using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Shared;

/// <summary>Takes an assignment or a call out of the code and leaves what is around it complete, comments included.</summary>
internal static class Removals
{
    /// <summary>The root without the code; null when it cannot go, by what the diagnostic says (<see cref="Removal"/>) or by where it stands.</summary>
    public static SyntaxNode? Without(this SyntaxNode root, ExpressionSyntax code, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Removal.Key, out var how) || code.ContainsDirectives)
            return null;
        if (code is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
            return how == Removal.Whole ? Without(root, code) : null;
        return how == Removal.Whole && !IsCall(access.Expression) ? Without(root, code) : WithReceiver(root, call, access);
    }

    private static bool IsCall(ExpressionSyntax receiver) => receiver is InvocationExpressionSyntax or ConditionalAccessExpressionSyntax;

    private static SyntaxNode? Without(SyntaxNode root, ExpressionSyntax code)
    {
        if (code.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == code)
            code = access;
        return code.Parent switch
        {
            ExpressionStatementSyntax statement => Without(root, statement),
            InitializerExpressionSyntax initializer => Without(root, initializer, code),
            LambdaExpressionSyntax lambda => root.ReplaceNode(lambda, lambda.WithBody(SyntaxFactory.Block().WithTrailingTrivia(code.GetTrailingTrivia())).WithAdditionalAnnotations(Formatter.Annotation)),
            _ => null,
        };
    }

    private static SyntaxNode WithReceiver(SyntaxNode root, InvocationExpressionSyntax call, MemberAccessExpressionSyntax access)
    {
        var between = access.Expression.GetTrailingTrivia().AddRange(access.OperatorToken.LeadingTrivia);
        var trailing = between.HasText() ? between.AddRange(call.GetTrailingTrivia()) : call.GetTrailingTrivia();
        return root.ReplaceNode(call, access.Expression.WithTrailingTrivia(trailing));
    }

    private static SyntaxNode Without(SyntaxNode root, ExpressionStatementSyntax statement)
    {
        SyntaxNode removed = statement.Parent is GlobalStatementSyntax global ? global : statement;
        if (removed is not GlobalStatementSyntax && statement.Parent is not (BlockSyntax or SwitchSectionSyntax))
            return root.ReplaceNode(statement, EmptyBlock(root.EndOfLine()).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));

        var survivors = Trivia.Survivors(removed.GetLeadingTrivia(), removed.GetTrailingTrivia(), root.EndOfLine());
        var tracked = root.TrackNodes(removed);
        var next = tracked.GetCurrentNode(removed)!.GetLastToken().GetNextToken(includeZeroWidth: true);
        var above = survivors.Count == 0 && IsFirst(removed)
            ? next.LeadingTrivia.SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            : survivors.Concat(next.LeadingTrivia);
        tracked = tracked.ReplaceToken(next, next.WithLeadingTrivia(above));
        return tracked.RemoveNode(tracked.GetCurrentNode(removed)!, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static BlockSyntax EmptyBlock(SyntaxTrivia endOfLine) =>
        SyntaxFactory.Block().WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(endOfLine));

    private static bool IsFirst(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements[0] == statement,
        CompilationUnitSyntax unit => unit.Members[0] == statement,
        _ => false,
    };

    private static SyntaxNode? Without(SyntaxNode root, InitializerExpressionSyntax initializer, ExpressionSyntax member)
    {
        var index = initializer.Expressions.IndexOf(member);
        var parts = initializer.Expressions.GetWithSeparators().ToList();
        var trailing = index < initializer.Expressions.SeparatorCount ? initializer.Expressions.GetSeparator(index).TrailingTrivia : member.GetTrailingTrivia();
        var survivors = Trivia.Survivors(member.GetLeadingTrivia(), trailing, root.EndOfLine());
        if (parts.Count <= 2 && survivors.Count == 0)
            return WithoutInitializer(root, initializer);

        if (parts.Count > 2 * index + 1)
        {
            parts.RemoveRange(2 * index, 2);
        }
        else
        {
            var comma = parts[2 * index - 1].AsToken();
            parts.RemoveRange(2 * index - 1, 2);
            var last = parts[2 * index - 2].AsNode()!;
            parts[2 * index - 2] = last.WithTrailingTrivia(comma.TrailingTrivia.HasText() ? comma.TrailingTrivia : trailing.HasText() ? SyntaxFactory.TriviaList(root.EndOfLine()) : trailing);
        }

        var changed = initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(parts));
        var next = index < changed.Expressions.Count ? changed.Expressions[index].GetFirstToken() : changed.CloseBraceToken;
        return root.ReplaceNode(initializer, changed.ReplaceToken(next, next.WithLeadingTrivia(survivors.AddRange(next.LeadingTrivia))));
    }

    private static SyntaxNode? WithoutInitializer(SyntaxNode root, InitializerExpressionSyntax initializer) => initializer.Parent switch
    {
        ObjectCreationExpressionSyntax creation => root.ReplaceNode(
            creation,
            creation.WithType(creation.Type.WithTrailingTrivia())
                .WithArgumentList((creation.ArgumentList ?? SyntaxFactory.ArgumentList()).WithTrailingTrivia(initializer.GetTrailingTrivia()))
                .WithInitializer(null)),
        ImplicitObjectCreationExpressionSyntax creation => root.ReplaceNode(
            creation, creation.WithArgumentList(creation.ArgumentList.WithTrailingTrivia(initializer.GetTrailingTrivia())).WithInitializer(null)),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax outer } nested => Without(root, outer, nested),
        WithExpressionSyntax copy => root.ReplaceNode(copy, copy.Expression.WithTrailingTrivia(copy.GetTrailingTrivia())),
        _ => null,
    };
}
