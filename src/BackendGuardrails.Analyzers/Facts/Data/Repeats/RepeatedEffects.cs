using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Payments;

namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>What does a function do that is done twice when it runs twice? Writing the same value again changes nothing; adding a row, moving money and sending a message do.</summary>
internal sealed class RepeatedEffects(Effects effects, ReachedCode code, EntityModel entities, PaymentKeys keys)
{
    /// <summary>The first words of methods that do something each time.</summary>
    private static readonly ImmutableHashSet<string> Doing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "add", "book", "buy", "capture", "charge", "checkout", "create", "credit", "debit", "deposit", "donate", "execute", "fund", "insert", "issue", "make", "open", "order", "pay", "payout", "place", "post",
        "process", "purchase", "redeem", "refund", "register", "request", "send", "start", "submit", "subscribe", "topup", "transfer", "withdraw");

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<(EffectKind Kind, IOperation Operation, ITypeSymbol? Entity)>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>In the order of nearness; each kind may come several times.</summary>
    public IEnumerable<RepeatedEffect> Of(IMethodSymbol function, CancellationToken cancellationToken) =>
        code.Methods(function, cancellationToken).SelectMany(reached => In(reached.Method, cancellationToken).Select(effect => new RepeatedEffect(effect.Kind, effect.Operation, reached, effect.Entity)));

    private ImmutableArray<(EffectKind Kind, IOperation Operation, ITypeSymbol? Entity)> In(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(method, out var known))
            return known;
        var effects = ImmutableArray.CreateBuilder<(EffectKind Kind, IOperation Operation, ITypeSymbol? Entity)>();
        foreach (var operation in code.DoneBy(method, cancellationToken))
        {
            if (KindOf(operation, out var entity, cancellationToken) is { } kind)
                effects.Add((kind, operation, entity));
        }

        return _known.GetOrAdd(method, effects.ToImmutable());
    }

    private EffectKind? KindOf(IOperation operation, out ITypeSymbol? entity, CancellationToken cancellationToken)
    {
        entity = null;
        if (Additions.Is(operation, out entity))
            return EffectKind.Addition;
        switch (operation)
        {
            case IInvocationOperation call:
                return KindOf(call, cancellationToken);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target: IPropertyReferenceOperation target } when IsNumberOfEntity(target, cancellationToken):
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation changed, Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum } when IsOf(sum, changed) && IsNumberOfEntity(changed, cancellationToken):
                return EffectKind.Change;
            default:
                return null;
        }
    }

    private EffectKind? KindOf(IInvocationOperation call, CancellationToken cancellationToken) => effects.OfCall(call) switch
    {
        { Kind: TripKind.Payment } => KindOfPayment(call, cancellationToken),
        { Kind: TripKind.Publish } => EffectKind.Message,
        { Kind: TripKind.Command } => EffectKind.Command,
        _ when IncrementIn(call) is { } column && entities.IsEntity(column.ContainingType, cancellationToken) => EffectKind.Change,
        _ when IsPost(call.TargetMethod) => EffectKind.Request,
        _ when IsElsewhere(call, cancellationToken) => EffectKind.Elsewhere,
        _ => null,
    };

    /// <summary>With a key the provider knows the call when it comes again.</summary>
    private EffectKind? KindOfPayment(IInvocationOperation call, CancellationToken cancellationToken) => PaymentCalls.At(call) switch
    {
        null => EffectKind.Payment,
        var payment when keys.Missing(payment, cancellationToken) is null => null,
        { Second: SecondCall.MovesMoney } => EffectKind.Payment,
        _ => EffectKind.PaymentStep,
    };

    /// <summary>The column that ExecuteUpdate changes by an amount: <c>SetProperty(a => a.Balance, a => a.Balance + amount)</c></summary>
    internal static IPropertySymbol? IncrementIn(IInvocationOperation call) => !BulkWrites.BulkWrites.IsBulkWrite(call) ? null : call.Descendants().OfType<IInvocationOperation>()
        .Where(set => set.TargetMethod.Name == "SetProperty" && set.Arguments.Length == 2)
        .Select(set => ReturnedBy(set.Arguments[0].Value) is IPropertyReferenceOperation { Property: { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } } column
            && ReturnedBy(set.Arguments[1].Value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum && IsOf(sum, column) ? column.Property : null)
        .FirstOrDefault(column => column is not null);

    private static IOperation? ReturnedBy(IOperation lambda) => lambda.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault()?.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue?.Unwrap();

    private static bool IsPost(IMethodSymbol method) =>
        method.Name is "PostAsync" or "PostAsJsonAsync" && (method.ContainingType.Is("System.Net.Http.HttpClient") || method.ContainingType.Is("System.Net.Http.Json.HttpClientJsonExtensions"));

    /// <summary>A method of the same team that has no code in this project, by the name that begins its namespaces.</summary>
    private bool IsElsewhere(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        return call.SemanticModel is { } model
            && method is { MethodKind: MethodKind.Ordinary, IsStatic: false, ContainingType: { } type }
            && (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, model.Compilation.Assembly) ? type.TypeKind == TypeKind.Interface : type.OutermostNamespace() is { Length: > 0 } team && team == model.Compilation.AssemblyName?.Split('.')[0])
            && NameWords.Of(method.Name).FirstOrDefault() is { } verb && Doing.Contains(verb)
            && !type.IsOrInherits("System.Collections.IEnumerable") && !GivesTool(method)
            && !code.IsHere(call, cancellationToken);
    }

    /// <summary>What is made is there to work with, and thrown away afterwards: <c>contexts.CreateContext()</c>.</summary>
    private static bool GivesTool(IMethodSymbol method)
    {
        var given = method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } ? results[0] : method.ReturnType;
        return method.ContainingType.Name.EndsWith("Factory", StringComparison.Ordinal) || !given.Is("System.Threading.Tasks.Task") && (given.IsOrInherits("System.IDisposable") || given.IsOrInherits("System.IAsyncDisposable"));
    }

    private bool IsNumberOfEntity(IPropertyReferenceOperation target, CancellationToken cancellationToken) =>
        target.Property.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double && !IsNew(target.Instance) && entities.IsEntity(target.Property.ContainingType, cancellationToken);

    /// <summary>A sum that begins with a new object begins at nothing.</summary>
    private static bool IsNew(IOperation? instance) => instance?.Unwrap() is ILocalReferenceOperation local && Origins.InitialValue(local)?.Unwrap() is IObjectCreationOperation;

    private static bool IsOf(IBinaryOperation sum, IPropertyReferenceOperation changed) =>
        sum.LeftOperand.Unwrap() is IPropertyReferenceOperation old && SymbolEqualityComparer.Default.Equals(old.Property, changed.Property);
}
