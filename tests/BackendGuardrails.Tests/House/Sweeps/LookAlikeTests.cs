namespace BackendGuardrails.Tests.House;

/// <summary>Classes that are only called like those of the libraries. Rules know a library by its full names.</summary>
public class LookAlikeTests
{
    private const string Libraries = """
        namespace Shop.Lookalikes;

        public enum TransactionScopeOption { Required, RequiresNew }
        public class TransactionScope : IDisposable { public TransactionScope() { } public TransactionScope(TransactionScopeOption option) { } public void Complete() { } public void Dispose() { } }
        public class Transaction : IDisposable { public Task CommitAsync() => Task.CompletedTask; public void Dispose() { } }
        public class DatabaseFacade { public Task<Transaction> BeginTransactionAsync() => Task.FromResult(new Transaction()); public void SetCommandTimeout(int seconds) { } }
        public class DbContext { public DatabaseFacade Database { get; } = new(); public Task<int> SaveChangesAsync() => Task.FromResult(0); }
        public class NpgsqlOptions { public NpgsqlOptions EnableRetryOnFailure(int count = 3) => this; public NpgsqlOptions CommandTimeout(int seconds) => this; }
        public class DbContextOptionsBuilder
        {
            public DbContextOptionsBuilder UseNpgsql(string text, Action<NpgsqlOptions> configure) => this;
            public DbContextOptionsBuilder EnableSensitiveDataLogging() => this;
            public DbContextOptionsBuilder EnableDetailedErrors() => this;
        }
        public class DbCommand { public int CommandTimeout { get; set; } public string CommandText { get; set; } = ""; public int ExecuteNonQuery() => 0; }
        public class HttpClientHandler { public Func<object, object, object, object, bool>? ServerCertificateCustomValidationCallback { get; set; } public bool CheckCertificateRevocationList { get; set; } }
        public class HttpClient { public HttpClient() { } public HttpClient(HttpClientHandler handler) { } public TimeSpan Timeout { get; set; } public Task PostAsync(string url, object body) => Task.CompletedTask; }
        public class HttpClientBuilder { public HttpClientBuilder AddStandardResilienceHandler() => this; public HttpClientBuilder AddPolicyHandler(object policy) => this; }
        public class CorsPolicyBuilder { public CorsPolicyBuilder SetIsOriginAllowed(Func<string, bool> check) => this; public CorsPolicyBuilder AllowAnyOrigin() => this; public CorsPolicyBuilder AllowCredentials() => this; }
        public class TokenValidationParameters
        {
            public bool ValidateIssuer { get; set; } public bool ValidateAudience { get; set; } public bool ValidateLifetime { get; set; }
            public bool ValidateIssuerSigningKey { get; set; } public bool RequireSignedTokens { get; set; } public bool RequireExpirationTime { get; set; }
        }
        public class JwtBearerOptions { public bool RequireHttpsMetadata { get; set; } public bool IncludeErrorDetails { get; set; } public TokenValidationParameters TokenValidationParameters { get; set; } = new(); }
        public static class IdentityModelEventSource { public static bool ShowPII { get; set; } }
        public class MemoryCache { public T Set<T>(object key, T value) => value; public T GetOrCreate<T>(object key, Func<object, T> make) => make(key); public Task SetStringAsync(string key, string value) => Task.CompletedTask; }
        public class RedisDatabase { public bool StringSet(string key, string value) => true; }
        public class Application { public Application UseDeveloperExceptionPage() => this; public Application UseMigrationsEndPoint() => this; }
        public class ServiceCollection
        {
            public HttpClientBuilder AddHttpClient(string name, Action<HttpClient> configure) => new();
            public void AddDbContext<T>(Action<DbContextOptionsBuilder> configure) { }
            public void AddCors(Action<CorsPolicyBuilder> configure) { }
            public void AddJwtBearer(Action<JwtBearerOptions> configure) { }
        }
        """;

    private const string Use = """
        public class Service(DbContext db, MemoryCache cache, RedisDatabase redis, ServiceCollection services, Application app)
        {
            public async Task RunAsync(HttpClient client, DbCommand command)
            {
                using var scope = new TransactionScope(TransactionScopeOption.RequiresNew);
                using var transaction = await db.Database.BeginTransactionAsync();
                db.Database.SetCommandTimeout(0);
                command.CommandTimeout = 0;
                client.Timeout = Timeout.InfiniteTimeSpan;
                cache.Set("key", 1);
                cache.GetOrCreate("key", _ => 1);
                await cache.SetStringAsync("key", "value");
                redis.StringSet("key", "value");
                await client.PostAsync("/payments", new { Amount = 1 });
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                scope.Complete();
            }

            public void Configure()
            {
                _ = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { Timeout = TimeSpan.MaxValue };
                services.AddHttpClient("payments", client => client.Timeout = Timeout.InfiniteTimeSpan).AddStandardResilienceHandler().AddPolicyHandler(1);
                services.AddDbContext<DbContext>(options => options.UseNpgsql("", npgsql => npgsql.EnableRetryOnFailure().CommandTimeout(0)).EnableSensitiveDataLogging().EnableDetailedErrors());
                services.AddCors(cors => cors.SetIsOriginAllowed(_ => true).AllowAnyOrigin().AllowCredentials());
                services.AddJwtBearer(jwt =>
                {
                    jwt.RequireHttpsMetadata = false;
                    jwt.IncludeErrorDetails = true;
                    jwt.TokenValidationParameters = new TokenValidationParameters { ValidateIssuer = false, ValidateAudience = false, RequireSignedTokens = false };
                    jwt.TokenValidationParameters.ValidateLifetime = false;
                });
                IdentityModelEventSource.ShowPII = true;
                app.UseDeveloperExceptionPage().UseMigrationsEndPoint();
            }
        }
        public static class Start { public static void Main() { } }
        """;

    [Fact]
    public async Task Look_alikes_are_not_reported()
    {
        var project = SweptCode.BesideTheSample($"{Libraries}\n{Use}");

        Assert.Empty((await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Contract.Holds((await AllAnalyzers.RunAsync(project, "look-alikes")).Select(found => $"{found.Id} is fooled by a class of the same name: {found.GetMessage()} Compare the full name."));
    }
}
