using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4007CertificateValidationDisabledAnalyzer, BackendGuardrails.Security.BG4007CertificateValidationDisabledCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4007CertificateValidationDisabledQuietTests
{
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
