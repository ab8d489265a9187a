using Looked = BackendGuardrails.Api.BG3006MissingNotFoundAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Answers with 404 when there is no row: a check behind the lookup, or a pattern around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3006MissingNotFoundCodeFix))]
public sealed class BG3006MissingNotFoundCodeFix() : GuardrailCodeFix(Looked.Descriptor)
{
    private const string Title = "Answer with 404 when there is no row";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        diagnostic.Properties.TryGetValue(Looked.NotFound, out var notFound);
        diagnostic.Properties.TryGetValue(Looked.Ok, out var ok);
        if (notFound is null || node is not ExpressionSyntax value || diagnostic.OtherNodeIn(node.SyntaxTree) is not ExpressionSyntax answer || value is not IdentifierNameSyntax && !answer.Span.Contains(value.Span))
            return;
        var edit = value is IdentifierNameSyntax local
            ? Checked(local, answer, notFound, ok)
            : diagnostic.Properties.TryGetValue(Looked.Name, out var name) && name is not null ? Matched(value, answer, FreeName(value, name), notFound, ok) : null;
        if (edit is var (old, @new))
            Register(context, diagnostic, Title, cancellationToken => context.Document.ReplaceAsync(old, @new, cancellationToken));
    }

    /// <summary><c>if (order is null) return NotFound();</c> behind the statement that looks for the row, or in front of the answer.</summary>
    private static (SyntaxNode, SyntaxNode)? Checked(IdentifierNameSyntax local, ExpressionSyntax answer, string notFound, string? ok)
    {
        if (answer.FirstAncestorOrSelf<StatementSyntax>() is not ReturnStatementSyntax exit)
            return null;
        var check = StatementEdits.Statement(exit.Guard($"{local.Identifier.Text} is null", $"return {notFound};").Replace("\n", exit.SyntaxTree.GetRoot().EndOfLine().ToString()));
        var answered = ok is null || ok == "Ok" ? exit : exit.ReplaceNode(answer, DocumentEdits.Expression($"{ok}({answer.WithoutTrivia()})").WithTriviaFrom(answer));
        if (exit.WithNeighbors() is not { } neighbors)
            return null;
        var lookup = neighbors.TakeWhile(statement => statement != exit).LastOrDefault(statement => Sets(statement, local.Identifier.ValueText));
        // Both in one edit: the check behind the lookup, and the answer of what was returned as it is.
        return exit.Parent switch
        {
            BlockSyntax block => (block, block.WithStatements(With(block.Statements, exit, answered, lookup, check))),
            SwitchSectionSyntax section => (section, section.WithStatements(With(section.Statements, exit, answered, lookup, check))),
            _ => null,
        };
    }

    private static SyntaxList<StatementSyntax> With(SyntaxList<StatementSyntax> statements, StatementSyntax exit, StatementSyntax answered, StatementSyntax? lookup, StatementSyntax check)
    {
        var place = lookup is null ? statements.IndexOf(exit) : statements.IndexOf(lookup) + 1;
        // An empty line in front of the answer stays there.
        if (lookup is not null && lookup.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            check = check.WithLeadingTrivia(SyntaxFactory.Whitespace(lookup.Indentation())).WithTrailingTrivia(exit.SyntaxTree.GetRoot().EndOfLine());
        return statements.Replace(exit, answered).Insert(place, check);
    }

    private static bool Sets(StatementSyntax statement, string local) => statement switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.Declaration.Variables.Any(variable => variable.Identifier.ValueText == local && variable.Initializer is not null),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } } => target.Identifier.ValueText == local,
        _ => false,
    };

    /// <summary><c>await … is { } order ? Ok(order) : NotFound()</c></summary>
    private static (SyntaxNode, SyntaxNode)? Matched(ExpressionSyntax value, ExpressionSyntax answer, string name, string notFound, string? ok)
    {
        if (value is ConditionalAccessExpressionSyntax || answer.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp9 })
            return null;
        var answered = answer == value ? name : answer.ReplaceNode(value, SyntaxFactory.IdentifierName(name)).WithoutTrivia().ToString();
        var found = ok is null ? answered : $"{ok}({answered})";
        var text = $"{value.WithoutTrivia()} is {{ }} {name} ? {found} : {notFound}";
        return (answer, DocumentEdits.Expression(answer.Parent is ConditionalExpressionSyntax either && either.WhenTrue == answer ? $"({text})" : text).WithTriviaFrom(answer));
    }

    /// <summary>A lambda shares its names with the locals around it, not with the lambdas beside it.</summary>
    private static string FreeName(ExpressionSyntax value, string name)
    {
        if (value.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().LastOrDefault() is not { } lambda)
            return value.FreeLocal(name, "found");
        var around = lambda.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault()?.Parent ?? lambda.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(lambda.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)
            .Concat(around.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or BaseTypeDeclarationSyntax)).OfType<VariableDeclaratorSyntax>().Select(local => local.Identifier.ValueText)));
        return new[] { name, "found" }.FirstOrDefault(candidate => !taken.Contains(candidate)) ?? $"{name}Found";
    }
}
