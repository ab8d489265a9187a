using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4007CertificateValidationDisabledAnalyzer, BackendGuardrails.Security.BG4007CertificateValidationDisabledCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4007CertificateValidationDisabledFixTests
{
    [Fact]
    public Task A_statement_goes_and_comments_stay() => VerifyCS.VerifyCodeFixAsync(
        """
        class Handlers
        {
            HttpClientHandler Create()
            {
                var handler = new HttpClientHandler();

                // The ERP system has its own certificate.
                handler.[|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|]; // for now
                handler.UseCookies = false;

                handler.[|ServerCertificateCustomValidationCallback|] = (_, _, _, _) =>
                {
                    return true;
                };
                return handler;
            }
        }
        """,
        """
        class Handlers
        {
            HttpClientHandler Create()
            {
                var handler = new HttpClientHandler();

                // The ERP system has its own certificate.
                // for now
                handler.UseCookies = false;

                return handler;
            }
        }
        """);

    [Fact]
    public Task The_first_and_the_only_statement_go() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.Net;

        #pragma warning disable SYSLIB0014
        class Handlers
        {
            void Only()
            {
                ServicePointManager.[|ServerCertificateValidationCallback += delegate { return true; }|];
            }

            void First(HttpClientHandler handler)
            {
                handler.[|ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator|];

                handler.UseCookies = false;
            }

            void Embedded(HttpClientHandler handler, int attempt)
            {
                if (attempt > 2)
                    handler.UseProxy = false;
                else
                    handler.[|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|];
            }
        }
        """,
        """
        using System.Net;

        #pragma warning disable SYSLIB0014
        class Handlers
        {
            void Only()
            {
            }

            void First(HttpClientHandler handler)
            {
                handler.UseCookies = false;
            }

            void Embedded(HttpClientHandler handler, int attempt)
            {
                if (attempt > 2)
                    handler.UseProxy = false;
                else
                {
                }
            }
        }
        """);

    [Fact]
    public Task A_top_level_statement_goes() => VerifyCS.VerifyCodeFixAsync(
        """
        var handler = new HttpClientHandler();
        handler.[|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|];
        using var client = new HttpClient(handler);
        """,
        """
        var handler = new HttpClientHandler();
        using var client = new HttpClient(handler);
        """);

    [Theory]
    [InlineData("new HttpClientHandler { [|X|] }", "new HttpClientHandler()")]
    [InlineData("new HttpClientHandler() { [|X|] }", "new HttpClientHandler()")]
    [InlineData("new() { [|X|] }", "new()")]
    [InlineData("new() { [|X|], }", "new()")]
    [InlineData("new() { [|X|], UseCookies = false }", "new() { UseCookies = false }")]
    [InlineData("new() { UseCookies = false, [|X|] }", "new() { UseCookies = false }")]
    [InlineData("new() { UseCookies = false, [|X|], UseProxy = true }", "new() { UseCookies = false, UseProxy = true }")]
    public Task An_initializer_member_goes_with_its_comma(string before, string after) => VerifyCS.VerifyCodeFixAsync(
        $$"""
        class Handlers
        {
            HttpClientHandler Create() => {{before.Replace("X", "ServerCertificateCustomValidationCallback = (_, _, _, _) => true", StringComparison.Ordinal)}};
        }
        """,
        $$"""
        class Handlers
        {
            HttpClientHandler Create() => {{after}};
        }
        """);

    [Fact]
    public Task Members_on_lines_of_their_own_keep_their_lines_and_comments_and_in_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        """
        class Handlers
        {
            HttpClientHandler Last() => new HttpClientHandler
            {
                UseCookies = false, // no session
                [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|]
            };

            HttpClientHandler First() => new HttpClientHandler
            {
                // Self-signed.
                [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|], // since May
                UseCookies = false,
            };

            HttpClientHandler Only() => new HttpClientHandler
            {
                [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|],
            };

            HttpClientHandler Commented() => new HttpClientHandler
            {
                // Self-signed.
                [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|],
            };
        }
        """,
        """
        class Handlers
        {
            HttpClientHandler Last() => new HttpClientHandler
            {
                UseCookies = false // no session
            };

            HttpClientHandler First() => new HttpClientHandler
            {
                // Self-signed.
                // since May
                UseCookies = false,
            };

            HttpClientHandler Only() => new HttpClientHandler();

            HttpClientHandler Commented() => new HttpClientHandler
            {
                // Self-signed.
            };
        }
        """);

    [Fact]
    public Task Nested_options_go_when_nothing_is_left_in_them() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.Net.Security;

        class Handlers
        {
            SocketsHttpHandler Nested() => new() { UseCookies = false, SslOptions = { [|RemoteCertificateValidationCallback = (_, _, _, _) => true|] } };
            SocketsHttpHandler Options() => new() { SslOptions = new SslClientAuthenticationOptions { TargetHost = "erp", [|RemoteCertificateValidationCallback = (_, _, _, _) => true|] } };
        }
        """,
        """
        using System.Net.Security;

        class Handlers
        {
            SocketsHttpHandler Nested() => new() { UseCookies = false };
            SocketsHttpHandler Options() => new() { SslOptions = new SslClientAuthenticationOptions { TargetHost = "erp" } };
        }
        """);

    [Fact]
    public Task A_lambda_that_did_nothing_else_does_nothing() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.Net.Security;
        using Npgsql;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<SslClientAuthenticationOptions>(options => options.[|RemoteCertificateValidationCallback = (_, _, _, _) => true|]);
        Action<NpgsqlDataSourceBuilder> configure = source => source.[|UseUserCertificateValidationCallback((_, _, _, _) => true)|];
        """,
        """
        using System.Net.Security;
        using Npgsql;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<SslClientAuthenticationOptions>(options => { });
        Action<NpgsqlDataSourceBuilder> configure = source => { };
        """);

    [Fact]
    public Task A_call_leaves_its_chain_and_an_argument_its_list() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.Net.Security;
        using Npgsql;

        class Clients
        {
            NpgsqlDataSource Source(string connection) => new NpgsqlDataSourceBuilder(connection)
                .EnableDynamicJson()
                .[|UseUserCertificateValidationCallback((_, _, _, _) => true)|]
                .Build();

            SslStream Stream(Stream inner) => new(inner, false, [|(_, _, _, _) => true|]);
        }
        """,
        """
        using System.Net.Security;
        using Npgsql;

        class Clients
        {
            NpgsqlDataSource Source(string connection) => new NpgsqlDataSourceBuilder(connection)
                .EnableDynamicJson()
                .Build();

            SslStream Stream(Stream inner) => new(inner, false);
        }
        """);

    [Fact]
    public Task No_fix_where_the_value_is_used_or_another_argument_follows() => VerifyCS.VerifyNoCodeFixAsync("""
        using System.Net.Security;

        class Clients
        {
            RemoteCertificateValidationCallback Used(SslClientAuthenticationOptions options) => options.[|RemoteCertificateValidationCallback = (_, _, _, _) => true|];

            SslStream Stream(Stream inner) => new(inner, false, [|(_, _, _, _) => true|], (_, _, certificates, _, _) => certificates[0]);

            void Directives(HttpClientHandler handler)
            {
                handler.[|ServerCertificateCustomValidationCallback|] = (_, _, _, _) =>
                {
        #if TRACE
                    Console.WriteLine();
        #endif
                    return true;
                };
            }
        }
        """);
}
