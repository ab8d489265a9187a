namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>An effect in words, for a message.</summary>
internal static class EffectTexts
{
    public static string Of(RepeatedEffect effect) => $"{What(effect)}{Where(effect)}";

    private static string What(RepeatedEffect effect) => effect switch
    {
        { Kind: EffectKind.Payment, Operation: IInvocationOperation call } => $"moves money with '{Named(call)}'",
        { Kind: EffectKind.PaymentStep, Operation: IInvocationOperation call } => $"asks the payment provider with '{Named(call)}'",
        { Kind: EffectKind.Addition, Entity: { } entity } => $"adds a row of '{entity.Name}'",
        { Kind: EffectKind.Addition } => "adds a row",
        { Kind: EffectKind.Change, Operation: IAssignmentOperation { Target: IPropertyReferenceOperation changed } } => $"changes '{changed.Property.Name}' by an amount",
        { Kind: EffectKind.Change, Operation: IInvocationOperation call } => $"changes '{RepeatedEffects.IncrementIn(call)?.Name}' by an amount",
        { Kind: EffectKind.Message, Operation: IInvocationOperation call } => $"sends a message with '{Named(call)}'",
        { Kind: EffectKind.Request, Operation: IInvocationOperation call } => $"posts to another service with '{call.TargetMethod.Name}'",
        { Kind: EffectKind.Command, Operation: IInvocationOperation { Arguments: { IsEmpty: false } arguments } } => $"sends '{arguments[0].Value.Unwrap().Type?.Name}' to its handler",
        { Operation: IInvocationOperation call } => $"calls '{Named(call)}' of another project",
        _ => "has an effect",
    };

    private static string Where(RepeatedEffect effect) => effect.In.Calls switch
    {
        0 => "",
        1 => $" (in {NameOf(effect.In.Method)})",
        var calls => $" ({calls} calls away, in {NameOf(effect.In.Method)})",
    };

    private static string Named(IInvocationOperation call) => $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";

    private static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.AnonymousFunction ? "a lambda" : method.MethodKind == MethodKind.LocalFunction ? method.Name : $"{method.ContainingType.Name}.{method.Name}";
}
