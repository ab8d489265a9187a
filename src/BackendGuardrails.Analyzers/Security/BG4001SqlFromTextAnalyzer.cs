using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Facts.Values;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.SecuritySentinel,
    "How do I prevent SQL injection here? Keep the SQL constant and hand every value over as a parameter.",
    Essential = true)]
public sealed class BG4001SqlFromTextAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    /// <summary>The property with the way the text becomes a command: a <see cref="SqlSinkKind"/>.</summary>
    internal const string Sink = "Sink";

    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4001",
        title: "SQL is built from text",
        messageFormat: "The SQL of '{0}' {1} {2}; {3}",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Text that somebody else decides becomes part of a command, so it can end a literal and go on with SQL of its own. "
            + "Keep the SQL constant and hand over values as parameters; choose tables, columns and sort directions from a whitelist.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.HasAny(SqlSinks.Libraries))
            return;
        context.RegisterOperations(
            facts,
            operation => Analyze(operation, facts),
            OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.SqlSinks.Of(context.Operation) is not { Text.ConstantValue.HasValue: false } sink || facts.SqlText.Of(sink, context.CancellationToken) is not { } finding)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            sink.Text.Syntax.GetLocation(),
            IsWarning(sink, finding) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            finding.Path,
            ImmutableDictionary<string, string?>.Empty.Add(Sink, sink.Kind.ToString()),
            sink.Name,
            finding.IsPart ? "contains text from" : "is text from",
            Describe(finding),
            Advice(finding)));
    }

    /// <summary>A migration runs what its developer wrote, so a helper whose callers are elsewhere is only worth a look.</summary>
    private static bool IsWarning(SqlSink sink, Finding finding) =>
        finding.IsSerious && !sink.IsProcedure && !(sink.Kind == SqlSinkKind.Migration && finding.Kind == FindingKind.Unknown);

    private static string Describe(Finding finding) => (finding.Kind, finding.Outside) switch
    {
        (FindingKind.Outside, OutsideKind.Request) => $"the request ({finding.Source})",
        (FindingKind.Outside, OutsideKind.Message) => $"a message ({finding.Source})",
        (FindingKind.Outside, OutsideKind.Console) => $"the command line ({finding.Source})",
        (FindingKind.Outside, OutsideKind.Environment) => $"the environment ({finding.Source})",
        (FindingKind.Outside, OutsideKind.File or OutsideKind.OwnFile) => $"a file ({finding.Source})",
        (FindingKind.Outside, OutsideKind.Network) => $"the network ({finding.Source})",
        (FindingKind.Outside, OutsideKind.Database) => $"the database ({finding.Source})",
        (FindingKind.Outside, _) => $"'{finding.Source}'",
        (FindingKind.Unknown or FindingKind.Entrusted, _) when finding.Source.StartsWith("parameter ", StringComparison.Ordinal) => $"{finding.Source}, whose callers are not known here",
        (FindingKind.Unknown or FindingKind.Entrusted, _) => $"{finding.Source}, which is decided elsewhere",
        _ => $"{finding.Source}, which is not constant",
    };

    private static string Advice(Finding finding) => finding.Kind switch
    {
        FindingKind.Internal => "make sure that nobody outside can set it, and prefer a parameter or a whitelist",
        _ => "hand values over as parameters, and choose names from a whitelist",
    };
}
