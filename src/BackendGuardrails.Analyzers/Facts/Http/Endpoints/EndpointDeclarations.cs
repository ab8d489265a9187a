using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Collects the metadata of endpoints.</summary>
internal sealed class EndpointDeclarations(Compilation compilation, MappingConventions conventions, Implementations implementations, SourceNames names)
{
    private const int MostDepth = 3;

    private readonly ConcurrentDictionary<IMethodSymbol, EndpointMetadata> _known = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<IMethodSymbol, string?> _route = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ImmutableArray<string>>> _routes = new(SymbolEqualityComparer.Default);

    public EndpointMetadata Of(Endpoint endpoint, CancellationToken cancellationToken) =>
        _known.TryGetValue(endpoint.Function, out var known) ? known : _known.GetOrAdd(endpoint.Function, Read(endpoint, cancellationToken));

    /// <summary>The route with the prefixes of its groups, or what the attributes say; null when it is not known.</summary>
    public string? RouteOf(Endpoint endpoint, CancellationToken cancellationToken) =>
        _route.TryGetValue(endpoint.Function, out var known) ? known : _route.GetOrAdd(endpoint.Function, ReadRoute(endpoint, cancellationToken));

    private string? ReadRoute(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind == EndpointKind.Action)
            return RoutesOf(endpoint, cancellationToken).FirstOrDefault(routes => !routes.IsEmpty) is { IsDefault: false } routes ? routes[0] : Controllers.RouteOf(endpoint.Function);
        if (endpoint.Mappings.IsEmpty)
            return null;
        var prefixes = conventions.Of(endpoint.Mappings[0], cancellationToken).Prefixes;
        return string.Join("/", prefixes.Append(Mappings.PatternOf(endpoint.Mappings[0])).OfType<string>().Select(part => part.Trim('/')).Where(part => part.Length > 0));
    }

    /// <summary>The routes of an endpoint, for each controller that has it: an action of a base class is one of those that derive from it.</summary>
    public IEnumerable<ImmutableArray<string>> RoutesOf(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind != EndpointKind.Action)
            return RouteOf(endpoint, cancellationToken) is { } route ? new[] { ImmutableArray.Create(route) } : Enumerable.Empty<ImmutableArray<string>>();
        return _routes.TryGetValue(endpoint.Function, out var known) ? known : _routes.GetOrAdd(endpoint.Function, ReadRoutes(endpoint, cancellationToken).ToImmutableArray());
    }

    private IEnumerable<ImmutableArray<string>> ReadRoutes(Endpoint endpoint, CancellationToken cancellationToken) =>
        ControllersOf(endpoint, cancellationToken).Select(one => Controllers.RoutesOf(endpoint.Function, one).ToImmutableArray());

    /// <summary>What an action of a base class is called by in those that derive from it.</summary>
    public IEnumerable<string> InheritedRoutesOf(Endpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Kind == EndpointKind.Action && Controllers.IsBase(endpoint.Function.ContainingType)
            ? ControllersOf(endpoint, cancellationToken).SelectMany(one => Controllers.RoutesOf(endpoint.Function, one).DefaultIfEmpty($"{one.Name}/{endpoint.Function.Name}"))
            : Enumerable.Empty<string>();

    /// <summary>Those that have the action: its own, or the ones that derive from it.</summary>
    private IEnumerable<INamedTypeSymbol> ControllersOf(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var type = endpoint.Function.ContainingType;
        return Controllers.IsBase(type) ? implementations.DerivedFrom(type, cancellationToken).Where(derived => !Controllers.IsBase(derived)) : new[] { type };
    }

    /// <summary>Such as POST; empty for every verb. An endpoint remembers its own.</summary>
    public static ImmutableArray<string> VerbsOf(Endpoint endpoint) => endpoint.Kind switch
    {
        EndpointKind.Action => Controllers.VerbsOf(endpoint.Function),
        EndpointKind.PageHandler => ImmutableArray.Create(Controllers.PageVerb(endpoint.Function.Name)!),
        EndpointKind.FastEndpoint => FastEndpoints.VerbsOf(endpoint.Function),
        _ => endpoint.Mappings.SelectMany(mapping => Mappings.VerbsOf(mapping)).Distinct().ToImmutableArray(),
    };

    private EndpointMetadata Read(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var said = endpoint.Mappings.Select(mapping => conventions.Of(mapping, cancellationToken)).ToList();
        var calls = said.SelectMany(one => one.Calls).SelectMany(call => Within(call, MostDepth, cancellationToken)).Concat(FastEndpoints.ConfigurationOf(endpoint, names, cancellationToken)).ToImmutableArray();
        return new(AttributesOf(endpoint, cancellationToken).ToImmutableArray(), calls, said.All(one => one.IsComplete));
    }

    private IEnumerable<AttributeData> AttributesOf(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var symbols = Controllers.Definitions(endpoint.Function).Cast<ISymbol>();
        if (endpoint.IsMember)
        {
            var type = endpoint.Function.ContainingType;
            // What a base class leaves open, those that derive from it say.
            var types = Controllers.IsBase(type) ? implementations.DerivedFrom(type, cancellationToken).Prepend(type) : new[] { type };
            symbols = symbols.Concat(types.SelectMany(Controllers.Lineage)).Append(compilation.Assembly);
        }

        return symbols.Distinct(SymbolEqualityComparer.Default).SelectMany(symbol => symbol!.GetAttributes());
    }

    /// <summary>The call, and what a method of this compilation calls in turn: <c>orders.WithOurPolicies()</c>.</summary>
    private IEnumerable<IInvocationOperation> Within(IInvocationOperation call, int depth, CancellationToken cancellationToken)
    {
        yield return call;
        if (depth == 0 || call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal) || Bodies.CodeOf((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, names, cancellationToken) is not { } body)
            yield break;
        foreach (var inner in body.Descendants().OfType<IInvocationOperation>().SelectMany(one => Within(one, depth - 1, cancellationToken)))
            yield return inner;
    }
}
