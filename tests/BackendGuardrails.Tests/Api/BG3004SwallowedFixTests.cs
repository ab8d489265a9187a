using BackendGuardrails.Api;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3004SwallowedAnalyzer, BackendGuardrails.Api.BG3004SwallowedCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3004SwallowedFixTests
{
    private const string Key = nameof(BG3004SwallowedCodeFix);

    private static string Handler(string code, string field = "private readonly ILogger<PlaceHandler> _logger = null!;", string usings = "") => $$"""
        {{usings}}public record Place(int Id) : MediatR.IRequest<bool>;

        public class PlaceHandler : MediatR.IRequestHandler<Place, bool>
        {
            private readonly IOrders _orders = null!;
            {{field}}

            public async Task<bool> Handle(Place request, CancellationToken token)
            {
                {{code}}
            }
        }

        public interface IOrders { Task SaveAsync(int id); }
        """;

    private static Task VerifyAsync(string before, string after, string? key = Key) =>
        new VerifyCS.Test { TestCode = before, FixedCode = after, CodeActionEquivalenceKey = key, Stubs = ["MediatR"] }.RunAsync();

    [Fact]
    public Task The_exception_gets_a_name_and_is_logged_and_by_Fix_all() => VerifyAsync(
        Handler("""
            try
                    {
                        await _orders.SaveAsync(1);
                    }
                    [|catch|]
                    {
                        return false;
                    }

                    try
                    {
                        await _orders.SaveAsync(2);
                    }
                    [|catch|] (Exception) // later
                    {
                    }

                    try { await _orders.SaveAsync(3); } [|catch|] (Exception e) { }
                    return true;
            """),
        Handler("""
            try
                    {
                        await _orders.SaveAsync(1);
                    }
                    catch (Exception exception)
                    {
                        _logger.LogError(exception, "The request failed");
                        return false;
                    }

                    try
                    {
                        await _orders.SaveAsync(2);
                    }
                    catch (Exception exception) // later
                    {
                        _logger.LogError(exception, "The request failed");
                    }

                    try { await _orders.SaveAsync(3); } catch (Exception e) { _logger.LogError(e, "The request failed"); }
                    return true;
            """));

    [Fact]
    public Task Without_a_logger_it_goes_on() => VerifyAsync(
        Handler("""
            try { await _orders.SaveAsync(1); } [|catch|] { }
                    try
                    {
                        await _orders.SaveAsync(2);
                        return true;
                    }
                    [|catch|] (Exception)
                    {
                        return false;
                    }
            """, ""),
        Handler("""
            await _orders.SaveAsync(1);
                    await _orders.SaveAsync(2);
                    return true;
            """, ""),
        $"{Key}.{BG3004SwallowedCodeFix.Rethrow}");

    [Fact]
    public Task Without_a_logger_it_goes_on_behind_what_the_handler_does() => VerifyAsync(
        Handler("""
            var tries = 0;
                    try
                    {
                        await _orders.SaveAsync(2);
                    }
                    [|catch|]
                    {
                        tries++;
                    }
                    return tries == 0;
            """, ""),
        Handler("""
            var tries = 0;
                    try
                    {
                        await _orders.SaveAsync(2);
                    }
                    catch
                    {
                        tries++;
                        throw;
                    }
                    return tries == 0;
            """, ""),
        $"{Key}.{BG3004SwallowedCodeFix.Rethrow}");

    [Fact]
    public async Task One_item_that_fails_does_not_end_a_loop()
    {
        var source = Handler("foreach (var id in new[] { 1, 2 }) { try { await _orders.SaveAsync(id); } [|catch|] { } }\n        return true;", "");
        await new VerifyCS.Test { TestCode = source, FixedCode = source, Stubs = ["MediatR"] }.RunAsync();
    }

    [Fact]
    public Task What_it_needs_is_imported() => new VerifyCS.Test
    {
        TestCode = """
            using System.Threading;
            using System.Threading.Tasks;

            public class Worker : Microsoft.Extensions.Hosting.BackgroundService
            {
                private readonly Microsoft.Extensions.Logging.ILogger<Worker> _logger = null!;

                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    try
                    {
                        await Task.Delay(1);
                    }
                    [|catch|]
                    {
                    }
                }
            }
            """,
        FixedCode = """
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Logging;

            public class Worker : Microsoft.Extensions.Hosting.BackgroundService
            {
                private readonly Microsoft.Extensions.Logging.ILogger<Worker> _logger = null!;

                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    try
                    {
                        await Task.Delay(1);
                    }
                    catch (Exception exception)
                    {
                        _logger.LogError(exception, "The work failed");
                    }
                }
            }
            """,
        ImplicitUsings = "",
    }.RunAsync();

    [Fact]
    public Task Background_work_without_a_logger_is_left_to_the_reader() => VerifyCS.VerifyNoCodeFixAsync(
        """
        public class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true) { try { await Task.Delay(1); } [|catch|] { } }
            }
        }
        """);
}
