using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Logging;

namespace BackendGuardrails.Maintainability;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.Refactorer,
    "Who is called at three in the morning has the log and nothing else. Hand it the exception: a message alone says neither where it came from nor what was behind it.")]
public sealed class BG7001ExceptionNotLoggedAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG7001",
        title: "Exception is not passed to the logger",
        messageFormat: "'{0}' {1}; pass {2} as the exception, so that the log has its type, its stack trace and what caused it",
        category: Categories.Maintainability,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "The message of an exception is one sentence of it. Its type, its stack trace and the exceptions behind it are only in the log when the logger gets the exception itself; "
            + "then tools for logs and telemetry can also group by it.");

    /// <summary>What to pass: an expression, or the name to declare where the catch has none.</summary>
    internal const string Exception = "Exception";
    internal const string Declare = "Declare";

    /// <summary>The function that failed, for a message that would be empty.</summary>
    internal const string Function = "Function";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(LogCall.Loggers))
            context.RegisterOperations(facts, Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context)
    {
        if (LogCall.At(context.Operation) is not { Exception: null, Urgency: not LogUrgency.Detail } log || LoggedException.ValueIn(log) is not null)
            return;
        if (LoggedException.TextIn(log) is { } logged)
            ReportText(context, log, logged);
        else if (log.Urgency == LogUrgency.Error && CaughtException.ClauseAround(log.Call) is { } clause && CaughtException.IsGeneral(clause) && !CaughtException.IsThrownOn(clause.Handler))
            ReportSilence(context, log, clause);
    }

    private static void ReportText(OperationContext context, LogCall log, LoggedException logged)
    {
        var (reach, variable) = (CaughtException.ReachOf(logged.Exception), LoggedException.VariableOf(logged.Exception)!);
        if (SeverityOf(log, logged, isCaught: reach is ICatchClauseOperation) is not { } severity || CaughtException.IsCancellation(logged.Exception.Type)
            || CaughtException.IsThrownOn(reach) || CaughtException.IsHandedOn(reach, variable, log.Call) || IsToldBefore(log, variable))
            return;
        var expression = logged.Exception.Syntax.ToString();
        Report(context, log, severity, $"gets only a text of '{expression}'", $"'{expression}'", expression, logged.Detail.Syntax, declares: false);
    }

    private static void ReportSilence(OperationContext context, LogCall log, ICatchClauseOperation clause)
    {
        var variable = CaughtException.VariableOf(clause);
        if (variable is not null && clause.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(LoggedException.VariableOf(part), variable)) || IsToldBefore(log, null))
            return;
        Report(context, log, variable is null ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, "says nothing of the exception that was caught", variable is null ? "it" : $"'{variable.Name}'", variable?.Name, null, declares: variable is null);
    }

    /// <summary>Null where a text is enough: a type that is thrown to say something, or a try that is made again.</summary>
    private static DiagnosticSeverity? SeverityOf(LogCall log, LoggedException logged, bool isCaught) => (log.Urgency, isCaught, logged.Author) switch
    {
        (LogUrgency.Error, true, not Author.Deliberate) => DiagnosticSeverity.Warning,
        (LogUrgency.Error, _, _) or (LogUrgency.Warning, true, not Author.Deliberate) => DiagnosticSeverity.Info,
        _ => null,
    };

    /// <summary>One of two calls side by side is enough.</summary>
    private static bool IsToldBefore(LogCall log, ISymbol? variable) =>
        log.Call.Parent?.Parent is IBlockOperation block && block.Operations.TakeWhile(statement => statement != log.Call.Parent).OfType<IExpressionStatementOperation>().Any(statement =>
            LogCall.At(statement.Operation) is { Urgency: not LogUrgency.Detail } before && (variable is null || LoggedException.TextIn(before) is { } told && SymbolEqualityComparer.Default.Equals(LoggedException.VariableOf(told.Exception), variable)));

    private static void Report(OperationContext context, LogCall log, DiagnosticSeverity severity, string what, string pass, string? expression, SyntaxNode? detail, bool declares)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Exception, expression).Add(Function, FunctionNames.Around(log.Call, context.ContainingSymbol));
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            log.Call.NameLocation(),
            effectiveSeverity: severity,
            additionalLocations: new[] { log.Message.Syntax, detail }.OfType<SyntaxNode>().Select(node => node.GetLocation()),
            properties: declares ? properties.Add(Declare, "") : properties,
            messageArgs: new object[] { log.Call.TargetMethod.Name, what, pass }));
    }
}
