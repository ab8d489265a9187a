using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4011SensitiveDiagnosticsAnalyzer, BackendGuardrails.Security.BG4011SensitiveDiagnosticsCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4011SensitiveDiagnosticsTests
{
    private const string Context = "class ShopContext : DbContext { public ShopContext(DbContextOptions<ShopContext> options) : base(options) { } }";

    [Theory]
    [InlineData("options.UseNpgsql(\"\").[|EnableSensitiveDataLogging()|]")]
    [InlineData("options.[|EnableSensitiveDataLogging()|].UseNpgsql(\"\")")]
    [InlineData("options.[|EnableSensitiveDataLogging(true)|]")]
    [InlineData("options.[|EnableSensitiveDataLogging(sensitiveDataLoggingEnabled: true)|]")]
    [InlineData("{ options.UseNpgsql(\"\"); options.[|EnableSensitiveDataLogging()|]; }")]
    [InlineData("{ options?.[|EnableSensitiveDataLogging()|]; }")]
    public Task Sensitive_data_logging_is_reported(string configure) => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options => {{configure}});

        {{Context}}
        """);

    [Fact]
    public Task Typed_builders_local_functions_and_OnConfiguring_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;
        using Npgsql;
        using Options = Microsoft.EntityFrameworkCore.DbContextOptionsBuilder;

        class ShopContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
            {
                if (!optionsBuilder.IsConfigured)
                    optionsBuilder.UseNpgsql("").[|EnableSensitiveDataLogging()|];
            }

            public static DbContextOptions<ShopContext> Create()
            {
                Configure(new Options());
                return new DbContextOptionsBuilder<ShopContext>().[|EnableSensitiveDataLogging()|].Options;

                static void Configure(Options options) => options.[|EnableSensitiveDataLogging()|];
            }

            public static NpgsqlDataSource Source() => new NpgsqlDataSourceBuilder("").[|EnableParameterLogging()|].Build();
        }
        """);

    [Fact]
    public Task Detailed_errors_of_EF_are_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.EntityFrameworkCore;

        class Setup
        {
            void Use(DbContextOptionsBuilder options) => options.{|#0:EnableDetailedErrors()|};
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info)
            .WithArguments("EnableDetailedErrors", "checks every value that is read and puts column names into exceptions"));

    [Fact]
    public Task Options_of_the_frameworks_are_reported() => new VerifyCS.Test
    {
        TestCode = """
            using Grpc.AspNetCore.Server;
            using Microsoft.AspNetCore.Components.Server;
            using Microsoft.AspNetCore.SignalR;
            using static Microsoft.IdentityModel.Logging.IdentityModelEventSource;

            var services = new ServiceCollection();
            services.AddSignalR(options => options.[|EnableDetailedErrors = true|]);
            services.AddSignalR().AddHubOptions<ChatHub>(options => { options.[|EnableDetailedErrors = true|]; });
            services.Configure<HubOptions>(options => options.[|EnableDetailedErrors = true|]);
            services.PostConfigure<CircuitOptions>(options => options.[|DetailedErrors = true|]);
            services.AddServerSideBlazor(options => options.[|DetailedErrors = true|]);
            services.AddGrpc(options => options.[|EnableDetailedErrors = true|]);
            services.AddGraphQLServer().ModifyRequestOptions(options => options.[|IncludeExceptionDetails = true|]);
            Console.WriteLine(new GrpcServiceOptions { MaxReceiveMessageSize = 1, [|EnableDetailedErrors = true|] });
            [|ShowPII = true|];
            Microsoft.IdentityModel.Logging.IdentityModelEventSource.[|LogCompleteSecurityArtifact = true|];

            class ChatHub : Hub { }
            """,
        Stubs = ["Grpc.AspNetCore.Server", "HotChocolate", "Microsoft.IdentityModel.Tokens"],
        UseFullReferences = true,
    }.RunAsync();

    [Fact]
    public Task Error_details_of_the_bearer_handler_are_a_hint() => new VerifyCS.Test
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddAuthentication().AddJwtBearer(options => options.{|#0:IncludeErrorDetails = true|});
            """,
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("IncludeErrorDetails", "tells callers why their token was refused"),
        },
        Stubs = ["Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.IdentityModel.Tokens"],
    }.RunAsync();

    [Theory]
    [InlineData("options.EnableSensitiveDataLogging(builder.Environment.IsDevelopment())")]
    [InlineData("options.EnableSensitiveDataLogging(false)")]
    [InlineData("options.EnableSensitiveDataLogging(verbose)")]
    [InlineData("options.EnableSensitiveDataLogging(builder.Configuration.GetValue<bool>(\"Db:Verbose\"))")]
    [InlineData("options.UseNpgsql(\"\")")]
    [InlineData("{ if (builder.Environment.IsDevelopment()) options.EnableSensitiveDataLogging(); }")]
    [InlineData("{ if (!builder.Environment.IsDevelopment()) return; options.EnableSensitiveDataLogging(); }")]
    [InlineData("{ if (builder.Configuration.GetValue<bool>(\"Db:Verbose\")) options.EnableSensitiveDataLogging().EnableDetailedErrors(); }")]
    [InlineData("{ if (verbose) options.EnableSensitiveDataLogging(); }")]
    public Task Development_variables_and_settings_are_quiet(string configure) => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        var verbose = bool.Parse(args[0]);
        builder.Services.AddDbContext<ShopContext>(options => {{configure}});

        {{Context}}
        """);

    [Fact]
    public Task Option_values_are_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.SignalR;

        var builder = WebApplication.CreateBuilder(args);
        var details = args.Length > 0;
        builder.Services.AddSignalR(options =>
        {
            options.EnableDetailedErrors = builder.Environment.IsDevelopment();
            options.EnableDetailedErrors = builder.Environment.IsDevelopment() ? true : false;
            options.EnableDetailedErrors = builder.Environment.IsDevelopment() ? true : null;
            options.EnableDetailedErrors = details;
            options.EnableDetailedErrors = false;
            options.EnableDetailedErrors = null;
        });
        """);

    [Fact]
    public Task Debug_builds_and_helpers_called_in_development_only_are_quiet() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options =>
        {
        #if DEBUG
            options.EnableSensitiveDataLogging();
        #endif
            if (builder.Environment.IsDevelopment())
                options.Verbose();
        });

        {{Context}}

        static class OptionsExtensions
        {
            public static void Verbose(this DbContextOptionsBuilder options) => options.EnableSensitiveDataLogging();
        }
        """.Replace("#if DEBUG", "#if !RELEASE", StringComparison.Ordinal));

    [Fact]
    public Task The_tools_own_factory_is_quiet() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Design;

        class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
        {
            public ShopContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql("").EnableSensitiveDataLogging().Options);
        }

        {{Context}}
        """);

    [Fact]
    public Task A_look_alike_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Shop
        {
            class DbContextOptionsBuilder
            {
                public bool EnableDetailedErrors { get; set; }
                public void EnableSensitiveDataLogging(bool enabled = true) { }
            }

            class Setup
            {
                void Use(DbContextOptionsBuilder options)
                {
                    options.EnableSensitiveDataLogging();
                    options.EnableDetailedErrors = true;
                }
            }
        }
        """);

    [Fact]
    public Task Half_typed_code_does_not_throw() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;

        class Setup
        {
            void Use(DbContextOptionsBuilder options)
            {
                options.EnableSensitiveDataLogging({|CS0839:,|}{|CS1525:)|};
                options.{|CS1061:EnableDetailed|}();
                options.[|EnableSensitiveDataLogging()|].{|CS1001:;|}
            }
        }
        """);
}
