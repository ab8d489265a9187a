using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which endpoints say of which version of the API they are: by their route, by an attribute, by a convention?</summary>
internal sealed class RouteVersions(SourceNames names, EndpointDeclarations declarations)
{
    /// <summary><c>v1</c>, <c>v2.1</c>, <c>v{version:apiVersion}</c>, <c>{api-version}</c>, <c>2024-01-01</c> as a segment of a route.</summary>
    private static readonly Regex Version = new(@"(^|/)(v\d+([._-]\w+)?|v?\{(api-?)?version[^}]*\}|\d{4}-\d\d-\d\d)(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Providers = ["Asp.Versioning.IApiVersionProvider", "Asp.Versioning.IApiVersionNeutral", "Microsoft.AspNetCore.Mvc.Versioning.IApiVersionProvider", "Microsoft.AspNetCore.Mvc.Versioning.IApiVersionNeutral"];

    private static readonly string[] Conventions = ["WithApiVersionSet", "HasApiVersion", "HasApiVersions", "HasDeprecatedApiVersion", "MapToApiVersion", "MapToApiVersions", "IsApiVersionNeutral", "AdvertisesApiVersion", "NewVersionedApi"];

    private static readonly string[] OfRoutes = ["Route", "HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "MapGroup", "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete"];

    private volatile StrongBox<string?>? _example;

    public static bool IsIn(string route) => Version.IsMatch(route);

    /// <summary>A version that somebody here has given to an endpoint, as it is written: <c>api/v1/orders</c>, <c>[ApiVersion("2.0")]</c>; null where nobody has.</summary>
    public string? Example(CancellationToken cancellationToken) => (_example ??= new(FindExample(cancellationToken))).Value;

    public bool Has(Endpoint endpoint, string route, CancellationToken cancellationToken)
    {
        var metadata = declarations.Of(endpoint, cancellationToken);
        return IsIn(route) || Providers.Any(metadata.Has) || metadata.Calls(Conventions) || endpoint.IsMember && IsByConvention(endpoint.Function.ContainingType, cancellationToken)
            || metadata.Attributes.Any(attribute => attribute.AttributeClass?.Name.IndexOf("ApiVersion", StringComparison.Ordinal) >= 0)
            || metadata.Conventions.Any(call => call.TargetMethod.Name.IndexOf("Version", StringComparison.Ordinal) >= 0);
    }

    private string? FindExample(CancellationToken cancellationToken) =>
        OfRoutes.SelectMany(name => names.Find(name, cancellationToken)).Select(PatternOf).FirstOrDefault(pattern => pattern is not null && IsIn(pattern))
        ?? names.Find("ApiVersion", cancellationToken).Select(name => name.Parent).OfType<AttributeSyntax>().Select(attribute => $"[{attribute}]").FirstOrDefault()
        ?? names.Find("HasApiVersion", cancellationToken).Select(name => name.Parent?.Parent).OfType<InvocationExpressionSyntax>().Select(call => $"HasApiVersion{call.ArgumentList}").FirstOrDefault();

    /// <summary>The text that an attribute or a mapping gives as its route.</summary>
    private static string? PatternOf(SimpleNameSyntax name)
    {
        var arguments = name.Parent switch
        {
            AttributeSyntax attribute => attribute.ArgumentList?.Arguments.Select(argument => argument.Expression),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call.ArgumentList.Arguments.Select(argument => argument.Expression),
            _ => null,
        };
        return arguments?.OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText).FirstOrDefault();
    }

    /// <summary><c>conventions.Controller&lt;OrdersController&gt;().HasApiVersion(1)</c>, or versions that are read from namespaces.</summary>
    private bool IsByConvention(INamedTypeSymbol controller, CancellationToken cancellationToken) =>
        names.Find("VersionByNamespaceConvention", cancellationToken).Any()
        || names.Find(controller.Name, cancellationToken).Any(name => name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "Controller" } });
}
