using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5009LoopStopsHostAnalyzer, BackendGuardrails.Resilience.BG5009LoopStopsHostCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5009LoopStopsHostTests
{
    private static string Worker(string code, string members = "") => $$"""
        using System.Threading.Channels;

        public interface IQueue { Task<int> TakeAsync(CancellationToken token); Task WorkAsync(int item, CancellationToken token); }

        public class Worker(ILogger<Worker> logger, IQueue queue, Channel<int> channel, IHostApplicationLifetime lifetime, PeriodicTimer timer) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Yield();
                {{code}}
                _ = (logger, queue, channel, lifetime, timer);
            }

            private async Task LeakingAsync(CancellationToken token) { await queue.WorkAsync(1, token); }
            private async Task SafeAsync(CancellationToken token) { try { await queue.WorkAsync(1, token); } catch (Exception e) { logger.LogError(e, "x"); } }
            private Task DeeperAsync(CancellationToken token) => SafeAsync(token);
            protected virtual async Task RoundAsync(CancellationToken token) { try { await queue.WorkAsync(1, token); } catch (Exception e) when (e is not OperationCanceledException) { logger.LogError(e, "x"); } }
            {{members}}
        }
        """;

    private static Task InAsync(string code) => VerifyCS.VerifyAnalyzerAsync(Worker(code));

    [Theory]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken); await Task.Delay(1000, stoppingToken); }")]
    [InlineData("[|while|] (true) { await queue.WorkAsync(1, stoppingToken); }")]
    [InlineData("[|while|] (true) await queue.WorkAsync(1, stoppingToken);")]
    [InlineData("[|while|] (await timer.WaitForNextTickAsync(stoppingToken)) { await queue.WorkAsync(1, stoppingToken); }")]
    [InlineData("[|while|] (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false) && !stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken).ConfigureAwait(false); }")]
    [InlineData("[|do|] { await queue.WorkAsync(1, stoppingToken); } while (await timer.WaitForNextTickAsync(stoppingToken));")]
    [InlineData("[|for|] (;;) { await queue.WorkAsync(1, stoppingToken); await Task.Delay(1000); }")]
    [InlineData("[|await|] foreach (var item in channel.Reader.ReadAllAsync(stoppingToken)) { await queue.WorkAsync(item, stoppingToken); }")]
    [InlineData("[|await|] foreach (var item in channel.Reader.ReadAllAsync().WithCancellation(stoppingToken).ConfigureAwait(false)) { await queue.WorkAsync(item, stoppingToken); }")]
    [InlineData("[|while|] (await channel.Reader.WaitToReadAsync(stoppingToken)) while (channel.Reader.TryRead(out var item)) await queue.WorkAsync(item, stoppingToken);")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { await LeakingAsync(stoppingToken); }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { var item = await queue.TakeAsync(stoppingToken); try { await queue.WorkAsync(item, stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); } }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (OperationCanceledException) { } }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) when (e is TimeoutException) { } }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } finally { logger.LogInformation(\"x\"); } }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { try { logger.LogInformation(\"x\"); } catch (Exception) { await queue.WorkAsync(1, stoppingToken); } }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { foreach (var item in new[] { 1, 2 }) await queue.WorkAsync(item, stoppingToken); }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { await Task.WhenAll(queue.WorkAsync(1, stoppingToken), queue.WorkAsync(2, stoppingToken)); }")]
    [InlineData("[|while|] (!stoppingToken.IsCancellationRequested) { await Task.Run(async () => { await queue.WorkAsync(1, stoppingToken); }); }")]
    [InlineData("try { [|while|] (!stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken); } } catch (OperationCanceledException) { }")]
    public Task A_round_that_throws_leaves_the_loop(string code) => InAsync(code);

    [Theory]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); } await Task.Delay(1000, stoppingToken); }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch { } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) when (e is not OperationCanceledException) { logger.LogError(e, \"x\"); } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) when (!stoppingToken.IsCancellationRequested) { logger.LogError(e, \"x\"); } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (OperationCanceledException) { break; } catch (Exception e) { logger.LogError(e, \"x\"); } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); throw; } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { try { await queue.WorkAsync(1, stoppingToken); } finally { logger.LogInformation(\"x\"); } } catch (Exception e) { logger.LogError(e, \"x\"); } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { foreach (var item in new[] { 1, 2 }) { try { await queue.WorkAsync(item, stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); } } }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await SafeAsync(stoppingToken); await Task.Delay(1000, stoppingToken); }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await DeeperAsync(stoppingToken).ConfigureAwait(false); }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await RoundAsync(stoppingToken); }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await Task.Run(async () => { try { await queue.WorkAsync(1, stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); } }); }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await Task.Delay(1000, stoppingToken); logger.LogInformation(\"alive\"); }")]
    [InlineData("await foreach (var item in channel.Reader.ReadAllAsync(stoppingToken)) { logger.LogInformation(\"{Item}\", item); }")]
    [InlineData("while (await channel.Reader.WaitToReadAsync(stoppingToken)) { logger.LogInformation(\"{Item}\", await channel.Reader.ReadAsync(stoppingToken)); }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { await queue.WorkAsync(attempt, stoppingToken); }")]
    [InlineData("foreach (var item in new[] { 1, 2 }) { await queue.WorkAsync(item, stoppingToken); }")]
    [InlineData("await queue.WorkAsync(1, stoppingToken);")]
    [InlineData("try { while (!stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken); } } catch (Exception) { lifetime.StopApplication(); }")]
    [InlineData("try { while (!stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken); } } catch (Exception e) { logger.LogCritical(e, \"x\"); throw; }")]
    [InlineData("var left = 3; while (left-- > 0) { await queue.WorkAsync(left, stoppingToken); }")]
    public Task Quiet_where_the_next_round_comes_or_the_end_is_meant(string code) => InAsync(code);

    [Fact]
    public Task Information_where_the_host_runs_on_without_the_work() => VerifyCS.VerifyAnalyzerAsync(
        Worker("try { {|#0:while|} (!stoppingToken.IsCancellationRequested) { await queue.WorkAsync(1, stoppingToken); } } catch (Exception e) { logger.LogError(e, \"x\"); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info)
            .WithMessage("When 'WorkAsync' throws once, the loop ends for good while the host runs on; catch and log it inside the loop, so that the next round comes")
            .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task The_message_names_the_work() => VerifyCS.VerifyAnalyzerAsync(
        Worker("{|#0:while|} (true) { await LeakingAsync(stoppingToken).ConfigureAwait(false); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Warning)
            .WithMessage("When 'LeakingAsync' throws once, the loop ends and the whole host stops; catch and log it inside the loop, so that the next round comes")
            .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("await RunAsync(stoppingToken);", "private async Task RunAsync(CancellationToken token) { [|while|] (!token.IsCancellationRequested) await queue.WorkAsync(1, token); }")]
    [InlineData("await RunAsync(stoppingToken).ConfigureAwait(false);", "private async Task RunAsync(CancellationToken token) { [|while|] (!token.IsCancellationRequested) await queue.WorkAsync(1, token); }")]
    [InlineData("try { await RunAsync(stoppingToken); } catch (Exception e) { logger.LogError(e, \"x\"); throw; }", "private async Task RunAsync(CancellationToken token) { while (!token.IsCancellationRequested) await queue.WorkAsync(1, token); }")]
    [InlineData("_ = RunAsync(stoppingToken);", "private async Task RunAsync(CancellationToken token) { while (!token.IsCancellationRequested) await queue.WorkAsync(1, token); }")]
    [InlineData("", "public async Task RunAsync(CancellationToken token) { while (!token.IsCancellationRequested) await queue.WorkAsync(1, token); }")]
    public Task A_loop_in_a_method_that_ExecuteAsync_awaits(string code, string members) => VerifyCS.VerifyAnalyzerAsync(Worker(code, members));

    [Fact]
    public Task Rounds_of_derived_classes_are_looked_at() => VerifyCS.VerifyAnalyzerAsync("""
        public abstract class Poller : BackgroundService
        {
            protected abstract Task RoundAsync(CancellationToken token);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { [|while|] (!stoppingToken.IsCancellationRequested) await RoundAsync(stoppingToken); }
        }
        public class Mails : Poller { protected override async Task RoundAsync(CancellationToken token) { try { await Task.Delay(1, token); } catch (Exception) { } } }
        public class Files : Poller { protected override async Task RoundAsync(CancellationToken token) { await File.ReadAllTextAsync("x", token); } }

        public abstract class Careful : BackgroundService
        {
            protected abstract Task RoundAsync(CancellationToken token);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await RoundAsync(stoppingToken); }
        }
        public class Reads : Careful { protected override async Task RoundAsync(CancellationToken token) { try { await File.ReadAllTextAsync("x", token); } catch (Exception) { } } }
        """);

    [Theory]
    [InlineData("services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);")]
    [InlineData("services.Configure<HostOptions>(options => { options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost; });")]
    [InlineData("services.AddSingleton(new HostOptions { BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore });")]
    public Task Quiet_where_somebody_has_decided_what_the_host_does(string setup) => VerifyCS.VerifyAnalyzerAsync(
        Worker("while (true) { await queue.WorkAsync(1, stoppingToken); }") + $$"""

        public static class Setup { public static void Add(IServiceCollection services) { {{setup}} } }
        """);

    [Fact]
    public Task Quiet_on_loops_of_other_classes_and_of_look_alikes() => VerifyCS.VerifyAnalyzerAsync("""
        public class Tool { public async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) await File.ReadAllTextAsync("x", token); } }
        public class Copy : Look.BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) await File.ReadAllTextAsync("x", token); } }
        namespace Look { public abstract class BackgroundService { protected abstract Task ExecuteAsync(CancellationToken token); } }
        """);

    [Fact]
    public Task Work_that_is_not_awaited_is_not_looked_at() =>
        InAsync("while (!stoppingToken.IsCancellationRequested) { File.ReadAllText(\"x\"); await Task.Delay(1000, stoppingToken); }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Worker("while (!stoppingToken.) { await ; } for (;; { await foreach (var x in ) try {"),
    }.RunAsync();
}
