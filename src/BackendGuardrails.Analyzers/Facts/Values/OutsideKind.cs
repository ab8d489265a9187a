using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Values;

/// <summary>Who decides what comes in.</summary>
internal enum OutsideKind
{
    Request,
    Message,
    Console,
    Environment,
    File,

    /// <summary>A file that the code itself names.</summary>
    OwnFile,
    Network,
    Database,
    Configured,
}

/// <summary>Where a value comes in from outside: the members of libraries that read requests, files, sockets, rows.</summary>
internal static class OutsideSources
{
    private static readonly ConditionalWeakTable<ISymbol, StrongBox<OutsideKind?>> Known = new();

    private static readonly ImmutableDictionary<string, OutsideKind> Types = new Dictionary<string, OutsideKind>
    {
        ["Microsoft.AspNetCore.Http.HttpRequest"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Http.IQueryCollection"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Http.IFormCollection"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Http.IHeaderDictionary"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Http.IRequestCookieCollection"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Http.IFormFile"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Routing.RouteValueDictionary"] = OutsideKind.Request,
        ["Microsoft.AspNetCore.Routing.RoutingHttpContextExtensions"] = OutsideKind.Request,
        ["System.Security.Claims.Claim"] = OutsideKind.Request,
        ["System.Security.Claims.ClaimsPrincipal"] = OutsideKind.Request,
        ["System.Security.Claims.PrincipalExtensions"] = OutsideKind.Request,
        ["System.Security.Principal.IIdentity"] = OutsideKind.Request,
        ["System.Web.HttpRequest"] = OutsideKind.Request,
        ["System.Web.HttpRequestBase"] = OutsideKind.Request,
        ["RabbitMQ.Client.Events.BasicDeliverEventArgs"] = OutsideKind.Message,
        ["RabbitMQ.Client.BasicGetResult"] = OutsideKind.Message,
        ["Azure.Messaging.ServiceBus.ServiceBusReceivedMessage"] = OutsideKind.Message,
        ["Confluent.Kafka.ConsumeResult`2"] = OutsideKind.Message,
        ["Confluent.Kafka.Message`2"] = OutsideKind.Message,
        ["System.Net.Http.HttpClient"] = OutsideKind.Network,
        ["System.Net.Http.HttpContent"] = OutsideKind.Network,
        ["System.Net.Http.HttpResponseMessage"] = OutsideKind.Network,
        ["System.Net.Http.Json.HttpClientJsonExtensions"] = OutsideKind.Network,
        ["System.Net.Http.Json.HttpContentJsonExtensions"] = OutsideKind.Network,
        ["System.Net.WebClient"] = OutsideKind.Network,
        ["System.Net.WebResponse"] = OutsideKind.Network,
        ["System.Net.HttpListenerRequest"] = OutsideKind.Network,
        ["System.Net.Sockets.Socket"] = OutsideKind.Network,
        ["System.Net.Sockets.TcpClient"] = OutsideKind.Network,
        ["System.Net.Sockets.NetworkStream"] = OutsideKind.Network,
        ["System.Net.Sockets.UdpClient"] = OutsideKind.Network,
        ["System.Net.Sockets.UdpReceiveResult"] = OutsideKind.Network,
        ["System.Net.WebSockets.WebSocket"] = OutsideKind.Network,
        ["System.Net.Mail.MailMessage"] = OutsideKind.Network,
        ["System.IO.Pipes.PipeStream"] = OutsideKind.Network,
        ["System.Data.Common.DbDataReader"] = OutsideKind.Database,
        ["System.Data.IDataRecord"] = OutsideKind.Database,
        ["System.Data.IDataReader"] = OutsideKind.Database,
        ["System.Data.DataRow"] = OutsideKind.Database,
        ["System.Data.DataRowView"] = OutsideKind.Database,
        ["Dapper.SqlMapper"] = OutsideKind.Database,
        ["Dapper.SqlMapper+GridReader"] = OutsideKind.Database,
        ["Microsoft.EntityFrameworkCore.DbSet`1"] = OutsideKind.Database,
        ["Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions"] = OutsideKind.Database,
        ["System.Linq.IQueryable`1"] = OutsideKind.Database,
    }.ToImmutableDictionary();

    private static readonly (string Type, string Member, OutsideKind Kind)[] Members =
    [
        ("System.Console", "ReadLine", OutsideKind.Console),
        ("System.Console", "Read", OutsideKind.Console),
        ("System.Console", "ReadKey", OutsideKind.Console),
        ("System.Console", "In", OutsideKind.Console),
        ("System.Console", "OpenStandardInput", OutsideKind.Console),
        ("System.Environment", "GetEnvironmentVariable", OutsideKind.Environment),
        ("System.Environment", "GetEnvironmentVariables", OutsideKind.Environment),
        ("System.Environment", "GetCommandLineArgs", OutsideKind.Environment),
        ("System.Environment", "CommandLine", OutsideKind.Environment),
        ("System.IO.File", "ReadAllText", OutsideKind.File),
        ("System.IO.File", "ReadAllTextAsync", OutsideKind.File),
        ("System.IO.File", "ReadAllLines", OutsideKind.File),
        ("System.IO.File", "ReadAllLinesAsync", OutsideKind.File),
        ("System.IO.File", "ReadLines", OutsideKind.File),
        ("System.IO.File", "ReadLinesAsync", OutsideKind.File),
        ("System.IO.File", "ReadAllBytes", OutsideKind.File),
        ("System.IO.File", "ReadAllBytesAsync", OutsideKind.File),
        ("System.IO.File", "OpenText", OutsideKind.File),
        ("System.IO.File", "OpenRead", OutsideKind.File),
        ("System.IO.File", "Open", OutsideKind.File),
        ("System.IO.FileInfo", "OpenText", OutsideKind.File),
        ("System.IO.FileInfo", "OpenRead", OutsideKind.File),
        ("System.IO.FileInfo", "Open", OutsideKind.File),
        ("System.Data.IDbCommand", "ExecuteScalar", OutsideKind.Database),
        ("System.Data.Common.DbCommand", "ExecuteScalarAsync", OutsideKind.Database),
        ("System.Diagnostics.Process", "StandardOutput", OutsideKind.Environment),
        ("Microsoft.Win32.Registry", "GetValue", OutsideKind.Environment),
        ("Microsoft.Win32.RegistryKey", "GetValue", OutsideKind.Environment),
    ];

    private static readonly ILookup<string, (string Type, string Member, OutsideKind Kind)> ByName = Members.ToLookup(row => row.Member, StringComparer.Ordinal);

    private static readonly ImmutableHashSet<string> TypeNames = Types.Keys.Select(name => name.Substring(name.LastIndexOfAny(new[] { '.', '+' }) + 1)).ToImmutableHashSet();

    public static OutsideKind? Of(ISymbol member) => Known.GetValue(member.OriginalDefinition, static key => new StrongBox<OutsideKind?>(Decide(key))) is { Value: var kind } ? kind : null;

    private static OutsideKind? Decide(ISymbol member)
    {
        if (member.ContainingType is not { } type)
            return null;
        foreach (var row in ByName[member.Name])
        {
            if (type.IsOrInherits(row.Type))
                return row.Kind;
        }

        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            return OfConstructor(constructor, type);
        return OfType(member, type);
    }

    private static OutsideKind? OfType(ISymbol member, INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (KindOf(current) is { } kind)
                return Gives(member, kind);
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (KindOf(implemented) is { } kind && !type.IsOrInherits("System.Collections.IDictionary"))
                return Gives(member, kind);
        }

        // A query gives rows whichever operators it went through.
        return member is IMethodSymbol { IsExtensionMethod: true } method && method.Parameters.Length > 0 && (method.ReducedFrom ?? method).Parameters[0].Type.Is("System.Linq.IQueryable`1") ? OutsideKind.Database : null;
    }

    private static OutsideKind? KindOf(INamedTypeSymbol type)
    {
        if (!TypeNames.Contains(type.MetadataName))
            return null;
        foreach (var pair in Types)
        {
            if (type.Is(pair.Key))
                return pair.Value;
        }

        return null;
    }

    private static OutsideKind? Gives(ISymbol member, OutsideKind kind) => member.Name is "HttpContext" or "ToString" or "GetHashCode" or "RequestServices" or "Database" or "EntityType" ? null : kind;

    private static OutsideKind? OfConstructor(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        if (type.Is("System.IO.FileStream") || type.Is("System.IO.StreamReader") && constructor.Parameters.Length > 0 && constructor.Parameters[0].Type.SpecialType == SpecialType.System_String)
            return OutsideKind.File;
        return type.Is("System.Net.Sockets.NetworkStream") ? OutsideKind.Network : null;
    }
}
