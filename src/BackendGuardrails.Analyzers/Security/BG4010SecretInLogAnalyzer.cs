using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Logging;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "Sensitive data needs protection wherever it goes, and a log goes further than anything else you write.")]
public sealed class BG4010SecretInLogAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4010",
        title: "Secret or personal value is written to the log",
        messageFormat: "'{0}' is written to the log, where everybody who reads logs finds it; leave it out or mask it",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Logs are copied, kept for months and read by many. A password, a token or a card number in them is known to all of these, and has to be changed when somebody notices.");

    /// <summary>Set where a text can stand in the place of the value.</summary>
    internal const string Replaceable = "Replaceable";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!LoggedValues.ArePossible(facts.Types))
            return;
        var secrets = new SecretValues(facts.Names);
        context.RegisterOperations(facts, operation => Analyze(operation, facts, secrets), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts, SecretValues secrets)
    {
        var call = (IInvocationOperation)context.Operation;
        foreach (var value in LoggedValues.Of(call))
        {
            var secret = secrets.Of(value.Operation, context.CancellationToken);
            var member = secret is null && !IsShownInPart(facts, context.CancellationToken) ? SecretValues.In(value.Operation, value.IsDestructured) : null;
            if ((secret ?? member) is not { } found || facts.Guards.Of(call, context.CancellationToken) == Guard.Development)
                continue;
            var severity = found.Secrecy == Secrecy.Sure ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
            var properties = secret is not null && TakesText(value.Operation) ? ImmutableDictionary<string, string?>.Empty.Add(Replaceable, "") : null;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Operation.Syntax.GetLocation(), severity, additionalLocations: null, properties, found.Name));
        }
    }

    /// <summary>The program says itself which members of an object are written.</summary>
    private static bool IsShownInPart(CompilationFacts facts, CancellationToken cancellationToken) => !facts.Names.Find("Destructure", cancellationToken).IsEmpty;

    private static bool TakesText(IOperation value)
    {
        var outer = value.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation)
            outer = outer.Parent;
        return value.Type?.SpecialType == SpecialType.System_String || outer is IInterpolationOperation or IArrayInitializerOperation { Parent: IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Object } } };
    }
}
