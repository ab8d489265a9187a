namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What is declared about an endpoint: by attributes on it, its type, base types and assembly, and by the calls that map it.</summary>
internal sealed class EndpointMetadata(ImmutableArray<AttributeData> attributes, ImmutableArray<IInvocationOperation> calls, bool isComplete)
{
    public ImmutableArray<AttributeData> Attributes { get; } = attributes;

    /// <summary>The calls on the mapping and its groups, and those inside methods of this compilation that are called there.</summary>
    public ImmutableArray<IInvocationOperation> Conventions { get; } = calls;

    /// <summary>Whether all that is said about the endpoint can be seen here.</summary>
    public bool IsComplete { get; } = isComplete;

    /// <summary>Metadata is found by its interface or base class, as the framework finds it.</summary>
    public bool Has(string type) =>
        Attributes.Any(attribute => attribute.AttributeClass.IsOrInherits(type))
        || Conventions.Any(call => call.TargetMethod.Name == "WithMetadata" && call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).Any(value => value is IObjectCreationOperation && value.Type.IsOrInherits(type)));

    public bool Calls(params string[] conventions) => Conventions.Any(call => conventions.Contains(call.TargetMethod.Name));

    /// <summary>The types of filters: attributes that filter, and what AddEndpointFilter adds.</summary>
    public IEnumerable<ITypeSymbol> Filters =>
        Attributes.Where(attribute => attribute.AttributeClass.IsOrInherits("Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata")).SelectMany(FilterTypes)
            .Concat(Conventions.Where(call => call.TargetMethod.Name is "AddEndpointFilter" or "AddEndpointFilterFactory").SelectMany(call => call.TargetMethod.TypeArguments));

    /// <summary><c>[ServiceFilter(typeof(Idempotent))]</c> and <c>[TypeFilter]</c> name the filter; others are it.</summary>
    private static IEnumerable<ITypeSymbol> FilterTypes(AttributeData attribute) => attribute.ConstructorArguments
        .Where(argument => argument.Kind == TypedConstantKind.Type)
        .Select(argument => argument.Value)
        .OfType<ITypeSymbol>()
        .Concat(attribute.AttributeClass is { } type ? type.TypeArguments.Prepend(type) : Enumerable.Empty<ITypeSymbol>());
}
