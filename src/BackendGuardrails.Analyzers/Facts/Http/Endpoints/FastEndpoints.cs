namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>A class of FastEndpoints says in its Configure method what others say in attributes and chains.</summary>
internal static class FastEndpoints
{
    private static readonly string[] VerbCalls = ["Get", "Post", "Put", "Patch", "Delete", "Head"];

    public static ImmutableArray<string> VerbsOf(IMethodSymbol handler) => ConfigureOf(handler)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax
        ? syntax.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax>()
            .Select(call => call.Expression.MemberName().ToString())
            .Where(VerbCalls.Contains)
            .Select(name => name.ToUpperInvariant())
            .Distinct()
            .ToImmutableArray()
        : ImmutableArray<string>.Empty;

    public static IEnumerable<IInvocationOperation> ConfigurationOf(Endpoint endpoint, SourceNames names, CancellationToken cancellationToken) =>
        endpoint.Kind == EndpointKind.FastEndpoint && ConfigureOf(endpoint.Function) is { } configure && Bodies.CodeOf(configure, names, cancellationToken) is { } body
            ? body.Descendants().OfType<IInvocationOperation>()
            : Enumerable.Empty<IInvocationOperation>();

    private static IMethodSymbol? ConfigureOf(IMethodSymbol handler) => handler.ContainingType.GetMembers("Configure").OfType<IMethodSymbol>().FirstOrDefault();
}
