using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Where a parameter of an endpoint gets its value from.</summary>
internal enum BindingSource
{
    Route,
    Query,
    Header,
    Body,
    Form,

    /// <summary>The container of services.</summary>
    Services,

    /// <summary>The framework itself: the context, the user, a token of cancellation.</summary>
    Request,

    /// <summary>Each property of the type is bound by itself.</summary>
    Members,

    /// <summary>A binder of the team's own decides.</summary>
    Custom,

    Unknown,
}

/// <summary>From which part of the request is a parameter bound? By its attributes, by interface; else as the framework infers it.</summary>
internal sealed class Bindings(EndpointDeclarations declarations)
{
    private const string Metadata = "Microsoft.AspNetCore.Http.Metadata.";

    private static readonly (string Type, BindingSource Source)[] Marks =
    [
        (Metadata + "IFromBodyMetadata", BindingSource.Body), (Metadata + "IFromFormMetadata", BindingSource.Form), (Metadata + "IFromQueryMetadata", BindingSource.Query),
        (Metadata + "IFromRouteMetadata", BindingSource.Route), (Metadata + "IFromHeaderMetadata", BindingSource.Header), (Metadata + "IFromServiceMetadata", BindingSource.Services),
        ("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute", BindingSource.Services), ("Microsoft.AspNetCore.Http.AsParametersAttribute", BindingSource.Members),
        ("Microsoft.AspNetCore.Mvc.ModelBinding.IBindingSourceMetadata", BindingSource.Custom), ("Microsoft.AspNetCore.Mvc.ModelBinding.IModelNameProvider", BindingSource.Custom),
    ];

    private static readonly string[] OfTheRequest =
    [
        "Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Http.HttpRequest", "Microsoft.AspNetCore.Http.HttpResponse", "System.Threading.CancellationToken", "System.Security.Claims.ClaimsPrincipal",
    ];

    private static readonly string[] Uploads = ["Microsoft.AspNetCore.Http.IFormFile", "Microsoft.AspNetCore.Http.IFormFileCollection", "Microsoft.AspNetCore.Http.IFormCollection"];

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IParameterSymbol>> _sent = new(SymbolEqualityComparer.Default);

    public BindingSource Of(IParameterSymbol parameter, Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (parameter.GetAttributes() is { IsEmpty: false } attributes)
        {
            foreach (var (type, source) in Marks)
            {
                if (attributes.Any(attribute => attribute.AttributeClass.IsOrInherits(type)))
                    return source;
            }
        }

        if (OfTheRequest.Any(type => parameter.Type.IsOrInherits(type)))
            return BindingSource.Request;
        if (Uploads.Any(type => parameter.Type.IsOrInherits(type)))
            return BindingSource.Form;
        if (IsInRoute(parameter.Name, declarations.RouteOf(endpoint, cancellationToken)))
            return BindingSource.Route;
        return endpoint.Kind switch
        {
            EndpointKind.Mapped => OfMapped(parameter.Type, endpoint),
            EndpointKind.FastEndpoint => parameter.Ordinal == 0 ? BindingSource.Body : BindingSource.Unknown,
            _ => IsSimple(parameter.Type) ? BindingSource.Query : OfAction(parameter.Type, endpoint, cancellationToken),
        };
    }

    /// <summary>What is sent in the body or as a form.</summary>
    public ImmutableArray<IParameterSymbol> SentIn(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Function.Parameters.IsEmpty)
            return ImmutableArray<IParameterSymbol>.Empty;
        return _sent.TryGetValue(endpoint.Function, out var known) ? known : _sent.GetOrAdd(
            endpoint.Function, endpoint.Function.Parameters.Where(parameter => Of(parameter, endpoint, cancellationToken) is BindingSource.Body or BindingSource.Form).ToImmutableArray());
    }

    /// <summary>What is read from text by itself: numbers, texts, dates, enumerations, and lists of them.</summary>
    public static bool IsSimple(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return IsSimple(nullable.TypeArguments[0]);
        if (type is IArrayTypeSymbol array)
            return array.ElementType.SpecialType != SpecialType.System_Byte && IsSimple(array.ElementType);
        return type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String or SpecialType.System_DateTime
            || type.TypeKind == TypeKind.Enum
            || type.GetMembers("TryParse").OfType<IMethodSymbol>().Any(method => method.IsStatic && method.Parameters.Length >= 2)
            || type.Is("System.Uri");
    }

    private static BindingSource OfMapped(ITypeSymbol type, Endpoint endpoint)
    {
        if (IsSimple(type))
            return BindingSource.Query;
        if (type.GetMembers("BindAsync").OfType<IMethodSymbol>().Any(method => method.IsStatic) || type.AllInterfaces.Any(implemented => implemented.Is("Microsoft.AspNetCore.Http.IBindableFromHttpContext`1")))
            return BindingSource.Custom;
        if (type.IsOrInherits("System.IO.Stream") || type.IsOrInherits("System.IO.Pipelines.PipeReader"))
            return BindingSource.Body;
        var verbs = endpoint.Verbs;
        return IsData(type) && !(verbs.Length > 0 && verbs.All(verb => verb is "GET" or "HEAD" or "DELETE" or "OPTIONS")) ? BindingSource.Body : BindingSource.Services;
    }

    private BindingSource OfAction(ITypeSymbol type, Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (type.TypeKind == TypeKind.Interface && !IsList(type))
            return BindingSource.Services;
        // Pages, and controllers that are no APIs, bind members from the form, the route and the query.
        return endpoint.Kind == EndpointKind.Action && declarations.Of(endpoint, cancellationToken).Has(Controllers.ApiController)
            ? IsData(type) ? BindingSource.Body : BindingSource.Services
            : BindingSource.Form;
    }

    /// <summary>Whether the type carries values, as records and classes with settable properties do; services have work to do and others to work with.</summary>
    private static bool IsData(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol || IsList(type) || type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic || type.SpecialType == SpecialType.System_Object)
            return true;
        if (type is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Class or TypeKind.Struct) || named.IsAbstract && named.GetAttributes().IsEmpty)
            return false;
        return named.IsRecord || named.OutermostNamespace() is "System" || Controllers.Lineage(named).Any(one => one.GetMembers().OfType<IPropertySymbol>().Any(property => property is { IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public } && !property.Type.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1")));
    }

    private static bool IsList(ITypeSymbol type) => type.SpecialType != SpecialType.System_String && type.IsOrInherits("System.Collections.IEnumerable");

    /// <summary><c>{id}</c>, <c>{id:int}</c>, <c>{id?}</c>, <c>{*path}</c></summary>
    private static bool IsInRoute(string name, string? route)
    {
        for (var start = route?.IndexOf('{') ?? -1; start >= 0; start = route!.IndexOf('{', start + 1))
        {
            var end = route!.IndexOfAny(new[] { '}', ':', '?', '=' }, start);
            if (end > start && string.Equals(route.Substring(start + 1, end - start - 1).TrimStart('*'), name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
