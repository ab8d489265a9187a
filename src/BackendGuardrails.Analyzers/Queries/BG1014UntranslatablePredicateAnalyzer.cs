using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Translation;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "That condition has no SQL. It compiles, and it throws with the first request that gets there; write it so that the database can run it.",
    Essential = true)]
public sealed class BG1014UntranslatablePredicateAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1014",
        title: "Predicate cannot be translated",
        messageFormat: "EF Core has no SQL for '{0}', {1}, so '{2}' throws when the query runs; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Conditions, sorts and keys of a query become SQL. What has none, such as a method of the program, a computed property or a StringComparison, is an InvalidOperationException when the query runs: "
            + "since EF Core 3 nothing but the last projection is computed in memory instead.");

    internal const string Rewrite = nameof(Rewrite);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Find(EfCommands.DbContext) is { } ef && ef.ContainingAssembly.Identity.Version.Major is not (1 or 2))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.AnonymousFunction);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (!TranslatedLambdas.IsExpression(lambda))
            return;
        var found = facts.UntranslatableCode.In(lambda, context.CancellationToken).ToList();
        if (found.Count == 0 || facts.TranslatedLambdas.OperatorOf(lambda, context.CancellationToken) is not { } goal)
            return;
        foreach (var code in found)
        {
            var rewrite = TranslatableForms.Of(code);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                code.Location,
                rewrite == TranslatableForm.None ? ImmutableArray<Location>.Empty : ImmutableArray.Create(code.Code.Syntax.GetLocation()),
                rewrite == TranslatableForm.None ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Rewrite, rewrite.ToString()),
                code.Name,
                WhatOf(code.Kind),
                goal.TargetMethod.Name,
                AdviceFor(code.Kind)));
        }
    }

    private static string WhatOf(UntranslatableKind kind) => kind switch
    {
        UntranslatableKind.OwnMethod => "a method of this program",
        UntranslatableKind.NoColumn => "which is no column",
        UntranslatableKind.Comparison => "which compares by rules of .NET",
        UntranslatableKind.Delegate => "a function that is called",
        UntranslatableKind.Collection => "which runs in memory",
        UntranslatableKind.LocalObjects => "which searches objects in memory",
        UntranslatableKind.Format => "which formats a text",
        UntranslatableKind.Parse => "which parses a text",
        _ => "which no database knows",
    };

    private static string AdviceFor(UntranslatableKind kind) => kind switch
    {
        UntranslatableKind.OwnMethod => "write the condition in the query, or as an Expression that it is given",
        UntranslatableKind.NoColumn => "ask for the columns it is computed from",
        UntranslatableKind.Comparison => "compare without it: the collation of the column decides about case",
        UntranslatableKind.Delegate => "make it an Expression, and give it to the operator",
        UntranslatableKind.Collection => "use Contains over the values or keys",
        UntranslatableKind.LocalObjects => "select the values first and use Contains",
        UntranslatableKind.Format => "put the text together with +, or format the value it is compared with",
        UntranslatableKind.Parse => "store it as what it is, or compare with a text",
        _ => "filter by what the database knows, and by this behind AsAsyncEnumerable",
    };
}
