using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Tests.Facts.Http;

/// <summary>The endpoints of a source, in the order they are written.</summary>
internal static class EndpointProbe
{
    public static (Probe Probe, IReadOnlyList<Endpoint> Endpoints) Of(string source)
    {
        var probe = Probe.Of(source);
        var tree = probe.Facts.Compilation.SyntaxTrees.Single(candidate => candidate.FilePath == "/0/Test.cs");
        var model = probe.Facts.Compilation.GetSemanticModel(tree);
        var found = new List<Endpoint>();
        foreach (var node in tree.GetRoot().DescendantNodesAndSelf())
        {
            if (node is not (CompilationUnitSyntax or BaseMethodDeclarationSyntax))
                continue;
            if (model.GetOperation(node) is IMethodBodyBaseOperation { } body && (body.BlockBody ?? body.ExpressionBody) is { } block && model.GetDeclaredSymbol(node) is { } owner)
                found.AddRange(probe.Facts.Endpoints.In(owner, [block], default));
        }

        return (probe, found.OrderBy(endpoint => endpoint.Body.Syntax.SpanStart).ToList());
    }

    /// <summary>Each as verbs and route, one a line.</summary>
    public static string Routes(string source)
    {
        var (probe, endpoints) = Of(source);
        return string.Join("; ", endpoints.Select(endpoint => $"{string.Join("|", EndpointDeclarations.VerbsOf(endpoint))} {probe.Facts.EndpointDeclarations.RouteOf(endpoint, default)}".Trim()));
    }

    /// <summary>Each parameter of the only endpoint with its source.</summary>
    public static string Bindings(string source)
    {
        var (probe, endpoints) = Of(source);
        var endpoint = Assert.Single(endpoints);
        return string.Join(", ", endpoint.Function.Parameters.Select(parameter => $"{parameter.Name}:{probe.Facts.Bindings.Of(parameter, endpoint, default)}"));
    }

    /// <summary>For each endpoint whether somebody says who may call it, and whether all that is said was seen.</summary>
    public static string Authorization(string source)
    {
        var (probe, endpoints) = Of(source);
        return string.Join("; ", endpoints.Select(endpoint =>
        {
            var metadata = probe.Facts.EndpointDeclarations.Of(endpoint, default);
            var isSaid = metadata.Has("Microsoft.AspNetCore.Authorization.IAuthorizeData") || metadata.Calls("RequireAuthorization") || probe.Facts.Host.AuthorizesAll(endpoint, default);
            return (isSaid ? "said" : metadata.Has("Microsoft.AspNetCore.Authorization.IAllowAnonymous") || metadata.Calls("AllowAnonymous") ? "anonymous" : "open") + (metadata.IsComplete ? "" : "?");
        }));
    }
}
