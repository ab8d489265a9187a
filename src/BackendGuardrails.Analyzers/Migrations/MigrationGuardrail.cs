using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <summary>A rule about migrations. Their folder is often declared as generated code, and is looked at all the same; what a designer writes has no <c>Up</c>.</summary>
public abstract class MigrationGuardrail : GuardrailAnalyzer
{
    private protected MigrationGuardrail(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected sealed override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Migrations.ArePossible)
            return;
        context.RegisterTypes(facts, isMeant: _ => true, type =>
        {
            if (!facts.Migrations.Has(type.Type))
                JudgeOther(type.Type, new(type, facts));
            else if (facts.Migrations.Unsettled(type.Type, type.CancellationToken) is { } migration)
                Judge(migration, new(type, facts));
        });
    }

    /// <summary>For a mistake that is made in the model as well. Not by its operations: snapshots of the model are long, and are generated code that is looked at here.</summary>
    private protected virtual void JudgeOther(INamedTypeSymbol type, MigrationContext context)
    {
    }

    private protected abstract void Judge(SchemaMigration migration, MigrationContext context);
}

/// <summary>What a rule needs to judge a migration and to report.</summary>
internal readonly struct MigrationContext(TypeContext type, CompilationFacts facts)
{
    public CompilationFacts Facts { get; } = facts;

    public CancellationToken CancellationToken => type.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => type.ReportDiagnostic(diagnostic);
}
