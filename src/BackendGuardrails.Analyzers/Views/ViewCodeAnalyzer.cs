namespace BackendGuardrails.Views;

/// <summary>
/// Lets the rules see the code in views and components. The compiler takes all of it for generated code, which the rules leave alone, and it cannot tell it from the models that EF Core's designer writes:
/// those would be bound for nothing. So one analyzer goes through the trees of views by itself, and shows them to the rules as the compiler does elsewhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ViewCodeAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<GuardrailAnalyzer> Rules = typeof(ViewCodeAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(GuardrailAnalyzer).IsAssignableFrom(type))
        .Select(type => (GuardrailAnalyzer)Activator.CreateInstance(type))
        .Where(rule => rule.SeesViews)
        .OrderBy(rule => rule.SupportedDiagnostics[0].Id, StringComparer.Ordinal)
        .ToImmutableArray();

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.SelectMany(rule => rule.SupportedDiagnostics).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.SyntaxTrees.Any(ViewTrees.IsView))
                return;
            var facts = CompilationFacts.For(start.Compilation, start.Options);
            if (facts.IsTestProject)
                return;
            var actions = new ViewActions(start.Compilation, start.Options, start.CancellationToken);
            foreach (var rule in Rules)
                rule.Judge(actions, facts);
            if (!actions.OfFiles.IsEmpty)
                start.RegisterSemanticModelAction(view => Analyze(view, actions));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext view, ViewActions actions)
    {
        if (!ViewTrees.IsView(view.SemanticModel.SyntaxTree))
            return;
        var written = new SemanticModelAnalysisContext(view.SemanticModel, view.Options, report => Report(view, report), _ => true, view.CancellationToken);
        foreach (var action in actions.OfFiles)
            action(written);
    }

    private static void Report(SemanticModelAnalysisContext context, Diagnostic report)
    {
        if (ViewTrees.IsWritten(report.Location))
            context.ReportDiagnostic(report);
    }
}
