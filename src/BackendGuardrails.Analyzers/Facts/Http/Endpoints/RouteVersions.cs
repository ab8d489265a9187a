using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which endpoints say of which version of the API they are: by their route, by an attribute, by a convention?</summary>
internal sealed class RouteVersions(SourceNames names, EndpointDeclarations declarations, MappingConventions conventions)
{
    /// <summary><c>v1</c>, <c>v2.1</c>, <c>v{version:apiVersion}</c>, <c>{api-version}</c>, <c>2024-01-01</c> as a segment of a route.</summary>
    /// <summary>A parameter that is only called version may be that of a plugin or a file, unless it stands at the front.</summary>
    private static readonly Regex Version = new(@"(^|/)(v\d+([._-]\w+)?|v\{(api-?)?version[^}]*\}|\{api-?version[^}]*\}|\{version:api[^}]*\}|\d{4}-\d\d-\d\d)(/|$)|^/?(api/)?\{version[^}]*\}(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Providers = ["Asp.Versioning.IApiVersionProvider", "Asp.Versioning.IApiVersionNeutral", "Microsoft.AspNetCore.Mvc.Versioning.IApiVersionProvider", "Microsoft.AspNetCore.Mvc.Versioning.IApiVersionNeutral"];

    private static readonly string[] Conventions = ["WithApiVersionSet", "HasApiVersion", "HasApiVersions", "HasDeprecatedApiVersion", "MapToApiVersion", "MapToApiVersions", "IsApiVersionNeutral", "AdvertisesApiVersion", "NewVersionedApi"];

    private static readonly string[] OfRoutes = ["Route", "HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "MapGroup", "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete"];

    private volatile StrongBox<ImmutableArray<(string Text, string Prefix)>>? _examples;

    /// <summary>Whether any endpoint has a version: where none has, nothing need be asked of the others.</summary>
    public bool AreUsed(CancellationToken cancellationToken) => !Examples(cancellationToken).IsEmpty;

    public static bool IsIn(string route) => Version.IsMatch(route);

    /// <summary>
    /// A version of an endpoint beside this route, as it is written: <c>api/v1/orders</c> beside <c>api/customers</c>, <c>[ApiVersion("2.0")]</c> beside all; null where there is none.
    /// </summary>
    public string? Beside(string route, CancellationToken cancellationToken) => Examples(cancellationToken)
        .Where(example => example.Prefix.Length == 0 || route.StartsWith(example.Prefix + "/", StringComparison.OrdinalIgnoreCase))
        .Select(example => example.Text)
        .FirstOrDefault();

    public bool Has(Endpoint endpoint, string route, CancellationToken cancellationToken)
    {
        var metadata = declarations.Of(endpoint, cancellationToken);
        return IsIn(route) || Providers.Any(metadata.Has) || metadata.Calls(Conventions) || endpoint.IsMember && IsByConvention(endpoint.Function.ContainingType, cancellationToken)
            || metadata.Attributes.Any(attribute => attribute.AttributeClass?.Name.IndexOf("ApiVersion", StringComparison.Ordinal) >= 0)
            || metadata.Conventions.Any(call => call.TargetMethod.Name.IndexOf("Version", StringComparison.Ordinal) >= 0);
    }

    private ImmutableArray<(string Text, string Prefix)> Examples(CancellationToken cancellationToken) => (_examples ??= new(FindExamples(cancellationToken))).Value;

    private ImmutableArray<(string, string)> FindExamples(CancellationToken cancellationToken) =>
        OfRoutes.SelectMany(name => names.Find(name, cancellationToken)).Select(name => RouteOf(name, cancellationToken)).OfType<string>().Where(IsIn).Select(pattern => (pattern, PrefixOf(pattern)))
            .Concat(names.Find("ApiVersion", cancellationToken).Select(name => name.Parent).OfType<AttributeSyntax>().Select(attribute => ($"[{attribute}]", "")))
            .Concat(names.Find("HasApiVersion", cancellationToken).Select(name => name.Parent?.Parent).OfType<InvocationExpressionSyntax>().Select(call => ($"HasApiVersion{call.ArgumentList}", "")))
            .ToImmutableArray();

    /// <summary>What stands in front of the version: versions of the public API say nothing of what is beside it.</summary>
    private static string PrefixOf(string pattern) => pattern.Substring(0, Version.Match(pattern).Index).Trim('~', '/');

    /// <summary>The route that an attribute or a mapping makes, with what its class or its groups put in front; null for code without a version, which most is.</summary>
    private string? RouteOf(SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        switch (name.Parent)
        {
            case AttributeSyntax attribute when Says(attribute.ArgumentList?.Arguments.Select(argument => argument.Expression)) is { } template:
                return attribute.Parent?.Parent is MethodDeclarationSyntax method && names.ModelOf(method.SyntaxTree)?.GetDeclaredSymbol(method, cancellationToken) is IMethodSymbol action ? Controllers.RouteOf(action) : template;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } when Says(call.ArgumentList.Arguments.Select(argument => argument.Expression)) is { } pattern:
                return names.ModelOf(call.SyntaxTree)?.GetOperation(call, cancellationToken) is IInvocationOperation mapping
                    ? string.Join("/", conventions.Of(mapping, cancellationToken).Prefixes.OfType<string>().Append(pattern).Select(part => part.Trim('/')).Where(part => part.Length > 0))
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The first text, where it has a version in it.</summary>
    private static string? Says(IEnumerable<ExpressionSyntax>? arguments) =>
        arguments?.OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText).FirstOrDefault() is { } text && IsIn(text) ? text : null;

    /// <summary><c>conventions.Controller&lt;OrdersController&gt;().HasApiVersion(1)</c>, or versions that are read from namespaces.</summary>
    private bool IsByConvention(INamedTypeSymbol controller, CancellationToken cancellationToken) =>
        names.Find("VersionByNamespaceConvention", cancellationToken).Any()
        || names.Find(controller.Name, cancellationToken).Any(name => name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "Controller" } });
}
