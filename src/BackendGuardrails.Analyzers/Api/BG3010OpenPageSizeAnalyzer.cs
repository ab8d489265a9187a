using BackendGuardrails.Facts.Data;
using BackendGuardrails.Options;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ScalabilityExpert, "Full table scans will kill our latency under load: a page that a client may make as long as it likes is no page.")]
public sealed class BG3010OpenPageSizeAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3010",
        title: "Page size has no upper bound",
        messageFormat: "A client chooses with '{0}' how many rows are read{1}, and may ask for all of them at once; limit it to what a page may have",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Paging protects the database only if a page has an upper bound. With the size that a client sends, one request can ask for the whole table: by a mistake, by a script that wants all at once, or by somebody "
            + "who wants the service to be busy.");

    /// <summary>The most rows that the fix leaves.</summary>
    internal const string PageSize = nameof(PageSize);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible && facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.OpenPages.At((IInvocationOperation)context.Operation, context.CancellationToken) is not { } page)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            page.Size.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(PageSize, facts.Options.Read(GuardrailOptions.DefaultPageSize, context.Operation.Syntax.SyntaxTree).ToString()),
            page.Number,
            page.Rows is null ? "" : $" of {page.Rows}"));
    }
}
