using System.Globalization;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using BackendGuardrails.Resilience;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BackendGuardrails.Evidence.BG5009;

/// <summary>What becomes of a service whose background job fails in its third round, before and behind the fix.</summary>
public class LoopStopsHostTests
{
    private const int FailingRound = 3;
    private const int Enough = 10;

    private static readonly (string Name, string Loop)[] Loops =
    [
        ("`while (!stoppingToken.IsCancellationRequested)`", """
            while (!stoppingToken.IsCancellationRequested)
            {
                await job.RunAsync(stoppingToken);
                await Task.Delay(5, stoppingToken);
            }
            """),
        ("a `PeriodicTimer`", """
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await job.RunAsync(stoppingToken);
            }
            """),
        ("`await foreach` over a channel", """
            await foreach (var number in job.Orders.Reader.ReadAllAsync(stoppingToken))
            {
                await job.RunAsync(stoppingToken);
            }
            """),
    ];

    private static string Program(string loop) => $$"""
        using System.Threading.Channels;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<Job>();
        builder.Services.AddHostedService<Worker>();
        var app = builder.Build();
        app.MapGet("/rounds", (Job job) => job.Rounds);
        app.MapGet("/alive", () => "alive");
        app.Run();

        public class Job
        {
            private int _begun;
            private int _done;

            public Job()
            {
                for (var number = 0; number < 1000; number++)
                    Orders.Writer.TryWrite(number);
            }

            public Channel<int> Orders { get; } = Channel.CreateUnbounded<int>();

            public int Rounds => _done;

            public async Task RunAsync(CancellationToken token)
            {
                await Task.Delay(1, token);
                if (++_begun == {{FailingRound}})
                    throw new TimeoutException("The mail server does not answer.");
                _done++;
            }
        }

        public class Worker(Job job, ILogger<Worker> logger, IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ContinueWith(_ => { }, TaskScheduler.Default);
                logger.LogInformation("Begins");
                {{loop}}
            }
        }
        """;

    [Fact]
    public async Task One_exception_ends_the_service_and_behind_the_fix_one_round()
    {
        var table = new EvidenceTable("BG5009", $"Round {FailingRound} throws in", "requests answered then, before", "rounds done, before", "requests answered then, after", "rounds done, after", "errors logged, after");
        foreach (var (name, loop) in Loops)
        {
            var program = await FixedProgram.OfAsync(Program(loop), new BG5009LoopStopsHostAnalyzer(), new BG5009LoopStopsHostCodeFix());
            Assert.Equal(1, program.Fixes);

            await using var before = await EndpointHost.StartAsync(program.Before);
            var job = before.Services.GetService(program.Before.GetType("Job")!)!;
            await before.Ended.WaitAsync(TimeSpan.FromMinutes(1));
            await Assert.ThrowsAsync<HttpRequestException>(() => before.GetAsync("/alive"));
            var done = (int)job.GetType().GetProperty("Rounds")!.GetValue(job)!;
            Assert.Equal(FailingRound - 1, done);
            Assert.Contains(before.Log, entry => entry.Level == LogLevel.Critical && entry.Text.Contains("StopHost", StringComparison.Ordinal));

            await using var after = await EndpointHost.StartAsync(program.After);
            await Patience.UntilAsync(async () => int.Parse((await after.GetAsync("/rounds")).Body, CultureInfo.InvariantCulture) >= Enough);
            Assert.Equal("alive", (await after.GetAsync("/alive")).Body);
            var errors = after.Log.Where(entry => entry.Category == "Worker" && entry.Level == LogLevel.Error).ToList();
            Assert.IsType<TimeoutException>(Assert.Single(errors).Exception);
            Assert.False(after.Ended.IsCompleted);
            table.Add(name, "none", done, "all", $"{Enough} and more", errors.Count);
        }

        table.VerifyPage();
    }
}
