namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Where can a fix say something about an endpoint: with an attribute on the function or the class, or with a call on the mapping of a lambda?</summary>
internal static class EndpointMark
{
    /// <summary>The property with the place.</summary>
    public const string Place = "Place";
    public const string OnFunction = "Function";
    public const string OnClass = "Class";
    public const string OnMapping = "Mapping";

    /// <summary>The property with the namespace of what is written there, where it is not imported yet.</summary>
    public const string Import = "Import";

    private const string Builder = "Microsoft.AspNetCore.Builder";

    /// <summary>Empty where there is no such place.</summary>
    /// <param name="attribute">The attribute, by its full name.</param>
    /// <param name="extensions">The class with the extension method, in the namespace of builders.</param>
    public static ImmutableDictionary<string, string?> Of(Endpoint endpoint, string attribute, string extensions)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        var isLambda = endpoint.Function.MethodKind == MethodKind.AnonymousFunction;
        if (isLambda && (endpoint.Mappings.Length > 1 || !endpoint.Mappings[0].Type.IsOrInherits("Microsoft.AspNetCore.Builder.IEndpointConventionBuilder")))
            return properties;
        var written = isLambda ? $"{Builder}.{extensions}" : attribute;
        properties = properties.Add(Place, isLambda ? OnMapping : endpoint.Kind == EndpointKind.PageHandler ? OnClass : OnFunction);
        var at = isLambda ? endpoint.Mappings[0] : endpoint.Body;
        var dot = written.LastIndexOf('.');
        var isImported = at.SemanticModel!.LookupNamespacesAndTypes(at.Syntax.SpanStart, name: written.Substring(dot + 1)).OfType<INamedTypeSymbol>().Any(type => type.Is(written));
        return isImported ? properties : properties.Add(Import, written.Substring(0, dot));
    }
}
