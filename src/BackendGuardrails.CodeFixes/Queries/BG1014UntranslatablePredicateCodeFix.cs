using BackendGuardrails.Facts.Data.Queries.Translation;

namespace BackendGuardrails.Queries;

/// <summary>Writes the part without SQL in a form that has some.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1014UntranslatablePredicateCodeFix))]
public sealed class BG1014UntranslatablePredicateCodeFix() : GuardrailCodeFix(BG1014UntranslatablePredicateAnalyzer.Descriptor)
{
    private const string Linq = "System.Linq";

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1014UntranslatablePredicateAnalyzer.Rewrite, out var name) || !Enum.TryParse<TranslatableForm>(name, out var form) || diagnostic.OtherNodeIn(node.SyntaxTree) is not ExpressionSyntax code
            || code.HasCommentInside() || Rewritten(code, form) is not var (title, text) || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        var import = form == TranslatableForm.Contains && model.LookupNamespacesAndTypes(code.SpanStart, name: "Enumerable").IsEmpty ? Linq : null;
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsync(code, DocumentEdits.Expression(text).WithTriviaFrom(code), import, cancellationToken));
    }

    private static (string Title, string Text)? Rewritten(ExpressionSyntax code, TranslatableForm form) => (form, code) switch
    {
        (TranslatableForm.Sum, InterpolatedStringExpressionSyntax text) when SumOf(text) is { } sum => ("Put the text together with +", code.Parent is MemberAccessExpressionSyntax ? $"({sum})" : sum),
        (TranslatableForm.PlainCase, InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }) => ($"Use '{PlainName(access)}()'", $"{access.Expression}.{PlainName(access)}()"),
        (TranslatableForm.Keys, InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call) => ("Ask whether the keys contain it", $"{access.Expression}.Keys.Contains{call.ArgumentList}"),
        (TranslatableForm.Contains, InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 1 } arguments }) when arguments[0].Expression is SimpleLambdaExpressionSyntax { Body: BinaryExpressionSyntax equality } lambda =>
            ("Select the values and use Contains", ContainsOf(access.Expression, lambda.Parameter.Identifier.ValueText, equality)),
        (TranslatableForm.WithoutComparison, InvocationExpressionSyntax call) when Sides(call) is var (one, other, method) => ("Compare as the database does", method == "Equals" ? EqualityOf(code, one.ToString(), other.ToString()) : $"{one}.{method}({other})"),
        (TranslatableForm.LowerCase, InvocationExpressionSyntax call) when Sides(call) is var (one, other, method) =>
            ("Compare in small letters", method == "Equals" ? EqualityOf(code, Lower(one), Lower(other)) : $"{Lower(one)}.{method}({Lower(other)})"),
        _ => null,
    };

    private static string PlainName(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText.Replace("Invariant", "");

    private static string EqualityOf(ExpressionSyntax code, string one, string other) => code.Parent is PrefixUnaryExpressionSyntax or BinaryExpressionSyntax { RawKind: not ((int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression) } ? $"({one} == {other})" : $"{one} == {other}";

    /// <summary>The two texts of <c>a.Equals(b, rule)</c> or <c>string.Equals(a, b, rule)</c>.</summary>
    private static (ExpressionSyntax One, ExpressionSyntax Other, string Method)? Sides(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Any(argument => argument.NameColon is not null) || call.Expression is not MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var method })
            return null;
        return arguments.Count == 3 ? (arguments[0].Expression, arguments[1].Expression, method) : arguments.Count == 2 ? (owner, arguments[0].Expression, method) : null;
    }

    private static string Lower(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { Token.Value: string value } => value == value.ToLowerInvariant() ? text.ToString() : SyntaxFactory.Literal(value.ToLowerInvariant()).ToString(),
        NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ElementAccessExpressionSyntax => $"{text}.ToLower()",
        _ => $"({text}).ToLower()",
    };

    private static string ContainsOf(ExpressionSyntax list, string element, BinaryExpressionSyntax equality)
    {
        var isLeft = equality.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == element);
        var (mine, theirs) = isLeft ? (equality.Left, equality.Right) : (equality.Right, equality.Left);
        return mine is IdentifierNameSyntax ? $"{list}.Contains({theirs})" : $"{list}.Select({element} => {mine}).Contains({theirs})";
    }

    private static string? SumOf(InterpolatedStringExpressionSyntax text)
    {
        if (text.StringStartToken.ValueText.Contains("@") || text.StringStartToken.Text.Contains("\"\"\""))
            return null;
        var parts = text.Contents.Select(part => part switch
        {
            InterpolationSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax } hole => hole.Expression.ToString(),
            InterpolationSyntax hole => $"({hole.Expression})",
            InterpolatedStringTextSyntax plain => $"\"{plain.TextToken.Text.Replace("{{", "{").Replace("}}", "}")}\"",
            _ => "",
        });
        return string.Join(" + ", parts);
    }
}
