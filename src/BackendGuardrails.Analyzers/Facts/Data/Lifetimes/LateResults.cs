using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Lifetimes;

/// <summary>Which queries that have not run, and tasks that are not done, leave a <c>using</c> of the context they need?</summary>
internal sealed class LateResults(HeldContexts held)
{
    private static readonly string[] Scopes = ["Microsoft.Extensions.DependencyInjection.IServiceScope", "Microsoft.Extensions.DependencyInjection.AsyncServiceScope"];

    /// <summary>In what the statement returns.</summary>
    public IEnumerable<LateResult> Of(IReturnOperation result, CancellationToken cancellationToken)
    {
        if (result is not { Kind: OperationKind.Return, ReturnedValue: { } returned } || Escaping(returned).Where(value => MayBeQuery(value) || value.Type is { } type && AsyncPlaces.IsTask(type)).ToList() is not { Count: > 0 } values)
            return Enumerable.Empty<LateResult>();
        var owned = OwnedAround(result, cancellationToken);
        if (owned.Count == 0)
            return Enumerable.Empty<LateResult>();
        var isAsync = AsyncPlaces.FunctionOf(result, cancellationToken)?.IsAsync == true;
        return values.Select(value => At(value, result, owned, isAsync)).OfType<LateResult>();
    }

    /// <summary>The contexts and scopes that are disposed of when the function is left here, and what comes from the scopes; each with the variable that is disposed of.</summary>
    private Dictionary<ILocalSymbol, ILocalSymbol> OwnedAround(IOperation result, CancellationToken cancellationToken)
    {
        var owned = new Dictionary<ILocalSymbol, ILocalSymbol>(SymbolEqualityComparer.Default);
        var before = new List<IOperation>();
        var child = result;
        foreach (var outer in result.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)))
        {
            var inner = child;
            if (outer is IBlockOperation block)
                before.AddRange(block.Operations.TakeWhile(statement => statement != inner));
            if (outer is IUsingOperation)
                before.Add(outer);
            child = outer;
        }

        foreach (var resource in before.SelectMany(LocalsOf).Where(local => EfCommands.IsContext(local.Type) || Scopes.Any(scope => local.Type.Is(scope))))
            owned[resource] = resource;
        if (owned.Count == 0)
            return owned;
        foreach (var declared in before.Where(statement => statement is IVariableDeclarationGroupOperation).SelectMany(statement => statement.Executed()).OfType<IVariableDeclaratorOperation>())
        {
            if (declared.GetVariableInitializer()?.Value is { } value && ResolvedFrom(value, owned, cancellationToken) is { } scope)
                owned[declared.Symbol] = scope;
        }

        return owned;
    }

    private LateResult? At(IOperation value, IReturnOperation result, Dictionary<ILocalSymbol, ILocalSymbol> owned, bool isAsync)
    {
        if (value.Type is null or IErrorTypeSymbol)
            return null;
        if (AsyncPlaces.IsTask(value.Type))
            return !isAsync && Starts(value) is { } call && OwnerOfTask(call, owned) is { } running ? new(LateKind.Task, value, result, running) : null;
        // A set has AsAsyncEnumerable itself.
        var query = value is IInvocationOperation { TargetMethod.Name: "AsAsyncEnumerable" or "AsQueryable", Instance: { } set } ? set : value;
        if (!ProviderQueries.IsQuery(query) || IsFilledOtherwise(value))
            return null;
        return OwnerOf(query, owned) is { } owner ? new(LateKind.Query, value, result, owner) : null;
    }

    /// <summary>The values that are returned: arms of conditions, parts of an answer, members of an object that is made for it.</summary>
    private static IEnumerable<IOperation> Escaping(IOperation returned) => Functions.Alternatives(returned).SelectMany(value => value switch
    {
        IInvocationOperation call when RequestCode.IsAnswer(call) || call.TargetMethod is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } => call.Arguments.SelectMany(argument => Functions.Alternatives(argument.Value)).Where(MayBeQuery),
        IObjectCreationOperation creation => Members(creation.Initializer).Concat(creation.Type is { IsRecord: true } ? creation.Arguments.Select(argument => argument.Value.Unwrap()) : Enumerable.Empty<IOperation>()).Where(MayBeQuery),
        IAnonymousObjectCreationOperation creation => creation.Initializers.OfType<ISimpleAssignmentOperation>().Select(member => member.Value.Unwrap()).Where(MayBeQuery),
        _ => new[] { value },
    });

    private static bool MayBeQuery(IOperation value) => value.Type is { } type && MayBeQuery(type);

    private static IEnumerable<IOperation> Members(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(member => member.Value.Unwrap()) ?? Enumerable.Empty<IOperation>();

    private static bool MayBeQuery(ITypeSymbol type) => ProviderQueries.IsQueryType(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || type.Is("System.Collections.Generic.IAsyncEnumerable`1");

    /// <summary>The call that started the task, also through a local; null for what is finished when it is returned.</summary>
    private static IInvocationOperation? Starts(IOperation value) => Origins.InitialValueOrSelf(value) as IInvocationOperation;

    private static ILocalSymbol? OwnerOfTask(IInvocationOperation call, Dictionary<ILocalSymbol, ILocalSymbol> owned)
    {
        if (call.TargetMethod.ContainingType.Name is "Task" or "ValueTask" && AsyncPlaces.IsTask(call.TargetMethod.ContainingType))
        {
            return call.TargetMethod.Name is not ("WhenAll" or "WhenAny") ? null : call.Arguments.SelectMany(argument => argument.Value.Descendants()).OfType<IInvocationOperation>()
                .Where(task => task.Type is { } type && AsyncPlaces.IsTask(type)).Select(task => OwnerOfTask(task, owned)).FirstOrDefault(owner => owner is not null);
        }

        if (call.TargetMethod.Name is "ContinueWith" or "AsTask" && call.Receiver()?.Unwrap() is IInvocationOperation first)
            return OwnerOfTask(first, owned);
        if (call.Receiver() is { } receiver && (OwnerOf(receiver, owned) ?? Local(receiver, owned)) is { } owner)
            return owner;
        return call.Arguments.Select(argument => Local(argument.Value, owned)).FirstOrDefault(one => one is not null);
    }

    /// <summary>The owner of the context that a query is asked of, or that is handed to the function which makes it.</summary>
    private static ILocalSymbol? OwnerOf(IOperation query, Dictionary<ILocalSymbol, ILocalSymbol> owned)
    {
        if (EfCommands.ContextOf(query) is { } context)
            return Local(context, owned);
        return Origins.InitialValueOrSelf(query) is IInvocationOperation call && ProviderQueries.IsQueryType(call.Type) ? call.Arguments.Select(argument => Local(argument.Value, owned)).FirstOrDefault(one => one is not null) : null;
    }

    private static ILocalSymbol? Local(IOperation value, Dictionary<ILocalSymbol, ILocalSymbol> owned) =>
        value.Unwrap() is ILocalReferenceOperation { Local: var local } && owned.TryGetValue(local, out var owner) && !Scopes.Any(scope => local.Type.Is(scope)) ? owner : null;

    /// <summary>A local that was a query may be a list by now.</summary>
    private static bool IsFilledOtherwise(IOperation value) =>
        value is ILocalReferenceOperation { Local: var local } && !ProviderQueries.IsQueryType(local.Type)
        && value.MemberBody().Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment => assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local));

    /// <summary><c>scope.ServiceProvider.GetRequiredService&lt;Shop>()</c>, for a context or what holds one.</summary>
    private ILocalSymbol? ResolvedFrom(IOperation value, Dictionary<ILocalSymbol, ILocalSymbol> owned, CancellationToken cancellationToken)
    {
        ILocalSymbol? scope = null;
        var asked = ServiceRegistrations.AskedFor(value, provider =>
            Origins.InitialValueOrSelf(provider) is IPropertyReferenceOperation { Property.Name: "ServiceProvider", Instance: ILocalReferenceOperation { Local: var local } } && owned.TryGetValue(local, out scope));
        return asked is not null && (EfCommands.IsContext(asked) || !held.PathFrom(asked, cancellationToken).IsEmpty) ? scope : null;
    }

    private static IEnumerable<ILocalSymbol> LocalsOf(IOperation @using) => @using switch
    {
        IUsingDeclarationOperation declaration => declaration.DeclarationGroup.Declarations.SelectMany(group => group.Declarators).Select(declarator => declarator.Symbol),
        IUsingOperation { Resources: IVariableDeclarationGroupOperation group } => group.Declarations.SelectMany(declaration => declaration.Declarators).Select(declarator => declarator.Symbol),
        IUsingOperation { Resources: { } resource } when resource.Unwrap() is ILocalReferenceOperation local => new[] { local.Local },
        _ => Enumerable.Empty<ILocalSymbol>(),
    };
}
