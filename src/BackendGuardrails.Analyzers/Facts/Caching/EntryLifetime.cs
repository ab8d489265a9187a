namespace BackendGuardrails.Facts.Caching;

/// <summary>May a cache entry end, or be evicted for its size, as far as this code says? What cannot be read counts as yes.</summary>
internal static class EntryLifetime
{
    private const string Entry = "Microsoft.Extensions.Caching.Memory.ICacheEntry";
    private const string EntryExtensions = "Microsoft.Extensions.Caching.Memory.CacheEntryExtensions";

    /// <summary>Whether code that handles an entry, in a local if one is given, may give it an end: itself, or by handing the entry on to code that cannot be read.</summary>
    public static bool MayEnd(IOperation body, ILocalSymbol? entry, SourceNames names, CancellationToken cancellationToken) =>
        Bodies.Reachable(body, TakesEntry, names, cancellationToken).Any(operation => operation switch
        {
            IPropertyReferenceOperation property => property.Instance is { } instance && MayBe(instance, entry) && SaysHowLong(property),
            IInvocationOperation call when call.TargetMethod.IsMemberOf(EntryExtensions) => MayBe(call.Receiver(), entry) && SaysHowLong(call),
            IInvocationOperation call => IsHandedOn(call, names, cancellationToken),
            IObjectCreationOperation creation => creation.Arguments.Any(argument => IsEntry(argument.Value)),
            IReturnOperation { ReturnedValue: { } returned } => IsEntry(returned),
            ISimpleAssignmentOperation { Target: not ILocalReferenceOperation and not IDiscardOperation } assignment => IsEntry(assignment.Value),
            _ => false,
        });

    /// <summary>An options value that is null, or a new object nobody tells anything.</summary>
    public static bool IsEmpty(IOperation options, SourceNames names, CancellationToken cancellationToken)
    {
        var origin = Origins.Of(options, names, cancellationToken);
        if (origin is IDefaultValueOperation || origin.ConstantValue is { HasValue: true, Value: null })
            return true;
        if (origin is not IObjectCreationOperation { Arguments.IsEmpty: true } creation || SaysHowLong(creation.Initializer))
            return false;
        var value = options.Unwrap();
        return value == origin || value is ILocalReferenceOperation local && IsOnlyPassedOn(local);
    }

    /// <summary>The expression that makes the options, where they are made in sight.</summary>
    public static IOperation? CreationOf(IOperation options, SourceNames names, CancellationToken cancellationToken) =>
        Origins.Of(options, names, cancellationToken) as IObjectCreationOperation;

    private static bool SaysHowLong(IObjectOrCollectionInitializerOperation? initializer) => initializer?.Initializers.Any(set => set switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => SaysHowLong(property),
        _ => true,
    }) ?? false;

    private static bool SaysHowLong(IPropertyReferenceOperation property) => property.Property.Name switch
    {
        "AbsoluteExpiration" or "AbsoluteExpirationRelativeToNow" or "SlidingExpiration" or "Size" =>
            property.Parent is IAssignmentOperation assignment && assignment.Target == property,
        "ExpirationTokens" => true,
        "Priority" => property.Parent is ISimpleAssignmentOperation { Value: var priority } && IsNeverRemove(priority),
        _ => false,
    };

    private static bool SaysHowLong(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "SetAbsoluteExpiration" or "SetSlidingExpiration" or "AddExpirationToken" or "SetOptions" or "SetSize" => true,
        "SetPriority" => call.Arguments.Any(argument => IsNeverRemove(argument.Value)),
        _ => false,
    };

    /// <summary>Whoever says so has thought about the entry's lifetime.</summary>
    private static bool IsNeverRemove(IOperation priority) => priority.Unwrap() is IFieldReferenceOperation { Field.Name: "NeverRemove" };

    private static bool TakesEntry(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.IsOrInherits(Entry));

    private static bool IsHandedOn(IInvocationOperation call, SourceNames names, CancellationToken cancellationToken) =>
        !call.TargetMethod.IsMemberOf(Entry)
        && call.Arguments.Any(argument => IsEntry(argument.Value))
        && Bodies.Of(call.TargetMethod, names, cancellationToken) is null;

    /// <summary>Any expression of that type may be the entry, but for another local.</summary>
    private static bool MayBe(IOperation? value, ILocalSymbol? entry) =>
        value is not null && IsEntry(value) && !(entry is not null && value.Unwrap() is ILocalReferenceOperation local && !SymbolEqualityComparer.Default.Equals(local.Local, entry));

    private static bool IsEntry(IOperation value) => value.Unwrap().Type.IsOrInherits(Entry);

    private static bool IsOnlyPassedOn(ILocalReferenceOperation local) => VariableUses.Of(local.Local, local)
        .All(use => use.Parent is IArgumentOperation { Parent: IInvocationOperation call } && CacheWrite.At(call) is not null);
}
