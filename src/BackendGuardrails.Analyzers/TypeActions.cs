using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails;

/// <summary>A class for a rule to judge, with all its parts, and how to report it.</summary>
internal readonly struct TypeContext(INamedTypeSymbol type, Action<Diagnostic> report, CancellationToken cancellationToken)
{
    public INamedTypeSymbol Type { get; } = type;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => report(diagnostic);
}

/// <summary>How rules are called for types: with the files that they are in, as for bodies and for the same reason.</summary>
internal static class TypeActions
{
    public static void RegisterTypes(this CompilationStartAnalysisContext context, CompilationFacts facts, Action<TypeContext> judge) => context.RegisterTypes(facts, type => !Generated.Is(type), judge);

    /// <param name="isMeant">By default, what a tool marked as written by it is left out, as the compiler does.</param>
    public static void RegisterTypes(this CompilationStartAnalysisContext context, CompilationFacts facts, Func<INamedTypeSymbol, bool> isMeant, Action<TypeContext> judge)
    {
        var ofParts = new ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<Diagnostic>>(SymbolEqualityComparer.Default);
        context.RegisterSemanticModelAction(model =>
        {
            var types = facts.Bodies.TypesIn(model.SemanticModel, model.CancellationToken);
            if (types.IsEmpty)
                return;
            Action<Diagnostic> report = model.ReportDiagnostic;
            foreach (var type in types)
            {
                if (!isMeant(type))
                    continue;
                if (type.DeclaringSyntaxReferences.Length == 1)
                {
                    judge(new(type, report, model.CancellationToken));
                    continue;
                }

                foreach (var found in ofParts.TryGetValue(type, out var known) ? known : ofParts.GetOrAdd(type, Judged(type, judge, model.CancellationToken)))
                {
                    if (found.Location.SourceTree == model.SemanticModel.SyntaxTree)
                        report(found);
                }
            }
        });
    }

    /// <summary>A type in several files is judged once; each file shows what is in it, whichever of them an editor asks for.</summary>
    private static ImmutableArray<Diagnostic> Judged(INamedTypeSymbol type, Action<TypeContext> judge, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<Diagnostic>();
        judge(new(type, reports.Add, cancellationToken));
        return reports.ToImmutable();
    }
}
