namespace BackendGuardrails.Views;

/// <summary>Takes what the rules register for files, to be called for views. What is for the compilation as a whole has been called already, outside of views.</summary>
internal sealed class ViewActions(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) : CompilationStartAnalysisContext(compilation, options, cancellationToken)
{
    public ImmutableArray<Action<SemanticModelAnalysisContext>> OfFiles { get; private set; } = ImmutableArray<Action<SemanticModelAnalysisContext>>.Empty;

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => OfFiles = OfFiles.Add(action);

    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action)
    {
    }

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds)
    {
    }

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action)
    {
    }

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action)
    {
    }

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action)
    {
    }

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds)
    {
    }
}
