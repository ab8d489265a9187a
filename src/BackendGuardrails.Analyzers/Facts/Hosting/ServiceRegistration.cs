namespace BackendGuardrails.Facts.Hosting;

/// <summary>How long the container keeps what it makes.</summary>
internal enum ServiceLife
{
    Transient,
    Scoped,
    Singleton,
}

/// <summary>One line of the composition of a program: who asks for <paramref name="Service"/> is given <paramref name="Implementation"/>, or what the function makes.</summary>
/// <param name="Implementation">Null where a function or an object is registered.</param>
/// <param name="Made">What the function makes, or the object: each value it may return, as it is written.</param>
/// <param name="Provider">The parameter of the function.</param>
/// <param name="IsHosted">The host starts it.</param>
internal sealed record ServiceRegistration(
    IOperation Operation, ServiceLife Life, ITypeSymbol Service, ITypeSymbol? Implementation, ImmutableArray<IOperation> Made, IParameterSymbol? Provider, bool IsHosted = false);
