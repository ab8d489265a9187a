using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4007CertificateValidationDisabledAnalyzer, BackendGuardrails.Security.BG4007CertificateValidationDisabledCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4007CertificateValidationDisabledTests
{
    [Theory]
    [InlineData("(_, _, _, _) => true")]
    [InlineData("delegate { return true; }")]
    [InlineData("(message, certificate, chain, errors) => { Console.WriteLine(errors); return true; }")]
    [InlineData("(message, certificate, chain, errors) => errors == SslPolicyErrors.None || true")]
    [InlineData("(message, certificate, chain, errors) => errors == SslPolicyErrors.None ? true : true")]
    [InlineData("(message, certificate, chain, errors) => AcceptAll(message, certificate, chain, errors)")]
    [InlineData("AcceptAll")]
    [InlineData("Handlers.AcceptAll")]
    [InlineData("Field")]
    [InlineData("Property")]
    [InlineData("HttpClientHandler.DangerousAcceptAnyServerCertificateValidator")]
    [InlineData("Anything")]
    public Task A_handler_that_accepts_every_certificate_is_reported(string callback) => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;
        using static Spellings;

        static class Spellings
        {
            public static bool Anything(HttpRequestMessage message, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) { return true; }
        }

        class Handlers
        {
            private static readonly Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool> Field = (_, _, _, _) => true;
            private static Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool> Property => (_, _, _, _) => true;

            public HttpClient Create()
            {
                var handler = new HttpClientHandler();
                handler.[|ServerCertificateCustomValidationCallback = {{callback}}|];
                return new HttpClient(handler);
            }

            private static bool AcceptAll(HttpRequestMessage message, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                if (errors != SslPolicyErrors.None)
                    Console.WriteLine(errors);
                return true;
            }
        }
        """);

    [Fact]
    public Task One_arm_of_a_conditional_is_enough() => VerifyCS.VerifyAnalyzerAsync(
        """
        class Handlers
        {
            HttpClientHandler Create(bool strict) => new() { {|#0:ServerCertificateCustomValidationCallback = strict ? null : (_, _, _, _) => true|} };
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("ServerCertificateCustomValidationCallback"));

    [Fact]
    public Task A_local_that_holds_the_callback_is_followed() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;

        RemoteCertificateValidationCallback acceptAll = (_, _, _, _) => true;
        RemoteCertificateValidationCallback changed = (_, _, _, _) => true;
        changed = (_, _, _, errors) => errors == SslPolicyErrors.None;
        bool Anyone(object sender, object? certificate, object? chain, SslPolicyErrors errors) => true;

        var one = new SocketsHttpHandler { SslOptions = { [|RemoteCertificateValidationCallback = acceptAll|] } };
        var two = new SocketsHttpHandler { SslOptions = new() { [|RemoteCertificateValidationCallback = Anyone|] } };
        var three = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = changed } };
        three.SslOptions.[|RemoteCertificateValidationCallback = static delegate { return true; }|];
        """);

    [Fact]
    public Task A_library_may_take_any_delegate_that_is_told_the_errors()
    {
        var library = CSharpCompilation.Create(
            "Elastic", [CSharpSyntaxTree.ParseText(Stub.Load("Elastic.Clients.Elasticsearch"))], RealReferences.Full, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        return new VerifyCS.Test
        {
            TestCode = """
                using Elastic.Clients.Elasticsearch;
                using System.Net.Security;

                class Search
                {
                    void Configure(ElasticsearchClientSettings settings)
                    {
                        settings.[|ServerCertificateValidationCallback((_, _, _, _) => true)|];
                        settings.ServerCertificateValidationCallback((_, _, _, errors) => errors == SslPolicyErrors.None);
                        settings.SetAlways((_, _) => true);
                    }
                }
                """,
            TestState = { AdditionalReferences = { MetadataReference.CreateFromImage(image.ToArray()) } },
        }.RunAsync();
    }

    [Fact]
    public Task Every_client_that_can_be_told_so_is_reported() => new VerifyCS.Test
    {
        TestCode = """
            using System.Net;
            using System.Net.Security;
            using System.Net.Sockets;
            using System.Net.WebSockets;
            using MailKit;
            using MailKit.Net.Smtp;
            using Npgsql;
            using RabbitMQ.Client;
            using Client = System.Net.Http.HttpClientHandler;

            class Clients
            {
                void Mail(SmtpClient smtp, IMailService any)
                {
                    smtp.[|ServerCertificateValidationCallback = (_, _, _, _) => true|];
                    any.[|ServerCertificateValidationCallback = (_, _, _, _) => true|];
                }

                void Legacy()
                {
            #pragma warning disable SYSLIB0014
                    ServicePointManager.[|ServerCertificateValidationCallback += (_, _, _, _) => true|];
                    ServicePointManager.[|ServerCertificateValidationCallback = delegate { return true; }|];
            #pragma warning restore SYSLIB0014
                }

                void Sockets(ClientWebSocket socket) => socket.Options.[|RemoteCertificateValidationCallback = (_, _, _, _) => true|];

                SslStream Stream(TcpClient client) => new(client.GetStream(), false, [|(_, _, _, _) => true|]);

                SslStream Named(TcpClient client) => new SslStream(client.GetStream(), leaveInnerStreamOpen: false, [|userCertificateValidationCallback: (_, _, _, _) => true|]);

                void Database(NpgsqlConnection connection, NpgsqlDataSourceBuilder builder)
                {
            #pragma warning disable CS0618
                    connection.[|UserCertificateValidationCallback = (_, _, _, _) => true|];
                    builder.[|UseUserCertificateValidationCallback((_, _, _, _) => true)|];
            #pragma warning restore CS0618
                }

                ConnectionFactory Broker() => new()
                {
                    Ssl = new SslOption
                    {
                        Enabled = true,
                        [|AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch|],
                        [|CertificateValidationCallback = (_, _, _, _) => true|],
                    },
                };

                SslOption OtherName() => new() { AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateNameMismatch };

                Client Alias() => new Client { [|ServerCertificateCustomValidationCallback = Client.DangerousAcceptAnyServerCertificateValidator|] };
            }
            """,
        Stubs = ["MailKit", "RabbitMQ.Client"],
        UseFullReferences = true,
    }.RunAsync();

    [ModernFact]
    public Task A_derived_handler_and_configure_lambdas_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("erp").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler
        {
            [|ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator|],
        });
        builder.Services.Configure<SslClientAuthenticationOptions>(options => options.[|RemoteCertificateValidationCallback = (_, _, _, _) => true|]);

        class ErpHandler(Uri address) : HttpClientHandler
        {
            public void Open() => [|ServerCertificateCustomValidationCallback = (_, _, _, _) => address.IsAbsoluteUri || true|];
        }
        """);

    [Fact]
    public Task A_multi_line_callback_is_reported_at_its_name() => VerifyCS.VerifyAnalyzerAsync("""
        class Handlers
        {
            HttpClientHandler Create() => new()
            {
                [|ServerCertificateCustomValidationCallback|] = (_, _, _, _) =>
                {
                    return true;
                },
            };
        }
        """);

    [Fact]
    public Task Behind_a_setting_it_is_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var handler = new HttpClientHandler();
        if (builder.Configuration.GetValue<bool>("Erp:TrustAll"))
            handler.{|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|};
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("ServerCertificateCustomValidationCallback"));

    [Theory]
    [InlineData("services.AddHttpClient(Names.LoopbackClient)", DiagnosticSeverity.Info)]
    [InlineData("services.AddHttpClient(\"localhost\")", DiagnosticSeverity.Info)]
    [InlineData("services.AddHttpClient(\"shop\")", DiagnosticSeverity.Warning)]
    public Task A_client_for_the_machine_itself_is_information(string client, DiagnosticSeverity severity) => new VerifyCS.Test
    {
        TestCode = $$"""
            public static class Names { public const string LoopbackClient = "a"; }

            public static class Setup
            {
                public static void Add(IServiceCollection services)
                {
                    var unrelated = "localhost";
                    {{client}}.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|#0:ServerCertificateCustomValidationCallback = (_, _, _, _) => true|} });
                }
            }
            """,
        ExpectedDiagnostics = { VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithMessage(null) },
    }.RunAsync();
}
