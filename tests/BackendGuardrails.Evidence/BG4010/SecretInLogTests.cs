using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Security;
using Xunit;

namespace BackendGuardrails.Evidence.BG4010;

/// <summary>Whether what a logger's provider gets holds the password, before and behind the fix.</summary>
public class SecretInLogTests
{
    private const string Password = "correct horse";

    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/value", (Login login, ILogger<Program> logger) => logger.LogInformation("{User} signs in with {Password}", login.Name, login.Password));
        app.MapPost("/local", (Login login, ILogger<Program> logger) =>
        {
            var password = login.Password;
            logger.LogWarning("Nobody is called {User}, tried {Tried}", login.Name, password);
        });
        app.MapPost("/scope", (Login login, ILogger<Program> logger) =>
        {
            using (logger.BeginScope("with {Password}", login.Password))
                logger.LogInformation("{User} signs in", login.Name);
        });
        app.Run();

        public class Login { public string Name { get; set; } = ""; public string Password { get; set; } = ""; }

        [ApiController]
        public class LoginController(ILogger<LoginController> logger) : ControllerBase
        {
            [HttpPost("interpolated")]
            public void Interpolated(Login login) => logger.LogInformation($"{login.Name} signs in with {login.Password}");

            [HttpPost("concatenated")]
            public void Concatenated(Login login) => logger.LogInformation("Signs in with " + login.Password);
        }
        """;

    private static readonly (string Path, string Name)[] Endpoints =
    [
        ("/value", "a value of the template"),
        ("/local", "a local, under another name"),
        ("/scope", "a scope around the entry"),
        ("/interpolated", "an interpolated text"),
        ("/concatenated", "a concatenated text"),
    ];

    [Fact]
    public async Task The_password_is_in_the_text_and_in_the_values_and_behind_the_fix_nowhere()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG4010SecretInLogAnalyzer(), new BG4010SecretInLogCodeFix(), Endpoints.Length);
        var table = new EvidenceTable("BG4010", "The password is logged as", "how often a provider gets it, before", "after", "entries, before", "after");
        foreach (var (path, name) in Endpoints)
        {
            var before = await AskAsync(hosts.Before, path);
            var after = await AskAsync(hosts.After, path);
            Assert.True(before.Secrets > 0, name);
            Assert.Equal(0, after.Secrets);
            Assert.Equal(before.Entries, after.Entries);
            table.Add(name, before.Secrets, after.Secrets, before.Entries, after.Entries);
        }

        table.VerifyPage();
    }

    /// <summary>Entries of the program, and how many texts and values among them hold the password.</summary>
    private static async Task<(int Entries, int Secrets)> AskAsync(EndpointHost host, string path)
    {
        var earlier = host.Log.Count;
        Assert.Equal(200, (await host.PostAsync(path, new { name = "grace", password = Password })).Status);
        var entries = host.Log.Skip(earlier).Where(entry => !entry.Category.StartsWith("Microsoft", StringComparison.Ordinal)).ToList();
        return (entries.Count(entry => !entry.IsScope), entries.SelectMany(entry => entry.Values.Select(value => value?.ToString()).Prepend(entry.Text)).Count(text => text?.Contains(Password, StringComparison.Ordinal) == true));
    }
}
