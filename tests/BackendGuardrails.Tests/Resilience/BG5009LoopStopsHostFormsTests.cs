using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5009LoopStopsHostAnalyzer, BackendGuardrails.Resilience.BG5009LoopStopsHostCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

/// <summary>Background services in the many forms that classes and what they call have.</summary>
public class BG5009LoopStopsHostFormsTests
{
    private const string Common = """

        public interface IQueue { Task<int> TakeAsync(CancellationToken token); Task WorkAsync(int item, CancellationToken token); }
        public record Job(int Id) { public Task RunAsync(CancellationToken token) => File.WriteAllTextAsync("x", "x", token); }
        """;

    private static Task VerifyAsync(string types, params string[] files)
    {
        var test = new VerifyCS.Test { TestCode = "using System.Threading.Channels;\n" + types + Common };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Services_of_all_forms_are_reported() => VerifyAsync(
        """
        public abstract class PollerBase<T> : BackgroundService where T : class
        {
            protected abstract Task<T?> NextAsync(CancellationToken token);
            protected abstract Task HandleAsync(T item, CancellationToken token);
            protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                [|while|] (!stoppingToken.IsCancellationRequested)
                {
                    if (await NextAsync(stoppingToken) is { } item) await HandleAsync(item, stoppingToken);
                    else await Task.Delay(100, stoppingToken);
                }
            }
        }
        public class Jobs(IQueue queue) : PollerBase<Job> { protected override async Task<Job?> NextAsync(CancellationToken token) => new(await queue.TakeAsync(token)); protected override Task HandleAsync(Job item, CancellationToken token) => item.RunAsync(token); }

        public partial class Split : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(stoppingToken); }

        public class LocalFunction(IQueue queue) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await RunAsync();
                async Task RunAsync() { [|while|] (true) { await queue.WorkAsync(1, stoppingToken); } }
            }
        }

        public class Scoped(IServiceScopeFactory scopes) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                [|while|] (await timer.WaitForNextTickAsync(stoppingToken))
                {
                    await using var scope = scopes.CreateAsyncScope();
                    var queue = scope.ServiceProvider.GetRequiredService<IQueue>();
                    await queue.WorkAsync(1, stoppingToken);
                }
            }
        }

        public class Records(Channel<Job> jobs) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { [|await|] foreach (var job in jobs.Reader.ReadAllAsync(stoppingToken)) { using (new StringReader("x")) await job.RunAsync(stoppingToken); } } }
        public class Parallels(IQueue queue) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { [|while|] (!stoppingToken.IsCancellationRequested) { await Parallel.ForEachAsync(new[] { 1, 2 }, stoppingToken, async (item, token) => await queue.WorkAsync(item, token)); } } }
        public class Conditional(IQueue queue) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { [|do|] { if (DateTime.UtcNow.Hour == 3) { await queue.WorkAsync(1, stoppingToken); } await Task.Delay(1000, stoppingToken); } while (!stoppingToken.IsCancellationRequested); } }
        public class Narrow(IQueue queue, ILogger<Narrow> logger) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { [|for|] (; !stoppingToken.IsCancellationRequested;) { try { await queue.WorkAsync(1, stoppingToken); } catch (HttpRequestException e) { logger.LogError(e, "x"); } catch (TimeoutException) { } } } }
        public class Twice(IQueue queue) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await Task.WhenAll(FirstAsync(stoppingToken), FirstAsync(stoppingToken)); private async Task FirstAsync(CancellationToken token) { [|while|] (!token.IsCancellationRequested) await queue.WorkAsync(1, token); } }
        """,
        "public partial class Split { private readonly IQueue _queue = null!; private async Task LoopAsync(CancellationToken token) { [|while|] (!token.IsCancellationRequested) { await _queue.WorkAsync(1, token); } } }");

    [Fact]
    public Task Services_of_all_forms_that_go_on_are_quiet() => VerifyAsync(
        """
        public abstract class PollerBase<T>(ILogger logger) : BackgroundService where T : class
        {
            protected abstract Task<T?> NextAsync(CancellationToken token);
            protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    try { _ = await NextAsync(stoppingToken); }
                    catch (Exception e) when (e is not OperationCanceledException) { logger.LogError(e, "x"); }
                    await Task.Delay(100, stoppingToken);
                }
            }
        }

        public partial class Split : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(stoppingToken); }

        public class LocalFunction(IQueue queue, ILogger<LocalFunction> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true) { await RunAsync(); }
                async Task RunAsync() { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) { logger.LogError(e, "x"); } }
            }
        }

        public abstract class Rounds : BackgroundService { protected abstract Task RoundAsync(CancellationToken token); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await RoundAsync(stoppingToken); } }
        public class First(IQueue queue) : Rounds { protected override async Task RoundAsync(CancellationToken token) { try { await queue.WorkAsync(1, token); } catch (Exception) { } } }
        public class Second(IQueue queue) : Rounds { protected override async Task RoundAsync(CancellationToken token) { try { await queue.WorkAsync(2, token); } catch { Console.WriteLine("x"); } } }

        public class Wrapped(IQueue queue, ILogger<Wrapped> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await SafelyAsync(() => queue.WorkAsync(1, stoppingToken)); }
            private async Task SafelyAsync(Func<Task> work) { try { await work(); } catch (Exception e) { logger.LogError(e, "x"); } }
        }

        public class Heartbeat(ILogger<Heartbeat> logger) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(stoppingToken)) logger.LogInformation("alive"); } }
        public class Once(IQueue queue) : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => queue.WorkAsync(1, stoppingToken); }
        public class Bounded(IQueue queue) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { foreach (var item in Enumerable.Range(0, 10)) await queue.WorkAsync(item, stoppingToken); } }
        public class Stopping(IQueue queue, IHostApplicationLifetime lifetime) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { try { while (true) await queue.WorkAsync(1, stoppingToken); } finally { lifetime.StopApplication(); } } }
        public class Rethrowing(IQueue queue, ILogger<Rethrowing> logger) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (true) { await OnceAsync(stoppingToken); } } private async Task OnceAsync(CancellationToken token) { try { await queue.WorkAsync(1, token); } catch (Exception e) { logger.LogError(e, "x"); throw; } } }
        public class Plain(IQueue queue) : IHostedService { public async Task StartAsync(CancellationToken token) { while (!token.IsCancellationRequested) await queue.WorkAsync(1, token); } public Task StopAsync(CancellationToken token) => Task.CompletedTask; }
        public class Nested(IQueue queue) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) { for (var item = 0; item < 3; item++) { try { await queue.WorkAsync(item, stoppingToken); } catch (Exception e) { Console.WriteLine(e); } } await Task.Delay(1, stoppingToken); } } }
        """,
        "public partial class Split { private readonly IQueue _queue = null!; private async Task LoopAsync(CancellationToken token) { while (!token.IsCancellationRequested) { try { await _queue.WorkAsync(1, token); } catch (Exception e) { Console.WriteLine(e); } } } }");
}
