using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>The sweeps notice what they are there for.</summary>
public class SweepTests
{
    [Fact]
    public async Task A_rule_that_throws_is_noticed()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Run(new OddAnalyzer(() => throw new InvalidOperationException("odd")), TimeSpan.FromMinutes(1)));

        Assert.Contains("OddAnalyzer throws over one class", failure.Message);
    }

    [Fact]
    public async Task A_rule_that_does_not_end_is_noticed()
    {
        using var release = new ManualResetEventSlim();

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => Run(new OddAnalyzer(() => release.Wait(TimeSpan.FromMinutes(1))), TimeSpan.FromMilliseconds(300)));
        release.Set();

        Assert.Contains("does not come to an end over one class", failure.Message);
    }

    private static Task Run(DiagnosticAnalyzer analyzer, TimeSpan limit) => AllAnalyzers.RunAsync(
        CSharpCompilation.Create("One", [CSharpSyntaxTree.ParseText("class One { }")], Verifiers.RealReferences.Default), [analyzer], "one class", limit);

#pragma warning disable RS1001 // Nobody else is to find it.
    private sealed class OddAnalyzer(Action act) : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("ODD1", "Odd", "Odd", "Odd", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(_ => act(), SymbolKind.NamedType);
        }
    }
}
