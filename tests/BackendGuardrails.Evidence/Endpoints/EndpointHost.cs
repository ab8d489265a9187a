using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>
/// Runs the Main of a compiled program in this process, on a free loopback port, until it is disposed. The program is an ordinary one: it makes its builder from <c>args</c>
/// (<c>WebApplication.CreateBuilder(args)</c>) and ends with <c>app.Run()</c>.
/// </summary>
public sealed class EndpointHost : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private readonly Task _main;
    private readonly HttpClient _client;
    private readonly EndpointLog _log;

    private EndpointHost(IHost host, Task main, EndpointLog log)
    {
        (_host, _main, _log) = (host, main, log);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(address) };
    }

    public IServiceProvider Services => _host.Services;

    /// <summary>What the program and the framework have logged since the start.</summary>
    public IReadOnlyList<LogEntry> Log => [.. _log.Entries];

    /// <summary>When the program has come to its end; not before somebody stops it, or it stops itself.</summary>
    public Task Ended => _main;

    /// <param name="arguments">Configuration of the program, such as <c>--ConnectionStrings:Shop=…</c> or <c>--environment=Development</c>.</param>
    public static async Task<EndpointHost> StartAsync(Assembly program, params string[] arguments)
    {
        using var hosts = new BuiltHosts(program);
        var main = hosts.Run(["--urls=http://127.0.0.1:0", "--hostBuilder:reloadConfigOnChange=false", .. arguments]);
        if (await Task.WhenAny(hosts.Host, main).WaitAsync(LongestStart) == main)
            await main;
        var host = await hosts.Host;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        if (await Task.WhenAny(started.Task, main).WaitAsync(LongestStart) == main)
            await main;
        return new(host, main, hosts.Log);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? json = null) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> SendAsync(HttpMethod method, string path, object? json = null) =>
        SendAsync(new(method, path) { Content = json is null ? null : JsonContent.Create(json) });

    /// <summary>For headers and bodies of all kinds.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_main.IsCompleted)
            _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _main;
    }

    /// <summary>The host that Main builds: .NET announces it, and whoever listens may add to it.</summary>
    private sealed class BuiltHosts(Assembly program) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        /// <summary>Several programs may start at the same time; what a Main builds is told on its own flow.</summary>
        private static readonly AsyncLocal<BuiltHosts?> Current = new();

        private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<IDisposable> _subscriptions = new();

        public Task<IHost> Host => _built.Task;

        public EndpointLog Log { get; } = new();

        public Task Run(string[] arguments)
        {
            _subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
            return Task.Factory.StartNew(
                () =>
                {
                    Current.Value = this;
                    program.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null);
                },
                TaskCreationOptions.LongRunning);
        }

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
                _subscriptions.Enqueue(listener.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> happened)
        {
            if (Current.Value != this)
                return;
            if (happened is { Key: "HostBuilding", Value: IHostBuilder builder })
                builder.ConfigureServices(Furnish);
            else if (happened is { Key: "HostBuilt", Value: IHost host })
                _built.TrySetResult(host);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }

        /// <summary>The controllers are those of the program, not those of the process; what is logged is kept.</summary>
        private void Furnish(IServiceCollection services)
        {
            services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(Log));
            if (services.FirstOrDefault(service => service.ServiceType == typeof(ApplicationPartManager))?.ImplementationInstance is ApplicationPartManager parts)
                parts.ApplicationParts.Add(new AssemblyPart(program));
        }
    }
}
