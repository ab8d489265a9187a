using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4011SensitiveDiagnosticsAnalyzer, BackendGuardrails.Security.BG4011SensitiveDiagnosticsCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4011SensitiveDiagnosticsFixTests
{
    [Fact]
    public Task The_environment_of_the_builder_decides_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options => options
            .UseNpgsql("")
            .[|EnableSensitiveDataLogging()|] // shows parameters
            .UseSnakeCase());
        builder.Services.AddDbContext<ShopContext>(options => options.[|EnableSensitiveDataLogging(true)|]);
        builder.Services.AddSignalR(options => options.[|EnableDetailedErrors = true|]); // TRACE

        class ShopContext : DbContext { public ShopContext(DbContextOptions<ShopContext> options) : base(options) { } }

        static class Extensions
        {
            public static DbContextOptionsBuilder UseSnakeCase(this DbContextOptionsBuilder options) => options;
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options => options
            .UseNpgsql("")
            .EnableSensitiveDataLogging(builder.Environment.IsDevelopment()) // shows parameters
            .UseSnakeCase());
        builder.Services.AddDbContext<ShopContext>(options => options.EnableSensitiveDataLogging(builder.Environment.IsDevelopment()));
        builder.Services.AddSignalR(options => options.EnableDetailedErrors = builder.Environment.IsDevelopment()); // TRACE

        class ShopContext : DbContext { public ShopContext(DbContextOptions<ShopContext> options) : base(options) { } }

        static class Extensions
        {
            public static DbContextOptionsBuilder UseSnakeCase(this DbContextOptionsBuilder options) => options;
        }
        """);

    [ModernFact]
    public Task An_environment_may_be_a_parameter_or_a_field() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        class Startup(IWebHostEnvironment env)
        {
            public void Configure(DbContextOptionsBuilder options) => options.[|EnableSensitiveDataLogging(sensitiveDataLoggingEnabled: true)|];

            public static IHostBuilder Host() => new HostBuilder().ConfigureServices((context, services) =>
                services.AddSignalR(options => options.[|EnableDetailedErrors = true|]));
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        class Startup(IWebHostEnvironment env)
        {
            public void Configure(DbContextOptionsBuilder options) => options.EnableSensitiveDataLogging(sensitiveDataLoggingEnabled: env.IsDevelopment());

            public static IHostBuilder Host() => new HostBuilder().ConfigureServices((context, services) =>
                services.AddSignalR(options => options.EnableDetailedErrors = context.HostingEnvironment.IsDevelopment()));
        }
        """);

    [ModernFact]
    public Task The_namespace_is_imported_where_it_is_missing() => new VerifyCS.Test
    {
        TestCode = """
            // Shop
            using Microsoft.EntityFrameworkCore;

            class Startup(Microsoft.Extensions.Hosting.IHostEnvironment environment)
            {
                public void Configure(DbContextOptionsBuilder options)
                {
                    options.[|EnableSensitiveDataLogging()|];
                    options.[|EnableSensitiveDataLogging()|].UseNpgsql("");
                }
            }
            """,
        FixedCode = """
            // Shop
            using Microsoft.EntityFrameworkCore;
            using Microsoft.Extensions.Hosting;

            class Startup(Microsoft.Extensions.Hosting.IHostEnvironment environment)
            {
                public void Configure(DbContextOptionsBuilder options)
                {
                    options.EnableSensitiveDataLogging(environment.IsDevelopment());
                    options.EnableSensitiveDataLogging(environment.IsDevelopment()).UseNpgsql("");
                }
            }
            """,
        ImplicitUsings = "",
    }.RunAsync();

    [Fact]
    public Task Without_an_environment_the_call_goes() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        class ShopContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                options.UseNpgsql("").[|EnableSensitiveDataLogging()|];
                options
                    .[|EnableSensitiveDataLogging()|]
                    .UseNpgsql("");
                // Helps while debugging.
                options.[|EnableSensitiveDataLogging()|];
                options?.[|EnableSensitiveDataLogging()|];
            }

            static readonly DbContextOptions<ShopContext> Options = new DbContextOptionsBuilder<ShopContext>().[|EnableSensitiveDataLogging()|].Options;

            static void Add(IServiceCollection services) => services.AddDbContext<ShopContext>(options => options.[|EnableSensitiveDataLogging()|]);

            static Func<DbContextOptionsBuilder, DbContextOptionsBuilder> Configure => options => options.[|EnableSensitiveDataLogging()|];

            static void Hubs(IServiceCollection services) => services.AddSignalR(options => options.[|EnableDetailedErrors = true|]);
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        class ShopContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                options.UseNpgsql("");
                options
                    .UseNpgsql("");
                // Helps while debugging.
            }

            static readonly DbContextOptions<ShopContext> Options = new DbContextOptionsBuilder<ShopContext>().Options;

            static void Add(IServiceCollection services) => services.AddDbContext<ShopContext>(options => { });

            static Func<DbContextOptionsBuilder, DbContextOptionsBuilder> Configure => options => options;

            static void Hubs(IServiceCollection services) => services.AddSignalR(options => { });
        }
        """);

    [Fact]
    public Task What_is_on_by_default_is_switched_off() => new VerifyCS.Test
    {
        TestCode = """
            var services = new ServiceCollection();
            services.AddAuthentication().AddJwtBearer(options => options.[|IncludeErrorDetails = true|]);
            """,
        FixedCode = """
            var services = new ServiceCollection();
            services.AddAuthentication().AddJwtBearer(options => options.IncludeErrorDetails = false);
            """,
        Stubs = ["Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.IdentityModel.Tokens"],
    }.RunAsync();

    [Fact]
    public Task An_expression_body_that_was_the_call_is_empty() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        class ShopContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.[|EnableSensitiveDataLogging()|]; // all

            static void Configure(DbContextOptionsBuilder options)
            {
                Local();
                void Local() => options.[|EnableSensitiveDataLogging()|];
            }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        class ShopContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) { } // all

            static void Configure(DbContextOptionsBuilder options)
            {
                Local();
                void Local() { }
            }
        }
        """);

    [Fact]
    public Task An_assignment_whose_value_is_used_is_switched_off() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.SignalR;

        class Setup
        {
            bool? Configure(HubOptions options) => options.[|EnableDetailedErrors = true|];
        }
        """,
        """
        using Microsoft.AspNetCore.SignalR;

        class Setup
        {
            bool? Configure(HubOptions options) => options.EnableDetailedErrors = false;
        }
        """);
}
