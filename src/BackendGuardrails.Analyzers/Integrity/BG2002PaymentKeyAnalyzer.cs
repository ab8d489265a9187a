using BackendGuardrails.Facts.Keys;
using BackendGuardrails.Facts.Payments;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "The provider answered, we did not hear it, and somebody tries again: what tells the provider that this is the same payment?")]
public sealed class BG2002PaymentKeyAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2002",
        title: "Call of a payment provider has no idempotency key",
        messageFormat: "'{0}' gets no idempotency key: {1}, so who tries again {2}; pass a key that stays the same, such as {3}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A key that is made of what is paid lets the provider answer a second attempt with the result of the first. Keys that a library makes up for its own retries do not survive the retry of a caller, a job or a person.");

    /// <summary>What the fix writes: the key, and either a member of the object that is made here, or a new object as an argument.</summary>
    internal const string Key = "Key";
    internal const string Member = "Member";
    internal const string Type = "Type";
    internal const string Parameter = "Parameter";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(PaymentCalls.Libraries))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (PaymentCalls.At((IInvocationOperation)context.Operation) is not { } payment || facts.PaymentKeys.Missing(payment, context.CancellationToken) is not { } missing)
            return;
        var place = missing.Carriers.Length == 1 && missing.Carriers[0].MemberBody() == payment.Call.MemberBody() ? missing.Carriers[0] : (IOperation)payment.Call;
        var id = StableIds.At(place);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            payment.Call.NameLocation(),
            effectiveSeverity: payment.Second == SecondCall.MovesMoney ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: missing.Carriers.Select(carrier => carrier.Syntax.GetLocation()),
            properties: id is null ? ImmutableDictionary<string, string?>.Empty : RemedyFor(payment, missing, place, id),
            messageArgs: new object[] { $"{payment.Call.Instance?.Type?.Name}.{payment.Call.TargetMethod.Name}", payment.OwnKeys, ComesTo(payment), id is null ? "the id of what is paid" : $"'{id.Text}'" }));
    }

    private static string ComesTo(PaymentCall payment) => payment.Second switch
    {
        SecondCall.MovesMoney => $"makes another {payment.Thing}",
        SecondCall.MakesAnother => $"opens another {payment.Thing}",
        _ => "is told that what has worked has failed",
    };

    private static ImmutableDictionary<string, string?> RemedyFor(PaymentCall payment, MissingKey missing, IOperation place, StableId id)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Key, TextOf(payment, id)).Add(Member, payment.KeyMember);
        if (missing.Carriers.Length == 1)
            return place == missing.Carriers[0] ? properties : ImmutableDictionary<string, string?>.Empty;
        var argument = payment.Call.Arguments.First(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, payment.Carrier));
        if (!missing.Carriers.IsEmpty || argument.IsWritten() && argument.Value.Unwrap() is not (ILiteralOperation or IDefaultValueOperation))
            return ImmutableDictionary<string, string?>.Empty;
        var type = payment.Carrier.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(payment.Call.SemanticModel!, payment.Call.Syntax.SpanStart);
        return properties.Add(Type, type).Add(Parameter, payment.Carrier.Name);
    }

    /// <summary>A key that came with the request is one already; an id becomes one with the name of what is made, so that a charge and a refund of one order differ.</summary>
    private static string TextOf(PaymentCall payment, StableId id) =>
        StableIds.IsKey(id.Text) ? StableIds.AsText(id) : $"$\"{payment.Thing.Replace(' ', '-')}-{{{id.Text}}}\"";
}
