namespace BackendGuardrails.Facts.Flow;

/// <summary>Which functions may a delegate stand for: lambdas, local functions and methods, also through locals, fields, properties, events and Lazy?</summary>
internal sealed class HeldFunctions(AssignedValues assigned)
{
    private const int Hops = 4;

    public IEnumerable<IMethodSymbol> In(IOperation value, CancellationToken cancellationToken) => In(value, Hops, cancellationToken);

    private IEnumerable<IMethodSymbol> In(IOperation value, int hops, CancellationToken cancellationToken)
    {
        if (hops == 0)
            yield break;
        foreach (var alternative in Functions.Alternatives(value))
        {
            switch (alternative)
            {
                case IAnonymousFunctionOperation lambda:
                    yield return lambda.Symbol;
                    break;
                case IConditionalAccessInstanceOperation when alternative.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.WhenNotNull.Syntax.Span.Contains(alternative.Parent!.Syntax.Span)) is { } access:
                    foreach (var function in In(access.Operation, hops - 1, cancellationToken))
                        yield return function;
                    break;
                case IMethodReferenceOperation reference:
                    yield return reference.Method;
                    break;
                case IObjectCreationOperation { Type.Name: "Lazy" or "AsyncLazy", Arguments: var arguments }:
                    foreach (var function in arguments.Where(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate).SelectMany(argument => In(argument.Value, hops - 1, cancellationToken)))
                        yield return function;
                    break;
                case ILocalReferenceOperation local when Origins.InitialValue(local) is { } initial:
                    foreach (var function in In(initial, hops - 1, cancellationToken))
                        yield return function;
                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol or IEventSymbol } member:
                    foreach (var function in assigned.To(member.Member.OriginalDefinition, cancellationToken).SelectMany(value => In(value, hops - 1, cancellationToken)))
                        yield return function;
                    break;
            }
        }
    }
}
