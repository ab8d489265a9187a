using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5003TimeoutOffAnalyzer, BackendGuardrails.Resilience.BG5003TimeoutOffCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5003TimeoutOffTests
{
    private static Task Verify(string members) => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.Data;
        using System.Data.Common;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;
        using static System.Threading.Timeout;

        public class Shop : DbContext { }

        public class Orders
        {
            {{members}}
        }
        """);

    [Theory]
    [InlineData("void M(HttpClient c) => c.Timeout = [|Timeout.InfiniteTimeSpan|];")]
    [InlineData("void M(HttpClient c) { c.Timeout = [|InfiniteTimeSpan|]; }")]
    [InlineData("void M(HttpClient c) => c.Timeout = [|TimeSpan.FromMilliseconds(-1)|];")]
    [InlineData("void M(HttpClient c) => c.Timeout = [|TimeSpan.FromMilliseconds(Timeout.Infinite)|];")]
    [InlineData("void M(HttpClient c) => c.Timeout = [|new TimeSpan(0, 0, 0, 0, -1)|];")]
    [InlineData("void M(HttpClient c) => c.Timeout = [|new(0, 0, 0, 0, Infinite)|];")]
    [InlineData("HttpClient M() => new HttpClient { Timeout = [|Timeout.InfiniteTimeSpan|] };")]
    [InlineData("HttpClient M() { HttpClient c = new() { Timeout = [|Timeout.InfiniteTimeSpan|] }; return c; }")]
    [InlineData("static readonly TimeSpan Never = Timeout.InfiniteTimeSpan; void M(HttpClient c) => c.Timeout = [|Never|];")]
    [InlineData("void M(IServiceCollection s) => s.AddHttpClient(\"x\", c => c.Timeout = [|Timeout.InfiniteTimeSpan|]);")]
    [InlineData("void M(IServiceCollection s) => s.AddHttpClient(\"x\").ConfigureHttpClient((_, c) => { c.Timeout = [|Timeout.InfiniteTimeSpan|]; });")]
    [InlineData("class Mine : HttpClient { } void M(Mine c) => c.Timeout = [|Timeout.InfiniteTimeSpan|];")]
    [InlineData("void M(HttpClient c, bool b) { if (b) c.Timeout = [|Timeout.InfiniteTimeSpan|]; else c.BaseAddress = null; }")]
    [InlineData("void M(HttpClient c) { c.Timeout = [|Timeout.InfiniteTimeSpan|]; SetTimeout(5); } void SetTimeout(int s) { }")]
    public Task An_HTTP_client_that_waits_forever_is_reported(string member) => Verify(member);

    [Theory]
    [InlineData("void M(HttpClient c) => c.Timeout = TimeSpan.FromMinutes(10);")]
    [InlineData("void M(HttpClient c, TimeSpan limit) => c.Timeout = limit;")]
    [InlineData("void M(HttpClient c, bool b) { var t = Timeout.InfiniteTimeSpan; if (b) t = TimeSpan.FromSeconds(1); c.Timeout = t; }")]
    [InlineData("void M(HttpClient c) => c.Timeout = TimeSpan.FromMilliseconds(1);")]
    [InlineData("void M(SocketsHttpHandler h) => h.ConnectTimeout = Timeout.InfiniteTimeSpan;")]
    [InlineData("void M(HttpClient c) => c.Timeout = Timeout.InfiniteTimeSpan; Task N(HttpClient c) => c.GetStreamAsync(\"/\");")]
    [InlineData("Task M(HttpClient c) { c.Timeout = Timeout.InfiniteTimeSpan; return c.SendAsync(new(), HttpCompletionOption.ResponseHeadersRead); }")]
    [InlineData("void M(HttpClient c) { c.Timeout = Timeout.InfiniteTimeSpan; c.DefaultRequestHeaders.Add(\"Accept\", \"text/event-stream\"); }")]
    [InlineData("Task M(HttpClient c) { c.Timeout = Timeout.InfiniteTimeSpan; using var cts = new CancellationTokenSource(5000); return c.GetAsync(\"/\", cts.Token); }")]
    [InlineData("Task M(HttpClient c) { c.Timeout = Timeout.InfiniteTimeSpan; using CancellationTokenSource cts = new(5000); return c.GetAsync(\"/\", cts.Token); }")]
    [InlineData("Task M(HttpClient c, CancellationTokenSource s) { c.Timeout = Timeout.InfiniteTimeSpan; s.CancelAfter(5); return c.GetAsync(\"/\", s.Token); }")]
    [InlineData("void ImportOrders(HttpClient c) => c.Timeout = Timeout.InfiniteTimeSpan;")]
    [InlineData("void M(IServiceCollection s) => s.AddHttpClient<Feed>(c => c.Timeout = Timeout.InfiniteTimeSpan); class Feed { readonly HttpClient c = null!; Task N() => c.GetStreamAsync(\"/\"); }")]
    [InlineData("void M(IServiceCollection s) => s.AddHttpClient(\"x\", c => c.Timeout = Timeout.InfiniteTimeSpan); Task N(IHttpClientFactory f) => f.CreateClient(\"x\").GetStreamAsync(\"/\");")]
    [InlineData("class Job { public TimeSpan Timeout { get; set; } } void M(Job j) => j.Timeout = System.Threading.Timeout.InfiniteTimeSpan;")]
    [InlineData("Task M(HttpClient c) { c.Timeout = Timeout.InfiniteTimeSpan; return WithTimeout(5, t => c.GetAsync(\"/\", t)); } static Task WithTimeout(int s, Func<CancellationToken, Task> f) => f(default);")]
    [InlineData("void M(HttpClient c, int s) { if (s > 0) c.Timeout = TimeSpan.FromSeconds(s); else { c.Timeout = Timeout.InfiniteTimeSpan; } }")]
    public Task An_HTTP_client_that_streams_or_ends_otherwise_is_fine(string member) => Verify(member);

    [Theory]
    [InlineData("s.AddHttpClient(\"x\", c => c.Timeout = Timeout.InfiniteTimeSpan).AddStandardResilienceHandler();")]
    [InlineData("var b = s.AddHttpClient(\"x\", c => c.Timeout = Timeout.InfiniteTimeSpan); b.AddStandardResilienceHandler();")]
    [InlineData("s.AddHttpClient(\"x\", c => c.Timeout = Timeout.InfiniteTimeSpan); s.ConfigureHttpClientDefaults(d => d.AddStandardResilienceHandler());")]
    public Task A_resilience_handler_limits_the_call_instead(string statements) => new VerifyCS.Test
    {
        TestCode = $"class Setup {{ void M(IServiceCollection s) {{ {statements} }} }}",
        Stubs = ["Microsoft.Extensions.Http.Resilience"],
        UseFullReferences = true,
    }.RunAsync();

    [Theory]
    [InlineData("void M(DbCommand c) => c.CommandTimeout = [|0|];")]
    [InlineData("void M(IDbCommand c) => c.CommandTimeout = [|0|];")]
    [InlineData("NpgsqlCommand M() => new() { CommandTimeout = [|0|] };")]
    [InlineData("const int Off = 0; void M(NpgsqlCommand c) => c.CommandTimeout = [|Off|];")]
    [InlineData("void M(Shop db) => db.Database.SetCommandTimeout([|0|]);")]
    [InlineData("void M(Shop db) => db.Database.SetCommandTimeout([|TimeSpan.Zero|]);")]
    [InlineData("void M(Shop db) => RelationalDatabaseFacadeExtensions.SetCommandTimeout(db.Database, [|0|]);")]
    [InlineData("void M(DbContextOptionsBuilder b, string s) => b.UseNpgsql(s, o => o.CommandTimeout([|0|]));")]
    [InlineData("Task M(IDbConnection c) => c.QueryAsync<int>(\"select 1\", commandTimeout: [|0|]);")]
    [InlineData("CommandDefinition M() => new(\"select 1\", commandTimeout: [|0|]);")]
    [InlineData("void M() => SqlMapper.Settings.CommandTimeout = [|0|];")]
    [InlineData("NpgsqlConnectionStringBuilder M() => new() { CommandTimeout = [|0|], Timeout = [|0|] };")]
    public Task A_command_without_a_timeout_is_reported(string member) => Verify(member);

    [Theory]
    [InlineData("void M(DbCommand c) => c.CommandTimeout = 60;")]
    [InlineData("void M(DbCommand c, int seconds) => c.CommandTimeout = seconds;")]
    [InlineData("void M(Shop db) => db.Database.SetCommandTimeout(TimeSpan.FromMinutes(1));")]
    [InlineData("void M(Shop db) => db.Database.SetCommandTimeout((int?)null);")]
    [InlineData("Task M(IDbConnection c) => c.QueryAsync<int>(\"select 1\", commandTimeout: 5);")]
    [InlineData("Task M(IDbConnection c) => c.QueryAsync<int>(\"select 1\");")]
    [InlineData("void M(Shop db) { db.Database.SetCommandTimeout(0); db.Database.Migrate(); }")]
    [InlineData("void MigrateAll(Shop db) => db.Database.SetCommandTimeout(0);")]
    [InlineData("void M(Shop db) { void Seed() => db.Database.SetCommandTimeout(0); Seed(); }")]
    [InlineData("class OrderArchiver { void M(DbCommand c) => c.CommandTimeout = 0; }")]
    [InlineData("class Factory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<Shop> { public Shop CreateDbContext(string[] a) { new NpgsqlCommand().CommandTimeout = 0; return null!; } }")]
    [InlineData("class Job { public int CommandTimeout { get; set; } } void M(Job j) => j.CommandTimeout = 0;")]
    public Task A_command_with_a_timeout_or_for_maintenance_is_fine(string member) => Verify(member);

    [Fact]
    public Task Important_is_not_import() => Verify("void MarkImportant(DbCommand c) => c.CommandTimeout = [|0|];");

    [Theory]
    [InlineData("object M() => new NpgsqlConnection(\"Host=db;[|Timeout=0|]\");")]
    [InlineData("object M() => new NpgsqlConnection(\"[|Command Timeout = 0|];Host=db\");")]
    [InlineData("object M(string h) => new NpgsqlConnection($\"Host={h};[|CommandTimeout=0|];\");")]
    [InlineData("object M() => new NpgsqlConnection { ConnectionString = \"Host=db;[|Timeout=0|]\" };")]
    [InlineData("void M(DbConnection c) => c.ConnectionString = \"Server=db;[|Connect Timeout=0|];\";")]
    [InlineData("void M(DbContextOptionsBuilder b) => b.UseNpgsql(\"Host=db;[|Timeout=0|]\");")]
    [InlineData("object M() => NpgsqlDataSource.Create(\"Host=db;[|Timeout=0|]\");")]
    [InlineData("const string Db = \"Host=db;Timeout=0\"; object M() => new NpgsqlConnection([|Db|]);")]
    [InlineData("object M() => new NpgsqlConnection(\"Host=db;Timeout=15;Command Timeout=30\");")]
    [InlineData("object M(string s) => new NpgsqlConnection(s);")]
    [InlineData("object M() => new NpgsqlConnection(\"Host=db;Cancellation Timeout=0;Timeout=05\");")]
    [InlineData("string M() => \"Host=db;Timeout=0\";")]
    public Task A_connection_string_that_switches_a_timeout_off_is_reported(string member) => Verify(member);

    [Fact]
    public Task Top_level_statements_are_seen() => VerifyCS.VerifyAnalyzerAsync("""
        using Never = System.Threading.Timeout;

        var client = new HttpClient { Timeout = [|Never.InfiniteTimeSpan|] };
        """);

    [Theory]
    [InlineData("void M(HttpClient c) => c.Timeout = ")]
    [InlineData("void M(HttpClient c) { c.Timeout = Timeout. }")]
    public Task Half_typed_code_does_not_throw(string member) => new VerifyCS.Test
    {
        TestCode = $"class C {{ {member} }}",
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("void M(HttpClient c) => c.Timeout = [|Timeout.InfiniteTimeSpan|];", "void M(HttpClient c) => c.Timeout = TimeSpan.FromSeconds(30);")]
    [InlineData("void M(DbCommand c) => c.CommandTimeout = [|0|]; // off", "void M(DbCommand c) => c.CommandTimeout = 30; // off")]
    [InlineData("Task M(IDbConnection c) => c.QueryAsync<int>(\"x\", commandTimeout: [|0|]);", "Task M(IDbConnection c) => c.QueryAsync<int>(\"x\", commandTimeout: 30);")]
    [InlineData("object M() => new NpgsqlConnection(\"Host=db;[|Timeout=0|];\");", "object M() => new NpgsqlConnection(\"Host=db;Timeout=30;\");")]
    [InlineData("object M() => new NpgsqlConnection(@\"Host=db;[|Command Timeout = 0|]\");", "object M() => new NpgsqlConnection(@\"Host=db;Command Timeout = 30\");")]
    [InlineData(
        "const string Db = \"Host=db;Timeout=0\"; object M() => new NpgsqlConnection([|Db|]);",
        "const string Db = \"Host=db;Timeout=30\"; object M() => new NpgsqlConnection(Db);")]
    public Task The_fix_sets_a_limit(string before, string after) => VerifyCS.VerifyCodeFixAsync(Fixable(before), Fixable(after));

    private static string Fixable(string member) => $$"""
        using System.Data;
        using System.Data.Common;
        using Dapper;
        using Npgsql;

        public class Orders
        {
            {{member}}
        }
        """;

    [Fact]
    public Task Fix_All_takes_the_limit_from_the_option() => new VerifyCS.Test
    {
        TestCode = Fixable("object M(NpgsqlCommand c) { c.CommandTimeout = [|0|]; return new NpgsqlCommand { CommandTimeout = /* off */ [|0|] }; }"),
        FixedCode = Fixable("object M(NpgsqlCommand c) { c.CommandTimeout = 10; return new NpgsqlCommand { CommandTimeout = /* off */ 10 }; }"),
        EditorConfig = "backend_guardrails.default_timeout_seconds = 10",
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_setting() => new VerifyCS.Test
    {
        TestCode = "class C { void M(HttpClient c) => c.Timeout = {|#0:Timeout.InfiniteTimeSpan|}; }",
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithMessage(
                "'HttpClient.Timeout' is switched off here: when the other side hangs, every caller waits with it; set a limit, such as 30 seconds"),
        },
    }.RunAsync();
}
