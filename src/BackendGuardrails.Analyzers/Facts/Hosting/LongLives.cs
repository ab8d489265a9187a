namespace BackendGuardrails.Facts.Hosting;

internal enum LongLife
{
    Singleton,
    HostedService,
    Middleware,
}

/// <summary>Is there one object of this class, made when the program starts and kept until it ends?</summary>
internal sealed class LongLives(ServiceRegistrations registrations)
{
    private const string HostedService = "Microsoft.Extensions.Hosting.IHostedService";
    private const string Next = "Microsoft.AspNetCore.Http.RequestDelegate";
    private const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
    private const string ScopedMiddleware = "Microsoft.AspNetCore.Http.IMiddleware";

    /// <summary>How it comes to live so long, and the registration that says so, where it is in sight; null for all other classes.</summary>
    public (LongLife Life, ServiceRegistration? By)? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract || type.IsStatic)
            return null;
        if (IsMiddleware(type))
            return (LongLife.Middleware, null);
        var isHosted = type.IsOrInherits(HostedService);
        if (!isHosted && !registrations.MayLiveLong(type, cancellationToken))
            return null;
        var registered = registrations.With(type, cancellationToken).ToList();
        if (registered.Any(one => one.Life != ServiceLife.Singleton && (isHosted || registered.Any(other => SymbolEqualityComparer.Default.Equals(other.Service, one.Service) && other.Life == ServiceLife.Singleton))))
            return null;
        var single = registered.FirstOrDefault(one => one.Life == ServiceLife.Singleton && registrations.IsAlways(one.Service, ServiceLife.Singleton, cancellationToken));
        if (isHosted)
            return (LongLife.HostedService, single);
        return single is null ? null : (LongLife.Singleton, single);
    }

    /// <summary>Middleware by convention is made once, with the pipeline. What implements IMiddleware is asked for with each request.</summary>
    private static bool IsMiddleware(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.Is(Next)))
        && !type.IsOrInherits(ScopedMiddleware)
        && new[] { "Invoke", "InvokeAsync" }.SelectMany(name => type.GetMembers(name)).OfType<IMethodSymbol>().Any(method => !method.IsStatic && method.Parameters.FirstOrDefault()?.Type.Is(HttpContext) == true);
}
