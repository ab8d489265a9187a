using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5009LoopStopsHostAnalyzer, BackendGuardrails.Resilience.BG5009LoopStopsHostCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5009LoopStopsHostFixTests
{
    private static string Worker(string code, string parameters = "ILogger<Worker> logger, IQueue queue") => $$"""
        public interface IQueue { Task<TimeSpan> WorkAsync(CancellationToken token); }

        public class Worker({{parameters}}) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
        {{code}}
            }
        }
        """;

    [Fact]
    public Task A_round_is_tried_and_the_wait_behind_it_stays_outside() => VerifyCS.VerifyCodeFixAsync(
        Worker("""
                    [|while|] (!stoppingToken.IsCancellationRequested)
                    {
                        // The oldest first.
                        await queue.WorkAsync(stoppingToken);
                        logger.LogInformation("Done"); // so far

                        // Not too often.
                        await Task.Delay(1000, stoppingToken);
                    }
            """),
        Worker("""
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        try
                        {
                            // The oldest first.
                            await queue.WorkAsync(stoppingToken);
                            logger.LogInformation("Done"); // so far
                        }
                        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                        {
                            logger.LogError(exception, "A round of Worker failed");
                        }

                        // Not too often.
                        await Task.Delay(1000, stoppingToken);
                    }
            """));

    [Fact]
    public Task What_catches_some_exceptions_already_catches_the_others_too() => VerifyCS.VerifyCodeFixAsync(
        Worker("""
                    [|while|] (!stoppingToken.IsCancellationRequested)
                    {
                        // The oldest first.
                        try
                        {
                            await queue.WorkAsync(stoppingToken);
                        }
                        catch (IOException e)
                        {
                            logger.LogError(e, "Away");
                        } // later

                        await Task.Delay(1000, stoppingToken);
                    }
            """),
        Worker("""
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        // The oldest first.
                        try
                        {
                            await queue.WorkAsync(stoppingToken);
                        }
                        catch (IOException e)
                        {
                            logger.LogError(e, "Away");
                        }
                        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                        {
                            logger.LogError(exception, "A round of Worker failed");
                        } // later

                        await Task.Delay(1000, stoppingToken);
                    }
            """));

    [Fact]
    public Task All_loops_of_a_file_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Worker("""
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                    [|while|] (await timer.WaitForNextTickAsync(stoppingToken))
                    {
                        await queue.WorkAsync(stoppingToken);
                    }
            """) + """


        public class Other(ILogger<Other> logger, IQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                [|do|]
                    await queue.WorkAsync(stoppingToken);
                while (!stoppingToken.IsCancellationRequested);
            }
        }
        """,
        Worker("""
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                    while (await timer.WaitForNextTickAsync(stoppingToken))
                    {
                        try
                        {
                            await queue.WorkAsync(stoppingToken);
                        }
                        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                        {
                            logger.LogError(exception, "A round of Worker failed");
                        }
                    }
            """) + """


        public class Other(ILogger<Other> logger, IQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                do
                {
                    try
                    {
                        await queue.WorkAsync(stoppingToken);
                    }
                    catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                    {
                        logger.LogError(exception, "A round of Other failed");
                    }
                }
                while (!stoppingToken.IsCancellationRequested);
            }
        }
        """);

    [Fact]
    public async Task The_namespaces_are_imported() => await new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using System.IO;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Hosting;

            public class Worker : BackgroundService
            {
                private readonly Microsoft.Extensions.Logging.ILogger _logger;

                public Worker(Microsoft.Extensions.Logging.ILogger<Worker> logger) => _logger = logger;

                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    [|for|] (; ; )
                    {
                        await File.ReadAllTextAsync("x");
                    }
                }
            }
            """,
        FixedCode = """
            using System;
            using System.IO;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Hosting;
            using Microsoft.Extensions.Logging;

            public class Worker : BackgroundService
            {
                private readonly Microsoft.Extensions.Logging.ILogger _logger;

                public Worker(Microsoft.Extensions.Logging.ILogger<Worker> logger) => _logger = logger;

                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    for (; ; )
                    {
                        try
                        {
                            await File.ReadAllTextAsync("x");
                        }
                        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                        {
                            _logger.LogError(exception, "A round of Worker failed");
                        }
                    }
                }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("[|while|] (true) { await queue.WorkAsync(stoppingToken); }", "IQueue queue")]
    [InlineData("[|while|] (true) { var pause = await queue.WorkAsync(stoppingToken); await Task.Delay(pause); }", "ILogger<Worker> logger, IQueue queue")]
    public Task Not_without_a_logger_or_where_the_wait_needs_what_the_round_declares(string code, string parameters) =>
        VerifyCS.VerifyNoCodeFixAsync(Worker(code, parameters));
}
