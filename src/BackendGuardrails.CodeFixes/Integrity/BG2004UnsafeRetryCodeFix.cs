using System.Collections.Immutable;
using Unsafe = BackendGuardrails.Integrity.BG2004UnsafeRetryAnalyzer;

namespace BackendGuardrails.Integrity;

/// <summary>Restricts the retry to safe methods.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2004UnsafeRetryCodeFix))]
public sealed class BG2004UnsafeRetryCodeFix() : GuardrailCodeFix(Unsafe.Descriptor)
{
    private const string Disable = "DisableForUnsafeHttpMethods();";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !diagnostic.Properties.TryGetValue(Unsafe.Remedy, out var remedy))
            return;
        var target = diagnostic.OtherNodeIn(call.SyntaxTree);
        var edit = remedy switch
        {
            Unsafe.StandardOptions when diagnostic.AdditionalLocations.Count > 0 => target.WithStatement("o", options => $"{options}.Retry.{Disable}", returns: false, last: true),
            Unsafe.StandardOptions => Configure(call),
            Unsafe.RetryOptions => Restrict(target as BaseObjectCreationExpressionSyntax),
            Unsafe.Policy when target is ExpressionSyntax policy => Select(call, policy.ToString(), diagnostic.Properties),
            Unsafe.PolicyFactory when target is SimpleLambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax made } factory =>
                Select(call, Made(made, factory.Parameter.Identifier.Text, diagnostic.Properties), diagnostic.Properties),
            _ => null,
        };
        if (edit is not var (old, @new))
            return;
        diagnostic.Properties.TryGetValue(Unsafe.Using, out var import);
        diagnostic.Properties.TryGetValue(Unsafe.Experimental, out var experimental);
        var title = remedy is Unsafe.Policy or Unsafe.PolicyFactory ? "Retry GET requests only" : "Do not retry POST, PUT, PATCH and DELETE";
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsync(old, @new, import, experimental, cancellationToken));
    }

    /// <summary>Options in the call, or after it when its argument is a configuration section.</summary>
    private static (SyntaxNode, SyntaxNode)? Configure(InvocationExpressionSyntax call)
    {
        var parameter = call.FreeParameter("o", "options", "resilience");
        var configure = SyntaxFactory.ParseExpression($"{parameter} => {parameter}.Retry.{Disable.TrimEnd(';')}");
        var isStatic = call.Expression is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) || call.ArgumentList.Arguments.Count == 2;
        if (call.ArgumentList.Arguments.Count == 0)
            return (call.ArgumentList, call.ArgumentList.Append(configure, "configure"));
        if (isStatic)
            return null;
        var chained = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, call.WithoutTrivia(), SyntaxFactory.IdentifierName("Configure"));
        return (call, SyntaxFactory.InvocationExpression(chained, SyntaxFactory.ArgumentList().AddArguments(SyntaxFactory.Argument(configure))).WithTriviaFrom(call));
    }

    /// <summary>The options get a name, are restricted, and are used: statements before the one that adds the retry.</summary>
    private static (SyntaxNode, SyntaxNode)? Restrict(BaseObjectCreationExpressionSyntax? options)
    {
        if (options?.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Initializer.Value: var value } local && value == options)
            return local.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()?.WithNext($"{local.Identifier.Text}.{Disable}");
        if (options is not ObjectCreationExpressionSyntax { Parent: ArgumentSyntax })
            return null;
        var name = options.FreeParameter("retry", "retryOptions", "retryStrategy");
        var declaration = $"var {name} = {options};";
        if (options.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { ExpressionBody: { } body } lambda)
        {
            var added = body.ReplaceNode(options, SyntaxFactory.IdentifierName(name)).WithoutTrivia();
            return (lambda, lambda.WithBody(StatementEdits.Block(lambda, declaration, $"{name}.{Disable}", $"{added};")));
        }

        if (options.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement)
            return null;
        var index = block.Statements.IndexOf(statement);
        var first = StatementEdits.Statement(declaration).WithLeadingTrivia(statement.GetLeadingTrivia());
        var used = statement.ReplaceNode(options, SyntaxFactory.IdentifierName(name)).WithLeadingTrivia();
        return (block, block.WithStatements(block.Statements.RemoveAt(index).InsertRange(index, new[] { first, StatementEdits.Statement($"{name}.{Disable}"), used.Shortened() })));
    }

    private static (SyntaxNode, SyntaxNode)? Select(InvocationExpressionSyntax call, string? policy, ImmutableDictionary<string, string?> names)
    {
        // Before C# 9 both sides of the conditional would have to be of one type.
        if (policy is null || call.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp9 } || call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        var request = call.FreeParameter("request", "message", "httpRequest");
        var selector = $"{request} => {request}.Method == {names["HttpMethod"]}.Get ? {policy} : {names["Policy"]}.NoOpAsync<{names["HttpResponseMessage"]}>()";
        var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(selector));
        return (call, call
            .WithExpression(access.WithName(SyntaxFactory.IdentifierName("AddPolicyHandler").WithTriviaFrom(access.Name)))
            .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(argument))));
    }

    /// <summary>What the factory makes of its policy builder, made of the same builder without it.</summary>
    private static string? Made(InvocationExpressionSyntax policy, string builder, ImmutableDictionary<string, string?> names)
    {
        var uses = policy.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.Text == builder).ToList();
        return uses.Count == 1 ? policy.ReplaceNode(uses[0], SyntaxFactory.ParseExpression($"{names["HttpPolicyExtensions"]}.HandleTransientHttpError()")).ToString() : null;
    }
}
