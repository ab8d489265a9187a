using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.Loader;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Integrity;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.BG2001;

/// <summary>A client that sends a payment again pays twice; with what the fixes write it is told what is missing, or gets the first answer. All of it runs on Kestrel and PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BG2001EvidenceTests(PostgresCluster cluster)
{
    private const string Store = "PostgresIdempotencyStore";
    private const string Replay = "Replay";

    public static TheoryData<string> Names => new(Programs.All.Keys);

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task Without_a_key_a_payment_is_made_twice_and_with_the_guard_not_at_all(string name)
    {
        await using var before = await StartAsync(name, null, null);
        Assert.Equal(201, (await before.PostAsync("/payments", Payment(1))).Status);
        Assert.Equal(201, (await before.PostAsync("/payments", Payment(1))).Status);
        Assert.Equal(2, await CountAsync(before));

        await using var after = await StartAsync(name, nameof(BG2001IdempotencyKeyCodeFix), null);
        var refused = await after.PostAsync("/payments", Payment(1));
        Assert.True(refused.IsProblem, refused.ToString());
        Assert.Equal(400, refused.Status);
        Assert.Contains("The Idempotency-Key header is missing.", refused.Body);
        Assert.Equal(0, await CountAsync(after));
        Assert.Equal(201, (await SendAsync(after, 1, "a")).Status);
        Assert.Equal(1, await CountAsync(after));
    }

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task With_what_is_written_the_first_answer_comes_again(string name)
    {
        foreach (var store in new[] { null, Store })
        {
            await using var host = await StartAsync(name, $"{nameof(BG2001IdempotencyKeyCodeFix)}.{Replay}", store);
            var refused = await host.PostAsync("/payments", Payment(1));
            Assert.Equal((400, true), (refused.Status, refused.IsProblem));

            var first = await SendAsync(host, 1, "one");
            var again = await SendAsync(host, 1, "one");
            Assert.Equal(201, first.Status);
            Assert.Equal(first, again);
            Assert.Equal(1, await CountAsync(host));

            var other = await SendAsync(host, 2, "one");
            Assert.Equal((422, true), (other.Status, other.IsProblem));
            Assert.Equal(201, (await SendAsync(host, 2, "two")).Status);
            Assert.Equal(2, await CountAsync(host));

            var slow = SendAsync(host, 9, "slow");
            await Task.Delay(500);
            var meanwhile = await SendAsync(host, 9, "slow");
            Assert.Equal((409, true), (meanwhile.Status, meanwhile.IsProblem));
            Assert.Equal(await slow, await SendAsync(host, 9, "slow"));
            Assert.Equal(3, await CountAsync(host));
        }
    }

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task What_failed_is_not_done_again_what_was_refused_may_be_corrected_and_a_client_may_hang_up(string name)
    {
        await using var host = await StartAsync(name, $"{nameof(BG2001IdempotencyKeyCodeFix)}.{Replay}", Store);
        Assert.Equal(500, (await SendAsync(host, 13, "fails")).Status);
        var again = await SendAsync(host, 13, "fails");
        Assert.Equal((500, true), (again.Status, again.IsProblem));
        Assert.Contains("The first request with this Idempotency-Key failed.", again.Body);
        Assert.Equal(1, await CountAsync(host));

        var bad = await host.SendAsync(Request("corrected", new StringContent("{", null, "application/json")));
        Assert.Equal(400, bad.Status);
        Assert.Equal(201, (await SendAsync(host, 3, "corrected")).Status);
        Assert.Equal(2, await CountAsync(host));

        using (var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(400), BaseAddress = Address(host) })
            await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.SendAsync(Request("gone", JsonContent.Create(Payment(9)))));
        await Task.Delay(2500);
        Assert.Equal(201, (await SendAsync(host, 9, "gone")).Status);
        Assert.Equal(3, await CountAsync(host));
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        const int Times = 5;
        var table = new EvidenceTable("BG2001", $"The same payment sent {Times} times, two of them at once", "payments in the database, before", "behind the second action");
        foreach (var name in Programs.All.Keys)
        {
            var counts = new List<object> { name };
            foreach (var action in new[] { null, $"{nameof(BG2001IdempotencyKeyCodeFix)}.{Replay}" })
            {
                await using var host = await StartAsync(name, action, action is null ? null : Store);
                await Task.WhenAll(SendAsync(host, 1, "one"), SendAsync(host, 1, "one"));
                for (var sent = 2; sent < Times; sent++)
                    Assert.Equal(201, (await SendAsync(host, 1, "one")).Status);
                counts.Add(await CountAsync(host));
            }

            table.Add([.. counts]);
        }

        table.VerifyPage();
    }

    private static object Payment(int order) => new { orderId = order, amount = 10 };

    private static Task<Answer> SendAsync(EndpointHost host, int order, string key) => host.SendAsync(Request(key, JsonContent.Create(Payment(order))));

    private static HttpRequestMessage Request(string key, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/payments") { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static async Task<int> CountAsync(EndpointHost host) => int.Parse((await host.GetAsync("/count")).Body, CultureInfo.InvariantCulture);

    private static Uri Address(EndpointHost host) => new(((Microsoft.AspNetCore.Hosting.Server.IServer)host.Services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer))!)
        .Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The program on a database of its own, fixed with the action of that key, and with another store than the one that is written.</summary>
    private async Task<EndpointHost> StartAsync(string name, string? action, string? store)
    {
        var project = Open(Programs.All[name]);
        if (action is not null)
            project = await FixedAsync(project, action);
        if (store is not null)
        {
            var program = project.Documents.Single(document => document.Name == "Program.cs");
            var text = (await program.GetTextAsync()).ToString();
            Assert.Contains("MemoryIdempotencyStore", text);
            project = program.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(text.Replace("MemoryIdempotencyStore", store))).Project
                .AddDocument($"{store}.cs", await File.ReadAllTextAsync(Path.Combine(EvidenceCase.PathOf("EvidenceRoot"), "BG2001", $"{store}.txt"))).Project;
        }

        return await EndpointHost.StartAsync(await LoadAsync(project), $"--Shop={cluster.CreateDatabase()}");
    }

    private static async Task<Project> FixedAsync(Project project, string action)
    {
        var found = await (await project.GetCompilationAsync())!.WithAnalyzers([new BG2001IdempotencyKeyAnalyzer()]).GetAllDiagnosticsAsync();
        var report = Assert.Single(found, diagnostic => diagnostic.Id is "BG2001" or "AD0001");
        var actions = new List<CodeAction>();
        var document = project.Documents.Single(candidate => candidate.FilePath == report.Location.SourceTree!.FilePath && candidate.Name == "Program.cs");
        await new BG2001IdempotencyKeyCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, report, (offered, _) => actions.Add(offered), CancellationToken.None));
        var chosen = actions.Single(offered => offered.EquivalenceKey == action);
        var changed = (await chosen.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        var left = await (await changed.GetCompilationAsync())!.WithAnalyzers([new BG2001IdempotencyKeyAnalyzer()]).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(left, diagnostic => diagnostic.Id is "BG2001" or "AD0001");
        return changed;
    }

    private static Project Open(string text) => new AdhocWorkspace().AddProject("Shop", LanguageNames.CSharp)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
        .WithParseOptions(CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))
        .AddMetadataReferences(RealReferences.Full)
        .AddDocument("GlobalUsings.cs", GlobalUsings.Web, filePath: "/GlobalUsings.cs").Project
        .AddDocument("Program.cs", text, filePath: "/Program.cs").Project;

    private static async Task<Assembly> LoadAsync(Project project)
    {
        using var image = new MemoryStream();
        var emitted = (await project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("Program").LoadFromStream(image);
    }
}
