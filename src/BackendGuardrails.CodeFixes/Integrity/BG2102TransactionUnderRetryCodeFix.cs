using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Integrity;

/// <summary>Hands the transaction, from its statement to the end of what depends on it, to the execution strategy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2102TransactionUnderRetryCodeFix))]
public sealed class BG2102TransactionUnderRetryCodeFix() : GuardrailCodeFix(BG2102TransactionUnderRetryAnalyzer.Descriptor)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG2102TransactionUnderRetryAnalyzer.Database, out var database)
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || RangeOf(node, model) is not { } range
            || range.Declares(database!.Split('.')[0])
            || (range.Returns ? range.TypeArgument() : "") is not { } typeArgument)
            return;
        Register(
            context,
            diagnostic,
            "Run the transaction through the execution strategy",
            async cancellationToken =>
            {
                var root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                var fixedRoot = root!.ReplaceNode(range.Block, Wrap(range, database, typeArgument, range.Block.FreeLocal("strategy", "executionStrategy")));
                return context.Document.WithSyntaxRoot(HasExtensions(model, range) ? fixedRoot : fixedRoot.WithUsing(EntityFramework));
            });
    }

    /// <summary>What the transaction needs: its <c>using</c> statement, the rest of the block behind a <c>using</c> declaration, else up to the last word of it.</summary>
    private static StatementRange? RangeOf(SyntaxNode node, SemanticModel model)
    {
        var statement = node.FirstAncestorOrSelf<StatementSyntax>();
        while (statement?.Parent is UsingStatementSyntax outer)
            statement = outer;
        if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: not "_" } } assignment })
        {
            statement = model.GetSymbolInfo(assignment.Left).Symbol is ILocalSymbol local
                ? local.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()
                : null;
        }

        if (statement?.Parent is not BlockSyntax block)
            return null;
        var first = block.Statements.IndexOf(statement);
        return LastOf(statement, block) is { } last ? StatementRange.Movable(model, block, first, last) : null;
    }

    private static int? LastOf(StatementSyntax statement, BlockSyntax block)
    {
        switch (statement)
        {
            case UsingStatementSyntax:
                return block.Statements.IndexOf(statement);
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword }:
                return block.Statements.Count - 1;
            case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }:
                return LastMention(block, name => name == variables[0].Identifier.ValueText);
            case ExpressionStatementSyntax:
                var commit = LastMention(block, name => name is "CommitTransaction" or "CommitTransactionAsync");
                return commit > block.Statements.IndexOf(statement) ? commit : null;
            default:
                return null;
        }
    }

    private static int LastMention(BlockSyntax block, Func<string, bool> isMeant)
    {
        var mention = block.Statements.LastOrDefault(statement => statement.DescendantNodesAndSelf()
            .Any(node => node is IdentifierNameSyntax name && isMeant(name.Identifier.ValueText) || node is VariableDeclaratorSyntax variable && isMeant(variable.Identifier.ValueText)));
        return mention is null ? -1 : block.Statements.IndexOf(mention);
    }

    private static BlockSyntax Wrap(StatementRange range, string database, string typeArgument, string name)
    {
        var endOfLine = range.Block.SyntaxTree.GetRoot().EndOfLine();
        var start = range.Statements[0];
        var gap = start.GetLeadingTrivia().TakeWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        var body = range.Statements.ToList();
        body[0] = start.WithLeadingTrivia(start.GetLeadingTrivia().Skip(gap.Count));
        var declaration = SyntaxFactory.ParseStatement($"var {name} = {database}.CreateExecutionStrategy();").WithLeadingTrivia(gap).WithTrailingTrivia(endOfLine);
        return range.Block.WithStatements(SyntaxFactory.List(range.Block.Statements.Take(range.First)
            .Append(declaration.WithAdditionalAnnotations(Formatter.Annotation))
            .Append(Call(range, body, typeArgument, name).WithTrailingTrivia(endOfLine).WithAdditionalAnnotations(Formatter.Annotation))
            .Concat(range.Block.Statements.Skip(range.Last + 1))));
    }

    private static StatementSyntax Call(StatementRange range, IEnumerable<StatementSyntax> body, string typeArgument, string name)
    {
        var configured = range.Statements.Any(statement => statement.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.Text: "ConfigureAwait" }));
        var call = range.Awaits
            ? $"await {name}.ExecuteAsync{typeArgument}(async () => {{ }}){(configured ? ".ConfigureAwait(false)" : "")}"
            : $"{name}.Execute{typeArgument}(() => {{ }})";
        var statement = SyntaxFactory.ParseStatement($"{(range.Returns ? "return " : "")}{call};");
        return statement.ReplaceNode(statement.DescendantNodes().OfType<BlockSyntax>().Single(), SyntaxFactory.Block(body));
    }

    private static bool HasExtensions(SemanticModel model, StatementRange range) =>
        model.LookupNamespacesAndTypes(range.Block.SpanStart, name: "ExecutionStrategyExtensions")
            .Any(type => type.ContainingNamespace.ToDisplayString() == EntityFramework);
}
