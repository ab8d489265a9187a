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
                if (facts.Migrations.Unsettled((INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken) is { } migration)
                    Judge(migration, new(symbol, facts));
            },
            SymbolKind.NamedType);
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
