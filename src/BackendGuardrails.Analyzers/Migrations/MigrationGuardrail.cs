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
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (!facts.Migrations.Has(type))
                    JudgeOther(type, new(symbol, facts));
                else if (facts.Migrations.Unsettled(type, symbol.CancellationToken) is { } migration)
                    Judge(migration, new(symbol, facts));
            },
            SymbolKind.NamedType);
    }

    /// <summary>For a mistake that is made in the model as well. Not by its operations: snapshots of the model are long, and are generated code that is looked at here.</summary>
    private protected virtual void JudgeOther(INamedTypeSymbol type, MigrationContext context)
    {
    }

    private protected abstract void Judge(SchemaMigration migration, MigrationContext context);
}

/// <summary>What a rule needs to judge a migration and to report.</summary>
internal readonly struct MigrationContext(SymbolAnalysisContext symbol, CompilationFacts facts)
{
    public CompilationFacts Facts { get; } = facts;

    public CancellationToken CancellationToken => symbol.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => symbol.ReportDiagnostic(diagnostic);
}
