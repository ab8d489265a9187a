using Microsoft.CodeAnalysis;
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

    [Theory]
    [InlineData("errors == SslPolicyErrors.None")]
    [InlineData("errors == SslPolicyErrors.None || certificate!.Thumbprint == \"AB12\"")]
    [InlineData("certificate?.GetCertHashString() == \"AB12\"")]
    [InlineData("Pinned(certificate)")]
    [InlineData("false")]
    public Task A_handler_that_checks_something_is_quiet(string answer) => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;

        class Handlers
        {
            public HttpClientHandler Create() => new() { ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => {{answer}} };

            private static bool Pinned(X509Certificate2? certificate)
            {
                if (certificate is null)
                    return false;
                return true;
            }
        }
        """);

    [Fact]
    public Task A_callback_that_throws_instead_of_saying_no_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;

        class Handlers
        {
            public SslClientAuthenticationOptions Create() => new()
            {
                RemoteCertificateValidationCallback = (_, _, _, errors) =>
                {
                    if (errors != SslPolicyErrors.None)
                        throw new InvalidOperationException();
                    return true;
                },
            };
        }
        """);

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

    [Fact]
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
    public Task Development_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("erp").ConfigurePrimaryHttpMessageHandler(() =>
        {
            var handler = new HttpClientHandler();
            if (builder.Environment.IsDevelopment())
                handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
            return handler;
        });
        var other = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = builder.Environment.IsDevelopment() ? (_, _, _, _) => true : null,
        };
        if (!builder.Environment.IsDevelopment())
            return;
        other.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
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

    [Fact]
    public Task A_server_that_accepts_any_client_certificate_is_another_matter() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;

        class Server
        {
            SslServerAuthenticationOptions Options() => new() { RemoteCertificateValidationCallback = (_, _, _, _) => true };

            async Task AcceptAsync(Stream inner, X509Certificate2 certificate)
            {
                using var stream = new SslStream(inner, false, (_, _, _, _) => true);
                await stream.AuthenticateAsServerAsync(certificate);
            }
        }
        """);

    [Fact]
    public Task A_look_alike_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Shop
        {
            class HttpClientHandler
            {
                public static Func<object, object, object, object, bool>? DangerousAcceptAnyServerCertificateValidator { get; }
                public Func<object, object, object, object, bool>? ServerCertificateCustomValidationCallback { get; set; }
            }

            class Handlers
            {
                HttpClientHandler One() => new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
                HttpClientHandler Two() => new() { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
            }
        }
        """);

    [Fact]
    public Task What_can_be_overridden_or_changed_is_not_followed() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;

        class Handlers
        {
            private static RemoteCertificateValidationCallback settable = (_, _, _, _) => true;

            protected virtual bool Judge(object sender, object? certificate, object? chain, SslPolicyErrors errors) => true;

            SslClientAuthenticationOptions One() => new() { RemoteCertificateValidationCallback = settable };
            SslClientAuthenticationOptions Two() => new() { RemoteCertificateValidationCallback = Judge };
            SslClientAuthenticationOptions Three(RemoteCertificateValidationCallback given) => new() { RemoteCertificateValidationCallback = given };
        }
        """);

    [Fact]
    public Task Known_miss_a_handler_from_a_factory_is_not_told_apart_from_others() => VerifyCS.VerifyAnalyzerAsync("""
        class Handlers
        {
            private static bool Answer(bool value) => value;

            HttpClientHandler Create() => new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => Answer(true) };
        }
        """);

    [Fact]
    public Task Half_typed_code_and_self_reference_do_not_throw() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Net.Security;

        class Handlers
        {
            static readonly RemoteCertificateValidationCallback Self = {|CS0236:Loop|};
            RemoteCertificateValidationCallback Loop => Loop;

            void Open(HttpClientHandler handler, SslClientAuthenticationOptions options)
            {
                options.RemoteCertificateValidationCallback = Loop;
                options.RemoteCertificateValidationCallback = Again;
                handler.ServerCertificateCustomValidationCallback = {|CS1525:;|}
            }

            static bool Again(object sender, object? certificate, object? chain, SslPolicyErrors errors) => Again(sender, certificate, chain, errors);
        }
        """);
}
