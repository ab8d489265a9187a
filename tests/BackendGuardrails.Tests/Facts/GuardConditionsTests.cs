using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Tests.Facts;

/// <summary>The spellings of "this is not production".</summary>
public class GuardConditionsTests
{
    private static Guard Of(string condition, params (string Name, string Value)[] options)
    {
        var probe = Probe.Of($$"""
            class Setup
            {
                IWebHostEnvironment env = null!;
                IHostEnvironment? maybe;
                bool isDevelopment = true, verbose = true;
                bool _isLocal = true;
                bool IsDebug => true;
                bool HasValue => true;
                bool NotInProduction(IHostEnvironment environment) => true;
                void M(bool isDev, bool on, List<int> list, string text, HostBuilderContext context)
                {
                    var dev = env.IsDevelopment();
                    var name = env.EnvironmentName;
                    var indirect = dev && verbose;
                    if ({{condition}})
                        [|Console.WriteLine()|];
                }
            }
            class Other { public bool IsDevelopment() => true; }
            """, options);
        return probe.Facts.Guards.Of(probe.Operation, default);
    }

    [Theory]
    [InlineData("env.IsDevelopment()")]
    [InlineData("(env.IsDevelopment())")]
    [InlineData("HostEnvironmentEnvExtensions.IsDevelopment(env)")]
    [InlineData("context.HostingEnvironment.IsDevelopment()")]
    [InlineData("env.IsDevelopment() == true")]
    [InlineData("true == env.IsDevelopment()")]
    [InlineData("env.IsDevelopment() != false")]
    [InlineData("env.IsDevelopment() is true")]
    [InlineData("env.IsProduction() is false")]
    [InlineData("env.IsProduction() is not true")]
    [InlineData("!env.IsProduction()")]
    [InlineData("env.IsProduction() == false")]
    [InlineData("!!env.IsDevelopment()")]
    [InlineData("maybe?.IsDevelopment() == true")]
    [InlineData("maybe?.IsDevelopment() ?? false")]
    [InlineData("maybe?.IsDevelopment() is true")]
    [InlineData("env.IsEnvironment(\"Development\")")]
    [InlineData("env.IsEnvironment(Environments.Development)")]
    [InlineData("env.IsEnvironment(\"Local\")")]
    [InlineData("!env.IsEnvironment(\"Production\")")]
    [InlineData("env.EnvironmentName == \"Development\"")]
    [InlineData("\"Development\" == env.EnvironmentName")]
    [InlineData("env.EnvironmentName == Environments.Development")]
    [InlineData("env.EnvironmentName != \"Production\"")]
    [InlineData("env.EnvironmentName != Environments.Production")]
    [InlineData("env.EnvironmentName is \"Development\"")]
    [InlineData("env.EnvironmentName is \"Development\" or \"Local\"")]
    [InlineData("env.EnvironmentName is not \"Production\"")]
    [InlineData("env is { EnvironmentName: \"Development\" }")]
    [InlineData("env.EnvironmentName.Equals(\"Development\")")]
    [InlineData("env.EnvironmentName.Equals(\"development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("\"Development\".Equals(env.EnvironmentName)")]
    [InlineData("string.Equals(env.EnvironmentName, \"Development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Development\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\") == \"Development\"")]
    [InlineData("name == \"Development\"")]
    [InlineData("dev")]
    [InlineData("indirect")]
    [InlineData("isDev")]
    [InlineData("isDevelopment")]
    [InlineData("_isLocal")]
    [InlineData("IsDebug")]
    [InlineData("new Other().IsDevelopment()")]
    [InlineData("System.Diagnostics.Debugger.IsAttached")]
    [InlineData("env.IsDevelopment() && verbose")]
    [InlineData("verbose && env.IsDevelopment()")]
    [InlineData("env.IsDevelopment() || isDev")]
    [InlineData("env.IsDevelopment() && (verbose || on)")]
    [InlineData("env.IsDevelopment() && on && on && on && on && on && on && on && on && on && on")]
    [InlineData("!(env.IsProduction() || verbose)")]
    public void This_is_not_production(string condition) => Assert.Equal(Guard.Development, Of(condition));

    [Theory]
    [InlineData("!env.IsDevelopment()")]
    [InlineData("env.IsProduction()")]
    [InlineData("env.IsStaging()")]
    [InlineData("env.IsDevelopment() || env.IsStaging()")]
    [InlineData("env.IsDevelopment() || list.Count > 0")]
    [InlineData("!(env.IsDevelopment() && verbose)")]
    [InlineData("env.IsEnvironment(\"Production\")")]
    [InlineData("!env.IsEnvironment(\"Staging\")")]
    [InlineData("env.EnvironmentName == \"Production\"")]
    [InlineData("env.EnvironmentName != \"Development\"")]
    [InlineData("env.EnvironmentName is not \"Development\"")]
    [InlineData("env.EnvironmentName is \"Development\" or \"Production\"")]
    [InlineData("env is { EnvironmentName: \"Production\" }")]
    [InlineData("string.IsNullOrEmpty(text)")]
    [InlineData("list.Any()")]
    [InlineData("list.Count == 0")]
    [InlineData("text == null")]
    [InlineData("text is null")]
    [InlineData("HasValue")]
    [InlineData("true")]
    [InlineData("!dev")]
    public void This_may_be_production(string condition) => Assert.Equal(Guard.None, Of(condition));

    [Theory]
    [InlineData("verbose")]
    [InlineData("!verbose")]
    [InlineData("on == true")]
    [InlineData("env.IsDevelopment() || verbose")]
    [InlineData("text == \"yes\"")]
    [InlineData("NotInProduction(env)")]
    public void Somebody_decides(string condition) => Assert.Equal(Guard.Setting, Of(condition));

    [Theory]
    [InlineData("+NotInProduction", "NotInProduction(env)")]
    [InlineData("+NotInProduction", "isDev")]
    [InlineData("NotInProduction", "env.IsDevelopment()")]
    [InlineData("notinproduction", "NotInProduction(env)")]
    public void The_words_can_be_changed(string words, string condition) =>
        Assert.Equal(Guard.Development, Of(condition, ("backend_guardrails.development_guards", words)));

    [Fact]
    public void A_word_can_be_taken_away() =>
        Assert.Equal(Guard.Setting, Of("isDev", ("backend_guardrails.development_guards", "-IsDev")));
}
