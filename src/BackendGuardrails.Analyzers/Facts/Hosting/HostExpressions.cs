namespace BackendGuardrails.Facts.Hosting;

/// <summary>What may a fix write at this place to ask the host for something, and which namespace must it import for that?</summary>
internal static class HostExpressions
{
    /// <summary>The property with the expression.</summary>
    public const string ExpressionKey = "Expression";

    /// <summary>The property with the namespace that is not imported yet.</summary>
    public const string NamespaceKey = "Namespace";

    private const string Hosting = "Microsoft.Extensions.Hosting";
    private const string Configuration = "Microsoft.Extensions.Configuration";

    /// <summary>Such as <c>builder.Environment.IsDevelopment()</c>.</summary>
    public static ImmutableDictionary<string, string?> IsDevelopment(IOperation at, KnownTypes types) =>
        With(at, types, InScope.Find(at, Wanted.HostEnvironment), ".IsDevelopment()", Hosting, "HostEnvironmentEnvExtensions");

    /// <summary>Such as <c>configuration.GetSection("Cors:Origins").Get&lt;string[]&gt;()</c>.</summary>
    public static ImmutableDictionary<string, string?> ConfiguredArray(IOperation at, KnownTypes types, string section) =>
        With(at, types, InScope.Find(at, Wanted.Configuration), $".GetSection(\"{section}\").Get<string[]>()", Configuration, "ConfigurationBinder");

    private static ImmutableDictionary<string, string?> With(IOperation at, KnownTypes types, string? carrier, string call, string @namespace, string extensions)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (carrier is null || !types.Has($"{@namespace}.{extensions}"))
            return properties;
        properties = properties.Add(ExpressionKey, carrier + call);
        var imported = at.SemanticModel!.LookupNamespacesAndTypes(at.Syntax.SpanStart, name: extensions)
            .OfType<INamedTypeSymbol>()
            .Any(type => type.Is($"{@namespace}.{extensions}"));
        return imported ? properties : properties.Add(NamespaceKey, @namespace);
    }
}
