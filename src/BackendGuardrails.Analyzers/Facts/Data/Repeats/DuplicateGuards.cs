namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>Would a second row be noticed: by a look for the first one, or by an index that refuses it?</summary>
internal sealed class DuplicateGuards(ReachedCode code)
{
    private static readonly string[] Looks = ["Any", "First", "Single", "Find", "Exists", "Contains", "Load", "ExecuteDelete"];

    private static readonly string[] Refusals = ["Microsoft.EntityFrameworkCore.DbUpdateException", "System.Data.Entity.Infrastructure.DbUpdateException", "System.Data.Common.DbException", "MongoDB.Driver.MongoWriteException"];

    /// <summary>Whether the function, or what it calls, looks for a row of the entity, handles one that is refused, or takes the key of the new row from outside.</summary>
    public bool Guards(IMethodSymbol function, ITypeSymbol? entity, CancellationToken cancellationToken) =>
        code.Operations(function, cancellationToken).Any(reached => reached.Operation switch
        {
            ITryOperation attempt => attempt.Catches.Any(Handles),
            IInvocationOperation call => entity is not null && LooksFor(call, entity),
            IObjectCreationOperation creation => entity is not null && SymbolEqualityComparer.Default.Equals(creation.Type, entity) && HasKeyFromOutside(creation),
            _ => false,
        });

    /// <summary>An exception of the database that the code does more with than to let it pass on.</summary>
    private static bool Handles(ICatchClauseOperation clause) =>
        Refusals.Any(type => clause.ExceptionType.IsOrInherits(type)) || clause.ExceptionType.Name.IndexOf("Unique", StringComparison.Ordinal) >= 0 || clause.ExceptionType.Name.IndexOf("Duplicate", StringComparison.Ordinal) >= 0;

    private static bool LooksFor(IInvocationOperation call, ITypeSymbol entity) =>
        Looks.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)) && call.Receiver()?.Unwrap().Type is { } receiver && IsOf(receiver, entity);

    private static bool IsOf(ITypeSymbol source, ITypeSymbol entity) =>
        (ProviderQueries.IsQueryType(source) || source.IsOrInherits("MongoDB.Driver.IMongoCollection`1") || source.Name.EndsWith("Repository", StringComparison.Ordinal))
        && source is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, entity));

    /// <summary><c>new Order { Id = request.Id }</c>, <c>new Order(request.Id)</c>: the second row has the key of the first one.</summary>
    private static bool HasKeyFromOutside(IObjectCreationOperation creation) =>
        creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Any(set => set.Target is IPropertyReferenceOperation { Property.Name: "Id" } && IsGiven(set.Value)) == true
        || creation.Arguments.Any(argument => argument.Parameter?.Name == "id" && IsGiven(argument.Value));

    private static bool IsGiven(IOperation value) => value.Unwrap() switch
    {
        IParameterReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } instance } => IsGiven(instance),
        ILocalReferenceOperation local => Origins.InitialValue(local) is { } initial ? IsGiven(initial) : DeconstructedInto(local) is { } whole && IsGiven(whole),
        _ => false,
    };

    /// <summary><c>var (id, number) = message;</c></summary>
    private static IOperation? DeconstructedInto(ILocalReferenceOperation local) => local.MemberBody().Descendants().OfType<IDeconstructionAssignmentOperation>()
        .FirstOrDefault(taken => taken.Target.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local.Local)))?.Value;
}
