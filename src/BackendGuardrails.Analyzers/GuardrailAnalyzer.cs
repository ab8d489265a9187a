namespace BackendGuardrails;

/// <summary>A rule: one descriptor and the judgement that goes with it. How one knows what it judges by is the facts' business.</summary>
public abstract class GuardrailAnalyzer : DiagnosticAnalyzer
{
    private protected GuardrailAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Generated code stays out, except for the families meant for it.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <summary>Test projects stay out, except for rules about the configuration itself.</summary>
    private protected virtual bool AppliesToTestProjects => false;

    /// <summary>Whether the rule is about code in views and components as well; not where it is about the configuration or about migrations.</summary>
    internal bool SeesViews => GeneratedCode == GeneratedCodeAnalysisFlags.None && !AppliesToTestProjects;

    /// <summary>Registers the rule's actions with somebody else than the compiler.</summary>
    internal void Judge(CompilationStartAnalysisContext context, CompilationFacts facts) => Register(context, facts);

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            var facts = CompilationFacts.For(start.Compilation, start.Options);
            if (AppliesToTestProjects || !facts.IsTestProject)
                Register(start, facts);
        });
    }

    /// <summary>Registers the rule's actions; nothing when the rule cannot apply to this compilation.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, CompilationFacts facts);
}
