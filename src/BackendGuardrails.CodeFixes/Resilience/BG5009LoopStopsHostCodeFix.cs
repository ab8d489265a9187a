using System.Globalization;
using Microsoft.CodeAnalysis.Formatting;
using Loops = BackendGuardrails.Resilience.BG5009LoopStopsHostAnalyzer;

namespace BackendGuardrails.Resilience;

/// <summary>Puts a round of the loop into a try statement whose catch logs what was thrown.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG5009LoopStopsHostCodeFix))]
public sealed class BG5009LoopStopsHostCodeFix() : GuardrailCodeFix(Loops.Descriptor)
{
    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Loops.Logger, out var logger) || BodyOf(node) is not { } body)
            return;
        diagnostic.Properties.TryGetValue(Loops.Waiting, out var waiting);
        if (WithTry(body, logger!, diagnostic.Properties, int.Parse(waiting ?? "0", CultureInfo.InvariantCulture)) is not { } guarded)
            return;
        diagnostic.Properties.TryGetValue(Loops.Import, out var import);
        var changed = await context.Document.ReplaceAsync(body, guarded, import, context.CancellationToken).ConfigureAwait(false);
        // What is assigned in the try may be read behind it.
        if (await changed.ErrorsAsync(context.CancellationToken).ConfigureAwait(false) <= await context.Document.ErrorsAsync(context.CancellationToken).ConfigureAwait(false))
            Register(context, diagnostic, "Log the exception and go on with the next round", _ => Task.FromResult(changed));
    }

    private static StatementSyntax? BodyOf(SyntaxNode node) => node.FirstAncestorOrSelf<StatementSyntax>() switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        _ => null,
    };

    private static BlockSyntax? WithTry(StatementSyntax body, string logger, IReadOnlyDictionary<string, string?> properties, int waiting)
    {
        var statements = body is BlockSyntax block ? block.Statements.ToList() : [body.WithLeadingTrivia(SyntaxFactory.ElasticMarker)];
        if (body.ContainsDirectives)
            return null;
        var (round, rest) = (statements.Take(statements.Count - waiting).ToList(), statements.Skip(statements.Count - waiting).ToList());
        var exception = body.FreeLocal("exception", "error");
        var filter = properties.TryGetValue(Loops.Token, out var token) && token is not null ? $"!{token}.IsCancellationRequested" : $"{exception} is not System.OperationCanceledException";
        var lines = new[] { "try", "{", "}", $"catch (System.Exception {exception}) when ({filter})", "{", $"{logger}.LogError({exception}, \"A round of {properties[Loops.Service]} failed\");", "}" };
        var attempt = (TryStatementSyntax)StatementEdits.Statement(string.Join(body.SyntaxTree.GetRoot().EndOfLine().ToString(), lines));
        var caught = round.Count == 1 && round[0] is TryStatementSyntax tried && TakesAnother(tried) ? WithAnother(tried, attempt.Catches[0]) : Tried(round, attempt);
        var all = SyntaxFactory.List(rest.Prepend(caught));
        return body is BlockSyntax outer ? outer.WithStatements(all) : SyntaxFactory.Block(all).WithTriviaFrom(body).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>What handles some exceptions already can handle the others, where the handlers themselves do nothing that fails.</summary>
    private static bool TakesAnother(TryStatementSyntax attempt) =>
        attempt is { Finally: null, Catches.Count: > 0 } && !attempt.Catches.Any(clause => clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax or AwaitExpressionSyntax));

    private static StatementSyntax WithAnother(TryStatementSyntax attempt, CatchClauseSyntax clause) => attempt
        .ReplaceNode(attempt.Catches.Last(), attempt.Catches.Last().WithTrailingTrivia(SyntaxFactory.ElasticMarker))
        .AddCatches(clause.WithTrailingTrivia(attempt.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation));

    private static StatementSyntax Tried(List<StatementSyntax> round, TryStatementSyntax attempt)
    {
        var comments = round[0].GetLeadingTrivia();
        var gap = comments.TakeWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        round[0] = round[0].WithLeadingTrivia(comments.Skip(gap.Count));
        return attempt.WithBlock(SyntaxFactory.Block(round)).WithLeadingTrivia(gap).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
