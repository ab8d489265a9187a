using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

internal enum EndpointKind
{
    /// <summary>A public method of a controller.</summary>
    Action,

    /// <summary><c>OnPostAsync</c> of a Razor page.</summary>
    PageHandler,

    /// <summary>A function given to MapGet and its like.</summary>
    Mapped,

    /// <summary>The method of a FastEndpoints class.</summary>
    FastEndpoint,
}

/// <summary>A function that answers requests of the outside, and where it is mapped.</summary>
internal sealed class Endpoint(EndpointKind kind, IMethodSymbol function, IOperation body, ImmutableArray<IInvocationOperation> mappings)
{
    private ImmutableArray<IOperation> _exits;
    private ImmutableArray<string> _verbs;

    public EndpointKind Kind { get; } = kind;

    /// <summary>The method, local function or lambda.</summary>
    public IMethodSymbol Function { get; } = function;

    public IOperation Body { get; } = body;

    /// <summary>The calls of MapGet and its like that hand the function over.</summary>
    public ImmutableArray<IInvocationOperation> Mappings { get; } = mappings;

    /// <summary>What it returns; asked by many rules, and found once.</summary>
    public ImmutableArray<IOperation> Exits => _exits.IsDefault ? _exits = Endpoints.Exits.Of(Body).ToImmutableArray() : _exits;

    /// <summary>Such as POST; empty for every verb.</summary>
    public ImmutableArray<string> Verbs => _verbs.IsDefault ? _verbs = EndpointDeclarations.VerbsOf(this) : _verbs;

    /// <summary>Of a controller, a page or a FastEndpoints class.</summary>
    public bool IsMember => Kind != EndpointKind.Mapped;

    /// <summary>What a reader would point at: the name of the method, or <c>MapPost</c>.</summary>
    public Location Place => Function.MethodKind == MethodKind.AnonymousFunction && !Mappings.IsEmpty ? Mappings[0].NameLocation() : NameOf(Function);

    private static Location NameOf(IMethodSymbol function) => function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax local => local.Identifier.GetLocation(),
        { } other => other.GetLocation(),
        null => function.Locations.FirstOrDefault() ?? Location.None,
    };
}
