namespace BackendGuardrails.Views;

/// <summary>Takes what the rules register for bodies, to be called for the bodies of views. Actions for whole types and for the compilation have been called already, outside of views.</summary>
internal sealed class ViewActions(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) : CompilationStartAnalysisContext(compilation, options, cancellationToken)
{
    public ImmutableArray<Action<OperationBlockAnalysisContext>> OfBodies { get; private set; } = ImmutableArray<Action<OperationBlockAnalysisContext>>.Empty;

    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => OfBodies = OfBodies.Add(action);

    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action)
    {
    }

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action)
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
