using BackendGuardrails.Facts.Hosting;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does something answer for the whole application when an exception comes out of an endpoint: the framework's handler, middleware or a filter of the team's own, another library?</summary>
internal sealed class ExceptionHandling(SourceNames names, HostSetup host, Guards guards)
{
    /// <summary>What handles exceptions in production, as far as it is not kept to development.</summary>
    private static readonly string[] Handlers =
    [
        "UseExceptionHandler", "UseStatusCodePages", "UseStatusCodePagesWithReExecute", "UseStatusCodePagesWithRedirects", "UseProblemDetails", "UseDeveloperExceptionPage", "UseMigrationsEndPoint",
        "UseDefaultExceptionHandler", "ConfigureExceptionHandler", "UseElmah", "UseElmahIo",
    ];

    private static readonly string[] Filters = ["IExceptionFilter", "IAsyncExceptionFilter", "ExceptionFilterAttribute"];

    private static readonly string[] Words = ["Exception", "Error", "Problem", "Fault"];

    /// <summary>Libraries of which we know that what they add to the pipeline lets exceptions pass.</summary>
    private static readonly string[] Libraries =
    [
        "System", "Microsoft", "Swashbuckle", "NSwag", "Scalar", "Serilog", "NLog", "Hangfire", "Prometheus", "OpenTelemetry", "HealthChecks", "AspNetCoreRateLimit", "Quartz", "MassTransit", "Grpc",
        "StackExchange", "Duende", "IdentityServer4", "OpenIddict", "HotChocolate", "GraphQL", "Asp", "Elastic", "Dapr", "Azure", "NetEscapades", "NWebsec", "Yarp", "Ocelot",
    ];

    public bool IsOf(Pipeline pipeline, CancellationToken cancellationToken) =>
        Handlers.Any(handler => host.Invocations(handler, cancellationToken).Any(call => guards.Of(call, cancellationToken) != Guard.Development))
        || Filters.SelectMany(filter => names.Find(filter, cancellationToken)).Any(name => name.FirstAncestorOrSelf<BaseListSyntax>() is not null)
        || host.GlobalFilters(cancellationToken).Any(filter => IsNamedSo(filter.Identifier.ValueText))
        || names.Find("AddEndpointFilter", cancellationToken).OfType<GenericNameSyntax>().Any(name => name.TypeArgumentList.Arguments.Any(type => IsNamedSo(type.ToString())))
        || host.Middleware(cancellationToken).Any(middleware => IsHandler(middleware, cancellationToken))
        || pipeline.Calls.Any(call => MayHandle(call, cancellationToken));

    /// <summary>Only for the tests of somebody: exceptions are for them to see.</summary>
    public bool IsTestHost(CancellationToken cancellationToken) => host.Calls("UseTestServer", cancellationToken) || names.Find("TestServer", cancellationToken).Any(name => name.Parent is ObjectCreationExpressionSyntax);

    /// <summary>The handlers that are registered, such as ConflictHandler.</summary>
    public IEnumerable<ITypeSymbol> Registered(CancellationToken cancellationToken) => host.Invocations("AddExceptionHandler", cancellationToken).SelectMany(call => call.TargetMethod.TypeArguments);

    private static bool IsNamedSo(string name) => Words.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private bool IsHandler(ITypeSymbol middleware, CancellationToken cancellationToken)
    {
        if (IsNamedSo(middleware.Name))
            return true;
        if (!names.IsHere(middleware))
            return middleware.OutermostNamespace() is not ("Microsoft" or "System");
        return middleware.GetMembers().OfType<IMethodSymbol>().Any(method => method.Name is "Invoke" or "InvokeAsync" && Bodies.CodeOf(method, names, cancellationToken) is { } body && Answers(body));
    }

    /// <summary>By its name, by what it does with a catch, or because it is another project's or library's, which may do anything.</summary>
    private bool MayHandle(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.Name.StartsWith("Map", StringComparison.Ordinal) || method.Name.StartsWith("Run", StringComparison.Ordinal))
            return false;
        if (Handlers.Contains(method.Name))
            return false;
        if (IsNamedSo(method.Name))
            return true;
        if (method.Name == "Use")
            return call.Arguments.Any(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation lambda ? Answers(lambda.Body) : argument.Value.Unwrap() is IMethodReferenceOperation);
        return Bodies.CodeOf((method.ReducedFrom ?? method).OriginalDefinition, names, cancellationToken) is null && !Libraries.Contains(method.OutermostNamespace()) && call.Receiver()?.Type.IsOrInherits("Microsoft.AspNetCore.Builder.IApplicationBuilder") == true;
    }

    /// <summary>Whether a catch in it writes an answer.</summary>
    private static bool Answers(IOperation body) => body.Descendants().OfType<ICatchClauseOperation>().Any(clause => clause.Handler.Descendants().Any(operation => operation switch
    {
        IPropertyReferenceOperation property => property.Property.Name is "Response" or "StatusCode",
        IArgumentOperation argument => argument.Value.Unwrap().Type.IsOrInherits("Microsoft.AspNetCore.Http.HttpContext"),
        _ => false,
    }));
}
