using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Entities;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "Why fetch a thousand rows to tell each of them the same thing? Let the database do it with one command.")]
public sealed class BG1018LoadedToBeWrittenAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1018",
        title: "Rows are loaded only to be updated or deleted",
        messageFormat: "Rows of {0} are loaded only to be {1}; {2} does that with one command, and loads none",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "All rows travel to the service and are tracked there, and then one statement for each of them travels back. Where all get the same values, or all are deleted, one command does the same in the database.");

    /// <summary>What stands in front of each new value, in order; there for rows that are updated.</summary>
    internal const string Casts = nameof(Casts);

    /// <summary>There where the save must stay.</summary>
    internal const string KeepsSave = nameof(KeepsSave);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.LoadedWrites.At(context.Operation, context.CancellationToken) is not { } write)
            return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (!write.IsDelete)
            properties = properties.Add(Casts, string.Join(";", write.Changes.Select(LoadedWrite.CastOf)));
        if (write.MayHaveMore)
            properties = properties.Add(KeepsSave, "");
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            write.Location,
            write.IsReplaceable ? Parts(write) : new[] { write.Save.Syntax.GetLocation() },
            properties,
            write.Rows,
            write.IsDelete ? "deleted" : "updated",
            write.IsDelete ? "ExecuteDelete" : "ExecuteUpdate"));
    }

    /// <summary>The query, what loads the rows into a variable or else what writes them, what writes them, and what saves.</summary>
    private static Location[] Parts(LoadedWrite write) =>
    [
        write.Query.Unwrap().Syntax.GetLocation(), (write.Declared?.Syntax ?? write.Statement!).GetLocation(), write.Statement!.GetLocation(), write.Save.Syntax.GetLocation(),
    ];
}
