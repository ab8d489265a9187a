using System.Collections.Immutable;

namespace BackendGuardrails.Api;

/// <summary>Answers with 409 and leaves the body as it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3012ConflictCodeFix))]
public sealed class BG3012ConflictCodeFix() : GuardrailCodeFix(BG3012ConflictAnalyzer.Descriptor)
{
    private const string Status = "Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict";

    /// <summary>What has a sibling that says 409.</summary>
    private static readonly ImmutableDictionary<string, string> Siblings = new Dictionary<string, string>
    {
        ["BadRequest"] = "Conflict", ["InternalServerError"] = "Conflict",
        ["BadRequestResult"] = "ConflictResult", ["BadRequestObjectResult"] = "ConflictObjectResult",
    }.ToImmutableDictionary();

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if ((ExpressionSyntax?)node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } answer || Conflicting(answer) is not { } instead)
        {
            if (node.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is not { } creation || Conflicting(creation) is not { } created)
                return;
            (answer, instead) = (creation, created);
        }

        // A union names all that it returns, and a lambda returns what its first answers are.
        var changed = await context.Document.ReplaceAsync(answer, instead, context.CancellationToken).ConfigureAwait(false);
        if (await changed.ErrorsAsync(context.CancellationToken).ConfigureAwait(false) <= await context.Document.ErrorsAsync(context.CancellationToken).ConfigureAwait(false))
            Register(context, diagnostic, "Answer with 409 Conflict", cancellationToken => context.Document.ReplaceAsync(answer, instead, cancellationToken));
    }

    private static ExpressionSyntax? Conflicting(ExpressionSyntax answer) => answer switch
    {
        InvocationExpressionSyntax call when NameOf(call.Expression) is { } name => name.Identifier.ValueText switch
        {
            "Problem" => call.WithArgumentList(WithStatus(call.ArgumentList)),
            "StatusCode" when call.ArgumentList.Arguments.FirstOrDefault() is { } status => call.ReplaceNode(status.Expression, Code(status.Expression)),
            var known when Siblings.TryGetValue(known, out var sibling) => call.ReplaceNode(name, Renamed(name, sibling)),
            _ => null,
        },
        ObjectCreationExpressionSyntax creation when NameOf(creation.Type) is { } name => name.Identifier.ValueText switch
        {
            "StatusCodeResult" when creation.ArgumentList?.Arguments.FirstOrDefault() is { } status => creation.ReplaceNode(status.Expression, Code(status.Expression)),
            var known when Siblings.TryGetValue(known, out var sibling) => creation.ReplaceNode(name, Renamed(name, sibling)),
            _ when creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(set => set.Left.ToString() == "StatusCode") is { } set => creation.ReplaceNode(set.Right, Code(set.Right)),
            _ => null,
        },
        _ => null,
    };

    private static ArgumentListSyntax WithStatus(ArgumentListSyntax list) =>
        list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "statusCode") is { } status
            ? list.ReplaceNode(status.Expression, Code(status.Expression))
            : list.Arguments.Count > 2 && list.Arguments.Take(3).All(argument => argument.NameColon is null)
                ? list.ReplaceNode(list.Arguments[2].Expression, Code(list.Arguments[2].Expression))
                : Appended(list);

    private static ArgumentListSyntax Appended(ArgumentListSyntax list)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.NameColon("statusCode").WithTrailingTrivia(SyntaxFactory.Space), default, DocumentEdits.Expression(Status));
        if (list.Arguments.Count == 0)
            return list.AddArguments(argument);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(list.Arguments.GetWithSeparators().Add(comma).Add(argument)));
    }

    /// <summary>A number stays a number, a name becomes a name.</summary>
    private static ExpressionSyntax Code(ExpressionSyntax old) =>
        (old is LiteralExpressionSyntax ? SyntaxFactory.ParseExpression("409") : DocumentEdits.Expression(Status)).WithTriviaFrom(old);

    private static SimpleNameSyntax? NameOf(SyntaxNode code) => code switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string sibling) => name.WithIdentifier(SyntaxFactory.Identifier(sibling).WithTriviaFrom(name.Identifier));
}
