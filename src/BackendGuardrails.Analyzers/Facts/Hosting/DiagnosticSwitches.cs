using BackendGuardrails.Facts.Data;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>A switch that makes a library say more than outsiders should read.</summary>
internal sealed class DiagnosticSwitch(string type, string member, string consequence, bool showsValues = true, bool isOnByDefault = false)
{
    public string Type { get; } = type;

    public string Member { get; } = member;

    /// <summary>What it does, as the rest of a sentence that starts with its name.</summary>
    public string Consequence { get; } = consequence;

    /// <summary>Whether data or internals come out; otherwise it is names and reasons.</summary>
    public bool ShowsValues { get; } = showsValues;

    /// <summary>Whether the library does it anyway, so that it has to be switched off.</summary>
    public bool IsOnByDefault { get; } = isOnByDefault;

    public bool Is(ISymbol symbol) => symbol.Name == Member && symbol.IsMemberOf(Type);
}

/// <summary>Which switches are there, and is this one of them?</summary>
internal static class DiagnosticSwitches
{
    private static readonly DiagnosticSwitch[] Methods =
    [
        new(EfCommands.ContextOptions, "EnableSensitiveDataLogging", "writes parameter and key values to logs and exceptions"),
        new(EfCommands.ContextOptions, "EnableDetailedErrors", "checks every value that is read and puts column names into exceptions", showsValues: false),
        new("Npgsql.NpgsqlDataSourceBuilder", "EnableParameterLogging", "writes parameter values to the log"),
        new("Npgsql.NpgsqlSlimDataSourceBuilder", "EnableParameterLogging", "writes parameter values to the log"),
    ];

    private static readonly DiagnosticSwitch[] Members =
    [
        new("Microsoft.AspNetCore.SignalR.HubOptions", "EnableDetailedErrors", "sends exception messages to the clients"),
        new("Microsoft.AspNetCore.Components.Server.CircuitOptions", "DetailedErrors", "sends exceptions with stack traces to the browser"),
        new("Grpc.AspNetCore.Server.GrpcServiceOptions", "EnableDetailedErrors", "sends exception messages to the callers"),
        new("HotChocolate.Execution.Options.RequestExecutorOptions", "IncludeExceptionDetails", "sends exceptions with stack traces to the clients"),
        new("GraphQL.Execution.ErrorInfoProviderOptions", "ExposeExceptionDetails", "sends exceptions with stack traces to the clients"),
        new("Microsoft.IdentityModel.Logging.IdentityModelEventSource", "ShowPII", "writes personal data to logs and exceptions"),
        new("Microsoft.IdentityModel.Logging.IdentityModelEventSource", "LogCompleteSecurityArtifact", "writes complete tokens to the log"),
        new("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "IncludeErrorDetails", "tells callers why their token was refused", showsValues: false, isOnByDefault: true),
    ];

    public static bool AreKnownTo(KnownTypes types) => Methods.Concat(Members).Any(found => types.Has(found.Type));

    public static DiagnosticSwitch? Of(IMethodSymbol method) => Among(Methods, method);

    public static DiagnosticSwitch? Of(ISymbol member) => Among(Members, member);

    /// <summary>The tools' own factory never runs in production.</summary>
    public static bool IsForDesignTime(ISymbol containing) => containing.ContainingType.IsOrInherits(EfCommands.DesignTimeFactory);

    /// <summary>Called without an argument or with <c>true</c>: not by a variable, which somebody sets.</summary>
    public static bool IsSwitchedOn(IInvocationOperation call) =>
        call.Arguments.LastOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Boolean)?.Value.IsConstant(true) ?? false;

    /// <summary>Without a function: it is asked of every call and assignment.</summary>
    private static DiagnosticSwitch? Among(DiagnosticSwitch[] known, ISymbol symbol)
    {
        foreach (var one in known)
        {
            if (one.Is(symbol))
                return one;
        }

        return null;
    }
}
