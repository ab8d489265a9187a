using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>A program as it is written and as the fix leaves it, both running, with the same arguments.</summary>
public sealed class HostPair : IAsyncDisposable
{
    private HostPair(EndpointHost before, EndpointHost after) => (Before, After) = (before, after);

    public EndpointHost Before { get; }

    public EndpointHost After { get; }

    /// <param name="fixes">How many reports the fix must mend.</param>
    public static async Task<HostPair> StartAsync(string text, DiagnosticAnalyzer analyzer, CodeFixProvider fix, int fixes, params string[] arguments)
    {
        var program = await FixedProgram.OfAsync(text, analyzer, fix);
        Assert.Equal(fixes, program.Fixes);
        var before = await EndpointHost.StartAsync(program.Before, arguments);
        return new(before, await EndpointHost.StartAsync(program.After, arguments));
    }

    /// <summary>Asks both the same; first what comes before the fix.</summary>
    public async Task<(Answer Before, Answer After)> AskAsync(Func<EndpointHost, Task<Answer>> ask) => (await ask(Before), await ask(After));

    public async ValueTask DisposeAsync()
    {
        await Before.DisposeAsync();
        await After.DisposeAsync();
    }
}
