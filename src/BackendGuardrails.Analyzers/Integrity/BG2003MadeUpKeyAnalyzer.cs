using BackendGuardrails.Facts.Keys;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "A key that is another one each time tells nobody that this is the same payment.")]
public sealed class BG2003MadeUpKeyAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2003",
        title: "Idempotency key is made up for each attempt",
        messageFormat: "'{0}' gets another value each time {1}, so the second attempt passes as something new; {2}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An idempotency key or message id is there so that the other side recognizes what it has seen. One that is random each time the code runs hides every repetition from it.");

    /// <summary>The stable expression that the fix writes.</summary>
    internal const string Stable = "Stable";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts) =>
        context.RegisterOperations(facts, operation => Analyze(operation, facts), KeySinks.Kinds);

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var cancellationToken = context.CancellationToken;
        if (facts.KeySinks.At(context.Operation, cancellationToken) is not { } sink || GeneratedValues.In(sink.Value) is not { } made || facts.Repetitions.Around(made.Generator, cancellationToken) is not { } again)
            return;
        var id = again.Id ?? StableIds.At(made.Generator);
        var stable = id is not null && IsOnlySink(context.Operation, facts, cancellationToken) ? TextOf(made, id) : null;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            made.Whole.Syntax.GetLocation(),
            properties: stable is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Stable, stable),
            messageArgs: new object[] { sink.Name, When(again), RemedyFor(again, id) }));
    }

    private static string When(RepetitionOf again) => again.Kind switch
    {
        RepetitionKind.Retry => $"{again.Name} tries again",
        RepetitionKind.Item => $"the loop over {again.Name} is run again",
        _ => $"the message is delivered to '{again.Name}' again",
    };

    private static string RemedyFor(RepetitionOf again, StableId? id) =>
        again.Kind == RepetitionKind.Retry ? id is null ? "make the key in front of the first attempt" : $"use '{id.Text}', or make the key in front of the first attempt" : $"use '{id!.Text}'";

    /// <summary>Two messages with the same id would be one; which of them gets it is not for a fix to say.</summary>
    private static bool IsOnlySink(IOperation sink, CompilationFacts facts, CancellationToken cancellationToken) =>
        sink.MemberBody().DescendantsAndSelf().Count(other => KeySinks.Kinds.Contains(other.Kind) && facts.KeySinks.At(other, cancellationToken) is not null && IsNear(other, sink)) == 1;

    private static bool IsNear(IOperation one, IOperation other) => one.EnclosingFunction() == other.EnclosingFunction();

    /// <summary>Null where the id is of another type than what is made up.</summary>
    private static string? TextOf(GeneratedValue made, StableId id)
    {
        if (made.IsPart)
            return id.Text;
        return made.Whole.Type?.SpecialType == SpecialType.System_String ? StableIds.AsText(id) : SymbolEqualityComparer.Default.Equals(made.Whole.Type, id.Type) ? id.Text : null;
    }
}
