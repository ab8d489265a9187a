using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Logging;

namespace BackendGuardrails.Maintainability;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.Refactorer,
    "A logger has a place for the exception, in front of the message. What stands among the values is text: no tool finds it as an exception, and with no place for it in the template it is gone.")]
public sealed class BG7002ExceptionAsValueAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG7002",
        title: "Exception passed as a format argument",
        messageFormat: "'{0}' is a value for the message here, not the exception of the log entry; pass it in front of the message",
        category: Categories.Maintainability,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Loggers take the exception of an entry in front of the message and keep it as one. Among the values of the template it becomes a text, "
            + "and where the template has no place for it, nothing of it is written.");

    /// <summary>The function that failed, for a message that would be empty.</summary>
    internal const string Function = "Function";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(LogCall.Loggers))
            context.RegisterOperations(facts, Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context)
    {
        if (LogCall.At(context.Operation) is not { Exception: null } log || LoggedException.ValueIn(log) is not { } logged)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            logged.Detail.Syntax.GetLocation(),
            additionalLocations: new[] { log.Message.Syntax.GetLocation() },
            properties: ImmutableDictionary<string, string?>.Empty.Add(Function, FunctionNames.Around(log.Call, context.ContainingSymbol)),
            messageArgs: new object[] { logged.Exception.Syntax.ToString() }));
    }
}
