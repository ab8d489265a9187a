using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4007CertificateValidationDisabledAnalyzer, BackendGuardrails.Security.BG4007CertificateValidationDisabledCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4007CertificateValidationDisabledNameTests
{
    [Theory]
    [InlineData("SkipCertificateValidation")]
    [InlineData("IgnoreSslErrors")]
    [InlineData("AllowInvalidCerts")]
    [InlineData("AddInsecureClient")]
    public Task A_method_that_others_ask_for_by_name_is_a_hint(string name) => VerifyAsync(
        $$"""
        public static class Clients
        {
            public static IHttpClientBuilder {{name}}(this IHttpClientBuilder builder) =>
                builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
        }
        """,
        Hint(0));

    [Theory]
    [InlineData("AddErpClient")]
    [InlineData("ValidateCertificates")]
    [InlineData("AcceptOrders")]
    public Task Other_names_are_no_excuse(string name) => VerifyAsync(
        $$"""
        public static class Clients
        {
            public static IHttpClientBuilder {{name}}(this IHttpClientBuilder builder) =>
                builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
        }
        """,
        Warning(0));

    [Fact]
    public Task The_name_is_no_excuse_where_every_start_asks_for_it() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("payments").SkipCertificateValidation();

        public static class Clients
        {
            public static IHttpClientBuilder SkipCertificateValidation(this IHttpClientBuilder builder) =>
                builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
        }
        """,
        Warning(0));

    [Fact]
    public Task Who_asks_may_be_held_back_by_a_setting_or_ask_by_name_as_well() => VerifyAsync(
        """
        public class Clients(bool ignoreSsl)
        {
            public void Add(IServiceCollection services)
            {
                if (ignoreSsl)
                    services.AddHttpClient("erp").SkipCertificateValidation();
            }

            public void AddInsecure(IServiceCollection services) => services.AddHttpClient("old-erp").SkipCertificateValidation();

            public void AddNamed(IServiceCollection services) => services.AddHttpClient("erp-ignore-ssl").SkipCertificateValidation();
        }

        public static class Builders
        {
            public static IHttpClientBuilder SkipCertificateValidation(this IHttpClientBuilder builder) =>
                builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
        }
        """,
        Hint(0));

    [Fact]
    public Task A_client_that_others_ask_for_by_name_is_a_hint() => VerifyAsync(
        """
        static class Names
        {
            public static readonly string HttpClientIgnoreVerifySsl = "jobs";
        }

        static class Clients
        {
            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient(Names.HttpClientIgnoreVerifySsl)
                    .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
                services.AddHttpClient("insecure").ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(9))
                    .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#1:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
                services.AddHttpClient("payments")
                    .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#2:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
            }
        }
        """,
        Hint(0), Hint(1), Warning(2));

    [Fact]
    public Task A_handler_type_is_asked_for_by_its_name_unless_it_is_made_for_everyone() => VerifyAsync(
        """
        public class UntrustedCertHandlers
        {
            public HttpMessageHandler Create() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
        }

        public class InsecureHandlers
        {
            public HttpMessageHandler Create() => new HttpClientHandler { {|#1:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
        }

        public class InsecureTlsHandler : DelegatingHandler
        {
            public InsecureTlsHandler() => InnerHandler = new HttpClientHandler { {|#2:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
        }

        public class Payments
        {
            private readonly HttpClient _client = new(new UntrustedCertHandlers().Create());

            public void Add(IServiceCollection services) => services.AddTransient<InsecureTlsHandler>();
        }
        """,
        Warning(0), Hint(1), Warning(2));

    [Fact]
    public Task Surroundings_of_tests_make_it_a_hint() => VerifyAsync(
        """
        namespace Shop.Fixtures
        {
            class Clients
            {
                HttpClientHandler Create() => new() { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
            }
        }

        class FakeGateway
        {
            class Inner
            {
                HttpClientHandler Create() => new() { {|#1:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
            }
        }

        class LatestPrices
        {
            HttpClientHandler Create() => new() { {|#2:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
        }

        class DevelopmentHttpClientFactory
        {
            HttpClientHandler Create() => new() { {|#3:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
        }
        """,
        Hint(0), Hint(1), Warning(2), Hint(3));

    [Theory]
    [InlineData("https://localhost:5001", true)]
    [InlineData("https://host.docker.internal:32768", true)]
    [InlineData("https://erp.internal", false)]
    public Task The_machine_itself_is_a_hint(string address, bool isHint) => VerifyAsync(
        $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("erp", client => client.BaseAddress = new Uri("{{address}}"))
            .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
        builder.Services.AddHttpClient("erp", client => { client.BaseAddress = new Uri("{{address}}"); })
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                return new HttpClientHandler { {|#1:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} };
            });
        """,
        isHint ? Hint(0) : Warning(0), isHint ? Hint(1) : Warning(1));

    private static DiagnosticResult Hint(int place) => Warning(place).WithSeverity(DiagnosticSeverity.Info);

    private static DiagnosticResult Warning(int place) =>
        VerifyCS.Diagnostic().WithLocation(place).WithArguments("ServerCertificateCustomValidationCallback");

    private static Task VerifyAsync(string source, params DiagnosticResult[] expected) => VerifyCS.VerifyAnalyzerAsync(source, expected);
}
