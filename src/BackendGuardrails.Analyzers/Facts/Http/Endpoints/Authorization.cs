using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What is said about who may call an endpoint.</summary>
internal enum Access
{
    /// <summary>Nobody said anything, as far as all that can say something was seen.</summary>
    Undecided,

    /// <summary>Something that may decide, or that was not seen.</summary>
    Unknown,

    Anonymous,

    Authorized,
}

/// <summary>Who may call this endpoint? By attributes and conventions, judged by interface; by filters and the code itself; by what holds for the whole application.</summary>
internal sealed class Authorization(KnownTypes types, SourceNames names, HostSetup host, EndpointDeclarations declarations, CallTargets targets)
{
    public const string AuthorizeData = "Microsoft.AspNetCore.Authorization.IAuthorizeData";

    /// <summary>How far away from an endpoint a caller is still turned away for it.</summary>
    private const int MostCalls = 2;

    private const string AllowAnonymous = "Microsoft.AspNetCore.Authorization.IAllowAnonymous";

    /// <summary>What says at the start that the application asks its callers who they are.</summary>
    private static readonly string[] Setup =
    [
        "AddAuthentication", "AddAuthorization", "AddAuthorizationBuilder", "AddAuthorizationCore", "AddIdentity", "AddDefaultIdentity", "AddIdentityApiEndpoints", "AddJwtBearer",
        "AddMicrosoftIdentityWebApi", "AddMicrosoftIdentityWebApiAuthentication", "AddMicrosoftIdentityWebApp", "AddMicrosoftIdentityWebAppAuthentication",
    ];

    /// <summary>Names that teams give to attributes, filters and conventions of their own that decide.</summary>
    private static readonly string[] Words = ["Auth", "Permission", "Policy", "Role", "Scope", "Admin", "Access", "ApiKey", "Signature", "Protect", "Secure"];

    private static readonly string[] Filters = ["Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter"];

    private readonly Lazy<bool> _isPossible = new(() => types.Has(AuthorizeData));

    /// <summary>Whether the application is put together here and asks its callers who they are.</summary>
    public bool IsSetUp(CancellationToken cancellationToken) => _isPossible.Value && host.CallsAny(cancellationToken, Setup) && host.IsVisible(cancellationToken);

    public Access Of(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var metadata = declarations.Of(endpoint, cancellationToken);
        if (Says(metadata, AllowAnonymous) || metadata.Calls("AllowAnonymous"))
            return Access.Anonymous;
        // Endpoints of that library let nobody in unless they say so.
        if (endpoint.Kind == EndpointKind.FastEndpoint || Says(metadata, AuthorizeData) || metadata.Calls("RequireAuthorization") || host.AuthorizesAll(endpoint, cancellationToken))
            return Access.Authorized;
        return !metadata.IsComplete || MayDecide(metadata) || AccessChecks.AreIn(endpoint.Body) || IsDecidedForAll(cancellationToken) || targets.CalledFrom(endpoint.Body, MostCalls, cancellationToken).Any(AccessChecks.AreCalledIn) ? Access.Unknown : Access.Undecided;
    }

    private static bool Says(EndpointMetadata metadata, string type) =>
        metadata.Has(type) || metadata.Conventions.Any(call => call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(value => value is IObjectCreationOperation && value.Type.IsOrInherits(type))));

    private static bool MayDecide(EndpointMetadata metadata) =>
        metadata.Attributes.Any(attribute => attribute.AttributeClass is { } type && Controllers.Lineage(type).Any(one => IsNamedSo(one.Name) || one.Name.StartsWith("Require", StringComparison.Ordinal) && one.OutermostNamespace() != "Microsoft"))
        || metadata.Filters.Where(filter => filter.OutermostNamespace() != "Microsoft").Any(filter => IsNamedSo(filter.Name) || Filters.Any(one => filter.IsOrInherits(one)) || AccessChecks.AreIn(filter))
        || metadata.Conventions.Any(call => IsNamedSo(call.TargetMethod.Name) || call.TargetMethod.Name.StartsWith("AddEndpointFilter", StringComparison.Ordinal) && AccessChecks.AreIn(call.Syntax));

    private static bool IsNamedSo(string name) => Words.Any(word => name.Contains(word));

    /// <summary>Conventions, filters and middleware of the team's own that ask for all requests.</summary>
    private bool IsDecidedForAll(CancellationToken cancellationToken) =>
        new[] { "AuthorizeFilter", "IAllowAnonymous", "AllowAnonymousAttribute" }.SelectMany(name => names.Find(name, cancellationToken)).Any(name => name.Parent is not (BaseTypeSyntax or AttributeSyntax))
        || host.GlobalFilters(cancellationToken).Any(filter => IsNamedSo(filter.Identifier.ValueText))
        || host.Middleware(cancellationToken).Any(middleware => IsNamedSo(middleware.Name) || AccessChecks.AreIn(middleware));
}
