using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Queries;

internal sealed partial class QueryWalk
{
    private QueryOrigins Call(IInvocationOperation call, Frame? frame)
    {
        var operation = QueryOperators.Of(call);
        var method = call.TargetMethod;
        if (operation == QueryOperator.None)
        {
            if (call.Receiver() is { } same && (IsSameValue(method) || method is { Name: "AsQueryable" or "AsAsyncEnumerable", IsStatic: false }))
                return Read(same, frame);
            if (method.Name is "Find" or "FindAsync" && EfCommands.Of(call) is not null)
                return Found(call, frame);
            return method.Name == "FromResult" && call.Arguments.Length == 1 ? Read(call.Arguments[0].Value, frame) : Inside(call, frame);
        }

        if (operation == QueryOperator.Reduce || call.Receiver() is not { } source)
            return QueryOrigins.Unknown;
        if (operation == QueryOperator.Project && QueryOperators.IsInMemory(call) && Selected(call) is { IsEmpty: false } selected)
            return Alternatives(selected, frame);
        var origins = Read(source, frame);
        if (operation == QueryOperator.Combine && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1) is { } second)
            origins = origins.Join(Read(second.Value, frame));
        return origins.Select(chain => Apply(chain, call, operation));
    }

    /// <summary>What a list is turned into element by element: <c>customers.SelectMany(c => c.Orders)</c>.</summary>
    private static ImmutableArray<IOperation> Selected(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Select" or "SelectMany", Parameters.Length: 2 } && call.Arguments.LastOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body: var body }
            ? body.Executed().OfType<IReturnOperation>().Select(exit => exit.ReturnedValue).OfType<IOperation>().ToImmutableArray()
            : ImmutableArray<IOperation>.Empty;

    private QueryChain? Apply(QueryChain chain, IInvocationOperation call, QueryOperator operation)
    {
        // In memory nothing is said about the query any more.
        if (QueryOperators.IsInMemory(call))
        {
            if (operation == QueryOperator.Project || QueryOperators.HasResultSelector(call))
                return null;
            return chain.Terminal is null && operation == QueryOperator.Materialize ? chain with { Terminal = call } : chain;
        }

        chain = chain with { Steps = chain.Steps.Add(new(call)), Order = QueryOperators.OrderBehind(call, chain.Order) };
        return operation switch
        {
            QueryOperator.Project => IsIdentity(call) ? chain : chain with { Projection = chain.Projection ?? call },
            QueryOperator.Materialize when QueryOperators.HasResultSelector(call) || call.TargetMethod.Name is "GroupBy" => chain with { Projection = chain.Projection ?? call },
            QueryOperator.Materialize => chain with { Terminal = chain.Terminal ?? call },
            QueryOperator.Sql => chain with { Kind = QueryRoot.Sql },
            QueryOperator.Tracking => chain with
            {
                Tracking = call.TargetMethod.Name switch
                {
                    "AsNoTracking" => Tracking.NotTracked,
                    "AsNoTrackingWithIdentityResolution" => Tracking.NotTrackedButIdentified,
                    _ when call.Arguments.Any(argument => argument.Parameter?.Ordinal > 0) => Tracking.Mixed,
                    _ => Tracking.Tracked,
                },
            },
            QueryOperator.Splitting => chain with { Splitting = call.TargetMethod.Name == "AsSplitQuery" ? Splitting.Split : Splitting.Single },
            QueryOperator.Include or QueryOperator.ThenInclude => Included(chain, call),
            _ => chain,
        };
    }

    private QueryChain Included(QueryChain chain, IInvocationOperation call)
    {
        if (IncludeReader.PathOf(call, facts.Names, cancellationToken) is not { } path)
            return chain with { HasUnreadInclude = true };
        if (call.TargetMethod.Name == "ThenInclude")
        {
            if (chain.Includes.IsEmpty)
                return chain with { HasUnreadInclude = true };
            path = chain.Includes[chain.Includes.Length - 1].Path.AddRange(path);
        }

        return chain with { Includes = chain.Includes.Add(new(path, call)) };
    }

    /// <summary><c>Find(id)</c> is a query of its own, and gives what is tracked already if it can.</summary>
    private QueryOrigins Found(IInvocationOperation call, Frame? frame)
    {
        if (call.Instance is { } set && Read(set, frame) is { Chains.IsEmpty: false } origins)
            return origins.Select(chain => chain with { Terminal = call, Steps = chain.Steps.Add(new(call)) });
        return call.TargetMethod.TypeArguments.FirstOrDefault() is { } entity
            ? QueryOrigins.Of(new(QueryRoot.Set, call, entity) { Terminal = call, Steps = ImmutableArray.Create(new QueryStep(call)), Tracking = Tracking.Tracked })
            : QueryOrigins.Unknown;
    }

    /// <summary><c>from o in orders select o</c></summary>
    private static bool IsIdentity(IInvocationOperation call) =>
        call.TargetMethod.Name == "Select" && call.Arguments.LastOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body }
        && body[0] is IReturnOperation { ReturnedValue: { } value } && value.Unwrap() is IParameterReferenceOperation;

    private static bool IsSameValue(IMethodSymbol method) =>
        method.Name is "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" or "WaitAsync" or "AsReadOnly" or "GetValueOrDefault" or "WithCancellation"
        && method.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) is true;

    /// <summary>What a method of this compilation returns: of a dispatched one, what any of those returns that may run.</summary>
    private QueryOrigins Inside(IInvocationOperation call, Frame? frame)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (frame?.Depth >= MostFrames || call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
            return QueryOrigins.Unknown;
        var targets = new List<IMethodSymbol>();
        if (!method.IsAbstract)
            targets.Add(method);
        if (Implementations.IsDispatched(method))
            targets.AddRange(facts.Implementations.Of(method, cancellationToken));
        return QueryOrigins.JoinAll(targets.Select(target => Returned(call, target, frame)));
    }

    private QueryOrigins Returned(IInvocationOperation call, IMethodSymbol target, Frame? frame)
    {
        var returned = MethodBodies.ReturnsOf(target, facts.Names, cancellationToken);
        if (returned.IsEmpty)
            return QueryOrigins.Unknown;
        var inner = new Frame(call, target, frame);
        return Alternatives(returned, inner).Select(chain => Instantiated(chain, call, target));
    }

    /// <summary>In a generic method or repository the entity is a type parameter, which the call says.</summary>
    private static QueryChain? Instantiated(QueryChain chain, IInvocationOperation call, IMethodSymbol target)
    {
        if (chain.Entity is not ITypeParameterSymbol parameter)
            return chain;
        var given = parameter.TypeParameterKind == TypeParameterKind.Method ? call.TargetMethod.TypeArguments : TypeArgumentsOf(call, target);
        return parameter.Ordinal < given.Length && given[parameter.Ordinal] is { } entity && !SymbolEqualityComparer.Default.Equals(entity, parameter) ? chain with { Entity = entity } : null;
    }

    /// <summary>Of the class that declares the code, as seen from the receiver; of an interface when both have as many.</summary>
    private static ImmutableArray<ITypeSymbol> TypeArgumentsOf(IInvocationOperation call, IMethodSymbol target)
    {
        for (var type = call.Instance?.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, target.ContainingType.OriginalDefinition))
                return type.TypeArguments;
        }

        var called = call.TargetMethod.ContainingType;
        return called.TypeArguments.Length == target.ContainingType.TypeParameters.Length ? called.TypeArguments : ImmutableArray<ITypeSymbol>.Empty;
    }
}
