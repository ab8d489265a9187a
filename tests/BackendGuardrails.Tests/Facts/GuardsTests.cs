using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Tests.Facts;

/// <summary>The places a guard can stand in.</summary>
public class GuardsTests
{
    private static Guard Of(string members, params string[] symbols) => Ask($$"""
        class Setup
        {
            IHostEnvironment env = null!;
            IConfiguration configuration = null!;
            bool verbose = Environment.CommandLine.Contains("verbose");
            static void Mark() { }
            {{members}}
        }
        """, symbols);

    private static Guard Ask(string source, params string[] symbols)
    {
        var probe = Probe.Of(source, symbols, []);
        return probe.Facts.Guards.Of(probe.Operation, default);
    }

    [Theory]
    [InlineData("if (env.IsDevelopment()) { [|Mark()|]; }")]
    [InlineData("if (env.IsDevelopment()) [|Mark()|];")]
    [InlineData("if (verbose) { } else if (env.IsDevelopment()) [|Mark()|];")]
    [InlineData("if (!env.IsDevelopment()) { } else { [|Mark()|]; }")]
    [InlineData("if (env.IsDevelopment()) { foreach (var i in new[] { 1 }) { try { [|Mark()|]; } finally { } } }")]
    [InlineData("if (env.IsDevelopment()) { Action run = () => [|Mark()|]; }")]
    [InlineData("if (!env.IsDevelopment()) return; [|Mark()|];")]
    [InlineData("if (!env.IsDevelopment()) { Console.WriteLine(); return; } [|Mark()|];")]
    [InlineData("if (env.IsProduction()) throw new InvalidOperationException(); [|Mark()|];")]
    [InlineData("if (env.IsDevelopment()) { } else { return; } [|Mark()|];")]
    [InlineData("if (!env.IsDevelopment()) { return; } else { } [|Mark()|];")]
    [InlineData("if (!env.IsDevelopment()) return; if (verbose) { [|Mark()|]; }")]
    [InlineData("foreach (var i in new[] { 1 }) { if (!env.IsDevelopment()) continue; [|Mark()|]; }")]
    [InlineData("var x = env.IsDevelopment() ? [|Math.Abs(1)|] : 0;")]
    [InlineData("var x = env.IsProduction() ? 0 : [|Math.Abs(1)|];")]
    [InlineData("var x = env.IsDevelopment() && [|bool.Parse(\"true\")|];")]
    [InlineData("var x = !env.IsDevelopment() || [|bool.Parse(\"true\")|];")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": [|Mark()|]; break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": case \"Local\": [|Mark()|]; break; case \"Production\": break; }")]
    [InlineData("var x = env.EnvironmentName switch { \"Development\" => [|Math.Abs(1)|], _ => 0 };")]
    [InlineData("var x = env.EnvironmentName switch { \"Development\" or \"Local\" => [|Math.Abs(1)|], _ => 0 };")]
    public void Code_behind_a_guard_runs_in_development(string statements) =>
        Assert.Equal(Guard.Development, Of($"void M() {{ {statements} }}"));

    [Theory]
    [InlineData("[|Mark()|];")]
    [InlineData("if (env.IsDevelopment()) { } [|Mark()|];")]
    [InlineData("if (env.IsDevelopment()) { } else { [|Mark()|]; }")]
    [InlineData("if (env.IsDevelopment()) return; [|Mark()|];")]
    [InlineData("if (!env.IsDevelopment()) { Console.WriteLine(); } [|Mark()|];")]
    [InlineData("[|Mark()|]; if (!env.IsDevelopment()) return;")]
    [InlineData("if (!env.IsDevelopment()) { Action leave = () => { return; }; } [|Mark()|];")]
    [InlineData("var x = env.IsDevelopment() ? 0 : [|Math.Abs(1)|];")]
    [InlineData("var x = env.IsDevelopment() || [|bool.Parse(\"true\")|];")]
    [InlineData("var x = !env.IsDevelopment() && [|bool.Parse(\"true\")|];")]
    [InlineData("switch (env.EnvironmentName) { case \"Production\": [|Mark()|]; break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": break; default: [|Mark()|]; break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": case \"Production\": [|Mark()|]; break; }")]
    [InlineData("var x = env.EnvironmentName switch { \"Development\" => 0, _ => [|Math.Abs(1)|] };")]
    public void Code_beside_a_guard_runs_anywhere(string statements) =>
        Assert.Equal(Guard.None, Of($"void M() {{ {statements} }}"));

    [Fact]
    public void A_yielded_value_does_not_leave_the_method() =>
        Assert.Equal(Guard.None, Of("IEnumerable<int> M() { if (!env.IsDevelopment()) yield return 1; yield return [|Math.Abs(1)|]; }"));

    [Fact]
    public void A_yield_break_leaves_the_method() =>
        Assert.Equal(Guard.Development, Of("IEnumerable<int> M() { if (!env.IsDevelopment()) yield break; yield return [|Math.Abs(1)|]; }"));

    [Theory]
    [InlineData("#if DEBUG\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if DEBUG && TRACE\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if !RELEASE\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if RELEASE\nMark();\n#else\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if !DEBUG\nMark();\n#else\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if TRACE\n#if DEBUG\n[|Mark()|];\n#endif\n#endif", Guard.Development)]
    [InlineData("#if NET9\nMark();\n#elif DEBUG\n[|Mark()|];\n#endif", Guard.Development)]
    [InlineData("#if DEBUG\nMark();\n#endif\n[|Mark()|];", Guard.None)]
    [InlineData("#if DEBUG || TRACE\n[|Mark()|];\n#endif", Guard.None)]
    [InlineData("#if TRACE\n[|Mark()|];\n#else\n#endif", Guard.None)]
    public void Code_between_directives_runs_in_debug_builds(string statements, object guard) =>
        Assert.Equal((Guard)guard, Of($"void M()\n{{\n{statements}\n}}", "DEBUG", "TRACE"));

    [Theory]
    [InlineData("[System.Diagnostics.Conditional(\"DEBUG\")] void M() => [|Mark()|];", Guard.Development)]
    [InlineData("[System.Diagnostics.Conditional(\"TRACE\")] void M() => [|Mark()|];", Guard.None)]
    [InlineData("public void ConfigureDevelopment(IApplicationBuilder app) => [|Mark()|];", Guard.Development)]
    [InlineData("public void ConfigureDevelopmentServices(IServiceCollection services) => [|Mark()|];", Guard.Development)]
    [InlineData("public void ConfigureServices(IServiceCollection services) => [|Mark()|];", Guard.None)]
    [InlineData("public void ConfigureProduction(IApplicationBuilder app) => [|Mark()|];", Guard.None)]
    public void Methods_run_in_development_by_convention(string method, object guard) => Assert.Equal((Guard)guard, Of(method));

    [Fact]
    public void A_startup_class_for_development_runs_in_development() =>
        Assert.Equal(Guard.Development, Ask("class StartupDevelopment { public void Configure() => [|Console.WriteLine()|]; }"));

    [Theory]
    [InlineData("if (verbose) [|Mark()|];")]
    [InlineData("if (!verbose) [|Mark()|];")]
    [InlineData("if (verbose is true) [|Mark()|];")]
    [InlineData("if (configuration.GetValue<bool>(\"Swagger\")) [|Mark()|];")]
    [InlineData("if (bool.Parse(configuration[\"Swagger\"]!)) [|Mark()|];")]
    [InlineData("if (bool.TryParse(configuration[\"Swagger\"], out var on) && on) [|Mark()|];")]
    [InlineData("if (configuration[\"Swagger\"] == \"true\") [|Mark()|];")]
    [InlineData("if (Asks()) [|Mark()|]; bool Asks() => true;")]
    [InlineData("if (verbose && env.IsDevelopment() || verbose) [|Mark()|];")]
    public void Code_behind_a_setting_runs_where_somebody_decides(string statements) =>
        Assert.Equal(Guard.Setting, Of($"void M() {{ {statements} }}"));

    [Fact]
    public void A_context_that_is_not_configured_yet_is_no_guard() => Assert.Equal(Guard.None, Ask("""
        using Microsoft.EntityFrameworkCore;
        class Shop : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                if (!options.IsConfigured)
                    options.[|EnableSensitiveDataLogging()|];
            }
        }
        """));

    [Fact]
    public void Top_level_statements_are_guarded_like_any_other() => Assert.Equal(Guard.Development, Ask("""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        if (app.Environment.IsDevelopment())
        {
            app.[|UseDeveloperExceptionPage()|];
        }
        app.Run();
        """));

    [Fact]
    public void Deep_nesting_does_not_overflow() =>
        Assert.Equal(Guard.Development, Of($"void M() {{ if (env.IsDevelopment()) {string.Concat(Enumerable.Repeat("if (verbose) ", 200))} [|Mark()|]; }}"));
}
