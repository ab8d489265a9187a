using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Can a client ask an endpoint for a part of what it gives: by a parameter, by what is bound, by an attribute, a filter, or a name that is read from the request?</summary>
internal sealed class PageRequests(EndpointDeclarations declarations, Bindings bindings)
{
    private static readonly string[] Words =
    [
        "page", "pages", "paging", "paged", "pagination", "pageable", "pagesize", "pageindex", "pagenumber", "perpage", "skip", "take", "limit", "offset", "cursor", "continuation",
    ];

    /// <summary>These say it alone, or in front of a key: <c>after</c>, <c>lastId</c>; not in <c>lastName</c>.</summary>
    private static readonly string[] Places = ["after", "before", "first", "last", "top", "start", "since"];

    private static readonly string[] Keys = ["id", "key", "seen", "token", "row", "count", "index"];

    /// <summary>Types whose text the client composes the query with.</summary>
    private static readonly string[] Composing = ["ODataQueryOptions", "SieveModel", "GridifyQuery", "DataSourceRequest", "DataSourceLoadOptions", "DataManagerRequest", "QueryOptions"];

    private static readonly string[] Marks = ["EnableQuery", "UsePaging", "UseOffsetPaging"];

    public bool Takes(Endpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Function.Parameters.Any(parameter => Asks(parameter, endpoint, cancellationToken)) || IsMarked(endpoint, cancellationToken) || endpoint.Body.Descendants().Any(NamesPart);

    private bool Asks(IParameterSymbol parameter, Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (Says(parameter.Name))
            return true;
        if (bindings.Of(parameter, endpoint, cancellationToken) is BindingSource.Services or BindingSource.Request || Bindings.IsSimple(parameter.Type) || parameter.Type is not INamedTypeSymbol type)
            return false;
        return Composing.Any(name => type.Name.IndexOf(name, StringComparison.Ordinal) >= 0) || Says(type.Name)
            || Controllers.Lineage(type).SelectMany(one => one.GetMembers().OfType<IPropertySymbol>()).Any(property => property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && Says(property.Name));
    }

    private bool IsMarked(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var said = declarations.Of(endpoint, cancellationToken);
        return said.Attributes.Select(attribute => attribute.AttributeClass).Concat(said.Filters).OfType<ITypeSymbol>().Any(type => Marks.Any(mark => type.Name.StartsWith(mark, StringComparison.Ordinal)) || Pages(type.Name))
            || said.Conventions.Any(call => Pages(call.TargetMethod.Name));
    }

    /// <summary><c>Request.Query["page"]</c></summary>
    private static bool NamesPart(IOperation operation) => operation is ILiteralOperation { ConstantValue.Value: string { Length: > 0 and < 30 } text } && operation.Parent is IArgumentOperation && !text.Contains(' ') && Says(text.TrimStart('$', '_'));

    private static bool Says(string name) => NameWords.Of(name) is var words && (words.Any(Words.Contains) || words.Length > 0 && Places.Contains(words[0]) && words.Skip(1).All(Keys.Contains));

    /// <summary>Of attributes and filters only those that are named after pages: many limit something else.</summary>
    private static bool Pages(string name) => NameWords.Of(name).Any(word => word is "page" or "paging" or "paged" or "pagination" or "paginate" or "paginated");
}
