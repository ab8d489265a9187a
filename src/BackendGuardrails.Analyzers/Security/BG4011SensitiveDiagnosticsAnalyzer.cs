using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "What helps you debug helps an attacker, too: show it in development only.")]
public sealed class BG4011SensitiveDiagnosticsAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4011",
        title: "Sensitive diagnostics are enabled unconditionally",
        messageFormat: "'{0}' {1}, in production as well; switch it on in development only",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Detailed errors and sensitive data logging are made for development. In production they put the data of your users into logs and the internals of your service into responses.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!DiagnosticSwitches.AreKnownTo(facts.Types))
            return;
        context.RegisterOperations(facts, operation => AnalyzeCall(operation, facts), OperationKind.Invocation);
        context.RegisterOperations(facts, operation => AnalyzeWrite(operation, facts), OperationKind.SimpleAssignment);
    }

    private static void AnalyzeCall(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (DiagnosticSwitches.Of(call.TargetMethod) is { } found && DiagnosticSwitches.IsSwitchedOn(call))
            Report(context, facts, found, call, call.NameLocation(withArguments: true), Removal.Of(call));
    }

    private static void AnalyzeWrite(OperationContext context, CompilationFacts facts)
    {
        if (MemberWrite.Of(context.Operation) is { } write
            && DiagnosticSwitches.Of(write.Member) is { } found
            && write.Part(part => part.IsConstant(true)) is { } on)
            Report(context, facts, found, on, write.Location, Removal.Of(write));
    }

    private static void Report(OperationContext context, CompilationFacts facts, DiagnosticSwitch found, IOperation on, Location location, string? removal)
    {
        if (DiagnosticSwitches.IsForDesignTime(context.ContainingSymbol) || facts.Guards.Of(on, context.CancellationToken) != Guard.None)
            return;
        var severity = found.ShowsValues ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
        var properties = HostExpressions.IsDevelopment(on, facts.Types).With(found.IsOnByDefault ? null : removal);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, severity, additionalLocations: null, properties, found.Member, found.Consequence));
    }
}
