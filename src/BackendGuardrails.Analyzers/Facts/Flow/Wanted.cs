namespace BackendGuardrails.Facts.Flow;

/// <summary>A thing that fixes like to use, and how to get at it from what usually carries it.</summary>
internal sealed class Wanted
{
    private const string Builder = "Microsoft.Extensions.Hosting.IHostApplicationBuilder";
    private const string WebBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
    private const string Application = "Microsoft.AspNetCore.Builder.WebApplication";
    private const string WebContext = "Microsoft.AspNetCore.Hosting.WebHostBuilderContext";
    private const string HostContext = "Microsoft.Extensions.Hosting.HostBuilderContext";
    private const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";

    public static readonly Wanted Logger = new("Microsoft.Extensions.Logging.ILogger", (Application, "Logger"));
    public static readonly Wanted Configuration = new(
        "Microsoft.Extensions.Configuration.IConfiguration",
        (WebBuilder, "Configuration"), (Builder, "Configuration"), (Application, "Configuration"), (WebContext, "Configuration"), (HostContext, "Configuration"));
    public static readonly Wanted HostEnvironment = new(
        "Microsoft.Extensions.Hosting.IHostEnvironment",
        (WebBuilder, "Environment"), (Builder, "Environment"), (Application, "Environment"), (WebContext, "HostingEnvironment"), (HostContext, "HostingEnvironment"));
    public static readonly Wanted TimeProvider = new("System.TimeProvider");
    public static readonly Wanted HttpClientFactory = new("System.Net.Http.IHttpClientFactory");
    public static readonly Wanted CancellationToken = new("System.Threading.CancellationToken", (HttpContext, "RequestAborted"));

    private Wanted(string typeName, params (string Type, string Member)[] carriers)
    {
        TypeName = typeName;
        Carriers = carriers;
    }

    public string TypeName { get; }

    public IReadOnlyList<(string Type, string Member)> Carriers { get; }
}
