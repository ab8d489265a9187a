namespace BackendGuardrails.Facts.Keys;

/// <summary>An expression that has the same value whenever the same thing is done again.</summary>
internal sealed record StableId(string Text, ITypeSymbol Type);

/// <summary>Which id in scope names the one thing that is done here, such as the order that is paid? That of a customer names more than that.</summary>
internal static class StableIds
{
    /// <summary>What is done once: two of the same id are the same.</summary>
    private static readonly ImmutableHashSet<string> Operations = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "bill", "booking", "charge", "checkout", "claim", "command", "deposit", "donation", "event", "invoice", "message", "order", "payment", "payout", "purchase", "refund", "request", "reservation", "return", "settlement", "transaction", "transfer", "withdrawal");

    /// <summary>Words behind the one that matters.</summary>
    private static readonly ImmutableHashSet<string> Kinds = ImmutableHashSet.Create(StringComparer.Ordinal, "dto", "entity", "model", "data", "input", "details", "info", "record");

    /// <summary>The best one: a key that came with the request, then the nearest id. Null where there is none.</summary>
    public static StableId? At(IOperation at)
    {
        var symbols = InScope.Symbols(at).Where(symbol => symbol is ILocalSymbol or IParameterSymbol && !IsMade(symbol, at)).ToList();
        return symbols.Select(KeyOf).Concat(symbols.Select(IdOf)).Concat(symbols.Select(IdIn)).OfType<StableId>().FirstOrDefault();
    }

    /// <summary>The id of an element or a message itself; null for one that has none.</summary>
    public static StableId? Of(string text, ITypeSymbol? type) =>
        (PropertyOf(type, "Id") ?? PropertyOf(type, "MessageId") ?? PropertyOf(type, "EventId") ?? (type is null ? null : PropertyOf(type, type.Name + "Id"))) is { } property ? new($"{text}.{property.Name}", property.Type) : null;

    /// <summary>As text, for whoever wants a string.</summary>
    public static string AsText(StableId id) =>
        id.Type.SpecialType == SpecialType.System_String ? id.Text : id.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? $"$\"{{{id.Text}}}\"" : $"{id.Text}.ToString()";

    public static bool IsScalar(ITypeSymbol type) =>
        type.NullableAnnotation != NullableAnnotation.Annotated && (type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_String || type.Is("System.Guid"));

    private static StableId? KeyOf(ISymbol symbol)
    {
        if (InScope.TypeOf(symbol) is not { } type)
            return null;
        if (IsKey(symbol.Name))
            return IsScalar(type) ? new(InScope.Written(symbol), type) : null;
        return Properties(type).FirstOrDefault(property => IsKey(property.Name) && IsScalar(property.Type)) is { } carried ? new($"{InScope.Written(symbol)}.{carried.Name}", carried.Type) : null;
    }

    /// <summary>A key that somebody else has chosen.</summary>
    public static bool IsKey(string name) => name.IndexOf("idempotencyKey", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary><c>orderId</c>, <c>order.Id</c></summary>
    private static StableId? IdOf(ISymbol symbol)
    {
        if (InScope.TypeOf(symbol) is not { } type)
            return null;
        if (IsScalar(type))
            return IsOperationId(symbol.Name) ? new(InScope.Written(symbol), type) : null;
        return IsOperation(type.Name) && PropertyOf(type, "Id") is { } id ? new($"{InScope.Written(symbol)}.Id", id.Type) : null;
    }

    /// <summary><c>command.OrderId</c></summary>
    private static StableId? IdIn(ISymbol symbol) =>
        InScope.TypeOf(symbol) is { } type && !IsScalar(type) && Properties(type).FirstOrDefault(property => IsOperationId(property.Name) && IsScalar(property.Type)) is { } id ? new($"{InScope.Written(symbol)}.{id.Name}", id.Type) : null;

    private static bool IsOperationId(string name) => name.EndsWith("Id", StringComparison.Ordinal) && name.Length > 2 && IsOperation(name.Substring(0, name.Length - 2));

    private static bool IsOperation(string name)
    {
        var words = NameWords.Of(name).Where(word => !Kinds.Contains(word)).ToList();
        return words.Count > 0 && Operations.Contains(words[words.Count - 1]);
    }

    private static IPropertySymbol? PropertyOf(ITypeSymbol? type, string name) => type is null ? null : Properties(type).FirstOrDefault(property => property.Name == name && IsScalar(property.Type));

    private static IEnumerable<IPropertySymbol> Properties(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var property in parameter.ConstraintTypes.SelectMany(Properties))
                yield return property;
        }

        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || type.OutermostNamespace() is "System" or "Microsoft" or "Stripe" or "Adyen" or "PaypalServerSdk")
            yield break;
        foreach (var one in type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Cast<ITypeSymbol>().Prepend(type) : Lineage(type))
        {
            foreach (var property in one.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsStatic: false, IsIndexer: false, GetMethod: not null, DeclaredAccessibility: Accessibility.Public }))
                yield return property;
        }
    }

    private static IEnumerable<ITypeSymbol> Lineage(ITypeSymbol type)
    {
        for (var one = type; one is { SpecialType: SpecialType.None }; one = one.BaseType)
            yield return one;
    }

    /// <summary>A new object has no id yet, or another one each time.</summary>
    private static bool IsMade(ISymbol symbol, IOperation at) =>
        symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax && at.SemanticModel?.GetOperation(syntax) is IVariableDeclaratorOperation declarator
        && (declarator.GetVariableInitializer()?.Value.DescendantsAndSelf().Any(part => part is IObjectCreationOperation || GeneratedValues.IsGenerator(part)) ?? true);
}
