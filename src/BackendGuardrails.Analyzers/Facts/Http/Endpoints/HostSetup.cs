using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>How is the application set up as a whole, as far as it is set up in this project?</summary>
internal sealed class HostSetup(KnownTypes types, SourceNames names, MappingConventions conventions, TypeArguments arguments)
{
    public static readonly ImmutableArray<string> MapsOfControllers = ImmutableArray.Create("MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute");

    /// <summary>Whether the pipeline is put together here. In a library nothing can be missed.</summary>
    public bool IsVisible(CancellationToken cancellationToken) =>
        types.Has(Mappings.Routes)
        && (names.Find("WebApplication", cancellationToken).Any(name => name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateBuilder" or "CreateSlimBuilder" or "CreateEmptyBuilder" or "Create" })
            || Calls("UseEndpoints", cancellationToken) || Calls("UseMvc", cancellationToken));

    /// <summary>Whether a method of this name is called anywhere, by whomever it is declared.</summary>
    public bool Calls(string method, CancellationToken cancellationToken) => CallsOf(method, cancellationToken).Any();

    public bool CallsAny(CancellationToken cancellationToken, params string[] methods) => methods.Any(method => Calls(method, cancellationToken));

    /// <summary>Whether the property is given a value anywhere.</summary>
    public bool Sets(string property, CancellationToken cancellationToken) => names.Find(property, cancellationToken)
        .Any(name => name.AssignmentTo()?.Right is { } value and not LiteralExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.NullLiteralExpression });

    /// <summary>Who may come is decided for all: by a fallback policy, a global filter or convention, or on the call that maps all controllers.</summary>
    public bool AuthorizesAll(Endpoint endpoint, CancellationToken cancellationToken) =>
        Sets("FallbackPolicy", cancellationToken) || Calls("SetFallbackPolicy", cancellationToken) || HasGlobalFilter("AuthorizeFilter", cancellationToken)
        || IsMappedWith(endpoint.Kind, "RequireAuthorization", cancellationToken)
        || endpoint.Kind == EndpointKind.PageHandler && CallsAny(cancellationToken, "AuthorizeFolder", "AuthorizePage", "AuthorizeAreaFolder", "AuthorizeAreaPage");

    /// <summary><c>options.Filters.Add(new AuthorizeFilter())</c>, <c>options.Filters.Add&lt;AuthorizeFilter&gt;()</c></summary>
    public bool HasGlobalFilter(string type, CancellationToken cancellationToken) => GlobalFilters(cancellationToken).Any(name => name.Identifier.ValueText == type);

    /// <summary>The names of types that are added to the filters of all controllers.</summary>
    public IEnumerable<SimpleNameSyntax> GlobalFilters(CancellationToken cancellationToken) => names.Find("Filters", cancellationToken)
        .Select(NamedCode.Whole)
        .Select(filters => filters.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } add && add.Expression == filters && add.Name.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal) ? call : null)
        .OfType<InvocationExpressionSyntax>()
        .SelectMany(call => call.DescendantNodes().OfType<SimpleNameSyntax>());

    /// <summary><c>app.MapControllers().RequireAuthorization()</c></summary>
    public bool IsMappedWith(EndpointKind kind, string convention, CancellationToken cancellationToken) => kind switch
    {
        EndpointKind.Action => MapsOfControllers.Any(map => IsMappedWith(map, convention, cancellationToken)),
        EndpointKind.PageHandler => IsMappedWith("MapRazorPages", convention, cancellationToken),
        _ => false,
    };

    /// <summary>The calls of methods of this name, by whomever they are declared.</summary>
    public IEnumerable<IInvocationOperation> Invocations(string method, CancellationToken cancellationToken) => CallsOf(method, cancellationToken)
        .Select(call => names.ModelOf(call.SyntaxTree)?.GetOperation(call, cancellationToken))
        .OfType<IInvocationOperation>();

    /// <summary><c>app.UseMiddleware&lt;ApiKeys&gt;()</c>, <c>app.UseMiddleware(typeof(ApiKeys))</c></summary>
    public IEnumerable<ITypeSymbol> Middleware(CancellationToken cancellationToken) => Invocations("UseMiddleware", cancellationToken)
        .SelectMany(call => call.TargetMethod.TypeArguments.Concat(call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<ITypeOfOperation>().Select(named => named.TypeOperand)))
        .SelectMany(type => type is ITypeParameterSymbol parameter ? arguments.Of(parameter, cancellationToken) : new[] { type }.AsEnumerable());

    private bool IsMappedWith(string map, string convention, CancellationToken cancellationToken) => Invocations(map, cancellationToken)
        .Any(call => conventions.Of(call, cancellationToken).Calls.Any(said => said.TargetMethod.Name == convention));

    private IEnumerable<InvocationExpressionSyntax> CallsOf(string method, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find(method, cancellationToken))
        {
            if (name.CallOf() is { } call)
                yield return call;
        }
    }
}
