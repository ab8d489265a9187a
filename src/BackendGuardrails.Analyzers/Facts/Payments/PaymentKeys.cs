using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Payments;

/// <summary>A call that gets no key.</summary>
/// <param name="Carriers">The objects that could carry it; none where the call gets nothing.</param>
internal sealed record MissingKey(ImmutableArray<IObjectCreationOperation> Carriers);

/// <summary>Does a call to a provider of payments get an idempotency key?</summary>
internal sealed class PaymentKeys(PossibleValues values, SourceNames names)
{
    /// <summary>Null where it gets one, or may get one that cannot be seen.</summary>
    public MissingKey? Missing(PaymentCall call, CancellationToken cancellationToken)
    {
        if (call.Call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, call.Carrier)) is not { } argument)
            return null;
        if (!argument.IsWritten())
            return new(ImmutableArray<IObjectCreationOperation>.Empty);
        var carriers = ImmutableArray.CreateBuilder<IObjectCreationOperation>();
        var origins = values.Of(argument.Value, cancellationToken).ToList();
        foreach (var origin in origins)
        {
            switch (origin)
            {
                case { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation:
                    break;
                case IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Type, call.Carrier.Type) && !HasKey(creation, call.KeyMember) && !IsCompletedLater(creation, call, cancellationToken):
                    carriers.Add(creation);
                    break;
                default:
                    return null;
            }
        }

        return origins.Count == 0 ? null : new(carriers.ToImmutable());
    }

    private static bool HasKey(IObjectCreationOperation creation, string member) =>
        creation.Initializer?.Initializers.Select(MemberWrite.Of).Any(write => write is not null && string.Equals(write.Member.Name, member, StringComparison.OrdinalIgnoreCase) && !write.Value.IsNull()) == true
        || creation.Arguments.Any(argument => argument.IsWritten() && (string.Equals(argument.Parameter?.Name, member, StringComparison.OrdinalIgnoreCase) || SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, creation.Type)));

    /// <summary>Unless it is made in the call itself: its class sets the key somewhere, or other code gets it first.</summary>
    private bool IsCompletedLater(IObjectCreationOperation creation, PaymentCall call, CancellationToken cancellationToken)
    {
        // Behind a choice: account is null ? null : new RequestOptions { StripeAccount = account }
        var place = creation.Ancestors().FirstOrDefault(outer => outer is not (IConversionOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation));
        if (place is IArgumentOperation { Parent: var receiver } && receiver == call.Call)
            return false;
        var tree = creation.Syntax.SyntaxTree;
        var around = creation.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? tree.GetRoot(cancellationToken);
        if (names.FindIn(tree, call.KeyMember, cancellationToken).Any(name => around.Span.Contains(name.Span) && name.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax }))
            return true;
        return place is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            ? VariableUses.Of(declarator.Symbol, creation).Any(use => use.Parent is IArgumentOperation { Parent: IInvocationOperation other } && PaymentCalls.At(other) is null)
            : place is not IReturnOperation;
    }
}
