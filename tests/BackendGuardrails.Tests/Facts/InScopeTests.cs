using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Tests.Facts;

public class InScopeTests
{
    private static string? Find(string source, Wanted wanted) => InScope.Find(Probe.Of(source).Operation, wanted);

    private static string? Logger(string members) => Find($"class Service {{ {members} }}", Wanted.Logger);

    [Theory]
    [InlineData("ILogger<Service> _logger = null!; void M() => [|Console.WriteLine()|];", "_logger")]
    [InlineData("ILogger _logger = null!; int Made => [|Math.Abs(1)|];", "_logger")]
    [InlineData("ILogger _logger = null!; int Made { get { return [|Math.Abs(1)|]; } }", "_logger")]
    [InlineData("ILogger _logger = null!; void M() { void Run() { Action run = () => [|Console.WriteLine()|]; } }", "_logger")]
    [InlineData("ILogger Log { get; } = null!; void M() => [|Console.WriteLine()|];", "Log")]
    [InlineData("static ILogger log = null!; static void M() => [|Console.WriteLine()|];", "log")]
    [InlineData("void M(ILogger log) => [|Console.WriteLine()|];", "log")]
    [InlineData("ILogger _logger = null!; void M(ILogger log) => [|Console.WriteLine()|];", "log")]
    [InlineData("ILogger _logger = null!; void M(ILogger log) { var own = log; [|Console.WriteLine()|]; }", "own")]
    [InlineData("void M() { ILogger log = null!; [|Console.WriteLine()|]; }", "log")]
    [InlineData("void M() { Action<ILogger> run = log => [|Console.WriteLine()|]; }", "log")]
    [InlineData("void M(ILogger log) { Action run = () => [|Console.WriteLine()|]; }", "log")]
    [InlineData("void M(ILogger log) { Action<ILogger> run = static own => [|Console.WriteLine()|]; }", "own")]
    [InlineData("static ILogger _logger = null!; void M(ILogger log) { Action run = static () => [|Console.WriteLine()|]; }", "_logger")]
    [InlineData("void M() { static void Run(ILogger log) => [|Console.WriteLine()|]; }", "log")]
    [InlineData("void M<T>(T log) where T : ILogger => [|Console.WriteLine()|];", "log")]
    public void A_logger_is_found(string members, string expected) => Assert.Equal(expected, Logger(members));

    [Theory]
    [InlineData("void M() => [|Console.WriteLine()|];")]
    [InlineData("void M() { [|Console.WriteLine()|]; ILogger log = null!; }")]
    [InlineData("ILogger _logger = null!; static void M() => [|Console.WriteLine()|];")]
    [InlineData("ILogger _logger = null!; class Nested { void M() => [|Console.WriteLine()|]; }")]
    [InlineData("ILogger _logger = null!; int Made { get; } = [|Math.Abs(1)|];")]
    [InlineData("ILogger _logger = null!; object made = [|new object()|];")]
    [InlineData("ILogger _logger = null!; void M() { Action run = static () => [|Console.WriteLine()|]; }")]
    [InlineData("void M(ILogger log) { Action run = static () => [|Console.WriteLine()|]; }")]
    [InlineData("void M(ILogger log) { static void Run() => [|Console.WriteLine()|]; }")]
    [InlineData("void M(out ILogger log) { [|Console.WriteLine()|]; log = null!; }")]
    [InlineData("ILogger Written { set { } } void M() => [|Console.WriteLine()|];")]
    [InlineData("ILogger GetLogger() => null!; void M() => [|Console.WriteLine()|];")]
    [InlineData("void N(ILogger log) { } void M() => [|Console.WriteLine()|];")]
    [InlineData("void M() { { ILogger log = null!; } [|Console.WriteLine()|]; }")]
    public void There_is_no_logger(string members) => Assert.Null(Logger(members));

    [Fact]
    public void A_private_field_of_the_base_class_is_out_of_reach() =>
        Assert.Null(Find("class Base { ILogger _logger = null!; } class Service : Base { void M() => [|Console.WriteLine()|]; }", Wanted.Logger));

    [Fact]
    public void A_protected_field_of_the_base_class_is_found() =>
        Assert.Equal("Log", Find("class Base { protected ILogger Log = null!; } class Service : Base { void M() => [|Console.WriteLine()|]; }", Wanted.Logger));

    [Fact]
    public void Top_level_statements_carry_what_the_builder_has()
    {
        const string Source = "var builder = WebApplication.CreateBuilder(args); builder.Services.[|AddRouting()|]; var app = builder.Build();";

        Assert.Equal("builder.Configuration", Find(Source, Wanted.Configuration));
        Assert.Equal("builder.Environment", Find(Source, Wanted.HostEnvironment));
        Assert.Null(Find(Source, Wanted.Logger));
    }

    [Fact]
    public void Top_level_statements_carry_what_the_application_has()
    {
        const string Source = "var app = WebApplication.CreateBuilder(args).Build(); app.[|UseRouting()|]; app.Run();";

        Assert.Equal("app.Configuration", Find(Source, Wanted.Configuration));
        Assert.Equal("app.Environment", Find(Source, Wanted.HostEnvironment));
        Assert.Equal("app.Logger", Find(Source, Wanted.Logger));
    }

    [Fact]
    public void The_context_of_a_host_builder_carries_configuration_and_environment()
    {
        const string Source = "Host.CreateDefaultBuilder(args).ConfigureServices((context, services) => services.[|AddRouting()|]).Build().Run();";

        Assert.Equal("context.Configuration", Find(Source, Wanted.Configuration));
        Assert.Equal("context.HostingEnvironment", Find(Source, Wanted.HostEnvironment));
    }

    [Fact]
    public void A_clock_and_a_client_factory_are_found_where_they_are_kept()
    {
        const string Source = "class Job { readonly TimeProvider _clock; readonly IHttpClientFactory _clients; Job(TimeProvider t, IHttpClientFactory f) { _clock = t; _clients = f; } void M() => [|Console.WriteLine()|]; }";
        Assert.Equal("_clock", Find(Source, Wanted.TimeProvider));
        Assert.Equal("_clients", Find(Source, Wanted.HttpClientFactory));
    }

    [Fact]
    public void A_request_carries_its_cancellation() => Assert.Equal(
        "context.RequestAborted", Find("class Middleware { void Invoke(HttpContext context) => [|Console.WriteLine()|]; }", Wanted.CancellationToken));

    [Fact]
    public void A_token_wins_over_the_request_that_carries_one() => Assert.Equal(
        "token", Find("class Middleware { void Invoke(HttpContext context, CancellationToken token) => [|Console.WriteLine()|]; }", Wanted.CancellationToken));

    [Fact]
    public void A_keyword_stays_a_name() => Assert.Equal("@lock", Logger("void M(ILogger @lock) => [|Console.WriteLine()|];"));
}
