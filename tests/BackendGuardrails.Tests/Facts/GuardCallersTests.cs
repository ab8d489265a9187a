using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Tests.Facts;

/// <summary>A method is as guarded as its least guarded use.</summary>
public class GuardCallersTests
{
    private static Guard Of(string members)
    {
        var probe = Probe.Of($$"""
            class Setup : IRun
            {
                IHostEnvironment env = null!;
                bool verbose = true;
                static void Mark() { }
                public void Run() { }
                {{members}}
            }
            interface IRun { void Run(); }
            """);
        return probe.Facts.Guards.Of(probe.Operation, default);
    }

    [Theory]
    [InlineData("void M() { if (env.IsDevelopment()) One(); } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) this.One(); } void One() => [|Mark()|];")]
    [InlineData("void M(Setup? other) { if (env.IsDevelopment()) other?.One(); } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); } void One() => Two(); void Two() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) { One(); One(); } } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) { Action run = One; } } void One() => [|Mark()|];")]
    [InlineData("Action? M() { if (!env.IsDevelopment()) return null; return One; } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); void One() => [|Mark()|]; }")]
    [InlineData("void M() { if (env.IsDevelopment()) One(1); } void One<T>(T value) => [|Mark()|];")]
    public void A_method_used_in_development_only_runs_there(string members) => Assert.Equal(Guard.Development, Of(members));

    [Theory]
    [InlineData("void One() => [|Mark()|];")]
    [InlineData("void M() { One(); } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); One(); } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); } Action N() => One; void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); } Action N() { return One; } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) Console.WriteLine(nameof(One)); } void One() => [|Mark()|];")]
    [InlineData("void M() { if (env.IsDevelopment()) One(); } Action N() => list.Count > 0 ? One : Run; List<int> list = new(); void One() => [|Mark()|];")]
    [InlineData("void One() { if (verbose) One(); [|Mark()|]; }")]
    [InlineData("void M() { if (env.IsDevelopment()) One(1); One(\"\"); } void One(string value) => [|Mark()|]; void One(int value) { }")]
    public void A_method_used_elsewhere_as_well_runs_anywhere(string members) => Assert.Equal(Guard.None, Of(members));

    [Fact]
    public void A_method_used_behind_a_setting_runs_where_somebody_decides() =>
        Assert.Equal(Guard.Setting, Of("void M() { if (env.IsDevelopment()) One(); if (verbose) One(); } void One() => [|Mark()|];"));

    [Fact]
    public void A_method_that_calls_itself_is_guarded_by_the_others() =>
        Assert.Equal(Guard.Development, Of("void M() { if (env.IsDevelopment()) One(); } void One() { if (verbose) One(); [|Mark()|]; }"));

    [Fact]
    public void A_method_reached_through_an_interface_runs_anywhere()
    {
        var probe = Probe.Of("""
            class Setup : IRun
            {
                IHostEnvironment env = null!;
                public void M() { if (env.IsDevelopment()) Run(); }
                public void Run() => [|Console.WriteLine()|];
            }
            interface IRun { void Run(); }
            """);
        Assert.Equal(Guard.None, probe.Facts.Guards.Of(probe.Operation, default));
    }

    [Fact]
    public void An_override_runs_anywhere()
    {
        var probe = Probe.Of("""
            abstract class Step { public abstract void Run(); }
            class Setup : Step
            {
                IHostEnvironment env = null!;
                public void M() { if (env.IsDevelopment()) Run(); }
                public override void Run() => [|Console.WriteLine()|];
            }
            """);
        Assert.Equal(Guard.None, probe.Facts.Guards.Of(probe.Operation, default));
    }

    [Fact]
    public void An_extension_method_is_guarded_by_its_calls()
    {
        var probe = Probe.Of("""
            var app = WebApplication.CreateBuilder(args).Build();
            if (app.Environment.IsDevelopment())
                app.UseTools();
            static class Tools { public static void UseTools(this WebApplication app) => app.[|UseDeveloperExceptionPage()|]; }
            """);
        Assert.Equal(Guard.Development, probe.Facts.Guards.Of(probe.Operation, default));
    }

    [Fact]
    public void Mutual_recursion_ends() => Assert.Equal(Guard.None, Of("void One() => Two(); void Two() { One(); [|Mark()|]; }"));
}
