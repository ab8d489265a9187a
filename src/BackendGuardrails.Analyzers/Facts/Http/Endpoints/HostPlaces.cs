using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Where the program says which services there are.</summary>
/// <param name="Services">What they are added to: <c>builder.Services</c>.</param>
/// <param name="Place">The statement that builds the application, to write in front of, or the method that registers services, to write at the end of.</param>
/// <param name="Build">The call that builds the application; null with a Startup class.</param>
internal sealed record HostPlace(string Services, SyntaxNode Place, IInvocationOperation? Build);

/// <summary>Where does the program register its services, by a builder or in a Startup class?</summary>
internal sealed class HostPlaces(SourceNames names, HostSetup host)
{
    /// <summary>The property with what services are added to. The place itself is an additional location.</summary>
    public const string ServicesKey = "Services";

    /// <summary>The property with the namespace of the call, where it is not imported there.</summary>
    public const string ImportKey = "ServicesImport";

    public const string Builder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";

    private const string Collection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    private const string Space = "Microsoft.Extensions.DependencyInjection";

    /// <summary>The only place there is; null where there is none, or several to choose from.</summary>
    public HostPlace? Only(CancellationToken cancellationToken)
    {
        var builds = Builds(cancellationToken).ToList();
        if (builds.Count > 0)
            return builds.Count == 1 ? At(builds[0]) : null;
        var startups = Startups(cancellationToken).ToList();
        return startups.Count == 1 ? startups[0] : null;
    }

    /// <summary>The calls of <c>builder.Build()</c>.</summary>
    public IEnumerable<IInvocationOperation> Builds(CancellationToken cancellationToken) =>
        host.Invocations("Build", cancellationToken).Where(call => call.TargetMethod.ContainingType.Is(Builder));

    /// <summary>Null where the builder has no name, or the call is no statement of its own.</summary>
    public static HostPlace? At(IInvocationOperation build) =>
        build.Instance?.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
        && build.Syntax.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax) is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            ? new($"{build.Instance.Syntax}.Services", statement, build)
            : null;

    /// <summary>What a fix needs to know to add a service: nothing without a place.</summary>
    public static ImmutableDictionary<string, string?> PropertiesOf(HostPlace? place, SemanticModel? model, string extensions)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (place is null || model is null)
            return properties;
        var isImported = model.LookupNamespacesAndTypes(place.Place.SpanStart, name: extensions).OfType<INamedTypeSymbol>().Any(type => type.Is($"{Space}.{extensions}"));
        return properties.Add(ServicesKey, place.Services).Add(ImportKey, isImported ? null : Space);
    }

    /// <summary><c>public void ConfigureServices(IServiceCollection services)</c></summary>
    private IEnumerable<HostPlace> Startups(CancellationToken cancellationToken) =>
        from tree in names.Trees
        where SourceNames.Mentions(tree, "ConfigureServices", cancellationToken)
        from method in tree.GetRoot(cancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method is { Identifier.ValueText: "ConfigureServices", Body: not null, ParameterList.Parameters.Count: 1 }
            && names.ModelOf(tree)?.GetDeclaredSymbol(method, cancellationToken) is IMethodSymbol { IsStatic: false, ReturnsVoid: true, Parameters.Length: 1 } symbol && symbol.Parameters[0].Type.Is(Collection)
        select new HostPlace(method.ParameterList.Parameters[0].Identifier.Text, method, null);
}
