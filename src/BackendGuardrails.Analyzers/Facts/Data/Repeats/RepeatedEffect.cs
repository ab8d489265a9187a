namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>What happens once more each time.</summary>
internal enum EffectKind
{
    /// <summary>Money moves.</summary>
    Payment,

    /// <summary>A step of a payment that takes no money the second time: the customer has yet to confirm it, or the provider refuses it.</summary>
    PaymentStep,

    /// <summary>A row or document is added.</summary>
    Addition,

    /// <summary>A number is changed by an amount.</summary>
    Change,

    /// <summary>A message is handed to a broker.</summary>
    Message,

    /// <summary>Something is posted to another service.</summary>
    Request,

    /// <summary>A command is handed to a handler that another project has.</summary>
    Command,

    /// <summary>A method is called whose name says that it does something, and another project has its code.</summary>
    Elsewhere,
}

/// <summary>An operation that has its effect again when it runs again.</summary>
/// <param name="Entity">The type of what is added; null where it cannot be said.</param>
internal sealed record RepeatedEffect(EffectKind Kind, IOperation Operation, ReachedMethod In, ITypeSymbol? Entity)
{
    /// <summary>Whether it is seen to happen, here or in what is called, and does harm each time.</summary>
    public bool IsCertain => Kind is not (EffectKind.PaymentStep or EffectKind.Request or EffectKind.Command or EffectKind.Elsewhere);
}
