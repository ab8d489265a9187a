using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Queries;

/// <summary>Declares the index where the project declares those it has: on the class or in its configuration, usually in another file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1012NoCoveringIndexCodeFix))]
public sealed class BG1012NoCoveringIndexCodeFix() : GuardrailCodeFix(BG1012NoCoveringIndexAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => IndexFixAll.Instance;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var solution = context.Document.Project.Solution;
        if (IndexRemedy.Of(diagnostic, solution) is { } remedy)
            context.RegisterCodeFix(CodeAction.Create(remedy.Title, cancellationToken => IndexEdits.ApplyAsync(solution, new[] { remedy }, cancellationToken), GetType().Name), diagnostic);
    }

    /// <summary>All at once, because several may be about one index, and write to one file.</summary>
    private sealed class IndexFixAll : FixAllProvider
    {
        public static readonly IndexFixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var remedies = (await IncludeFixAll.DiagnosticsAsync(fixAllContext).ConfigureAwait(false)).Select(diagnostic => IndexRemedy.Of(diagnostic, fixAllContext.Solution)).OfType<IndexRemedy>().ToList();
            return remedies.Count == 0
                ? null
                : CodeAction.Create("Add the missing indexes; a migration has to follow", cancellationToken => IndexEdits.ApplyAsync(fixAllContext.Solution, remedies, cancellationToken), fixAllContext.CodeActionEquivalenceKey);
        }
    }
}
