using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>How the tests of a rule without a fix verify it; they alias it as VerifyCS.</summary>
public abstract class GuardrailVerifier<TAnalyzer> : GuardrailVerifier<TAnalyzer, EmptyCodeFixProvider>
    where TAnalyzer : DiagnosticAnalyzer, new();

/// <summary>How the tests of a rule and its fix verify both; they alias it as VerifyCS.</summary>
public abstract class GuardrailVerifier<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public static DiagnosticResult Diagnostic() => CSharpAnalyzerVerifier<TAnalyzer, DefaultVerifier>.Diagnostic();

    public static DiagnosticResult Diagnostic(string diagnosticId) => CSharpAnalyzerVerifier<TAnalyzer, DefaultVerifier>.Diagnostic(diagnosticId);

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    /// <summary>Exactly the marked and the expected diagnostics are reported; a source without either must be quiet.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>The fix, applied one by one and by each Fix All, turns one source into the other.</summary>
    public static Task VerifyCodeFixAsync(string before, string after, string? equivalenceKey = null) =>
        new Test { TestCode = before, FixedCode = after, CodeActionEquivalenceKey = equivalenceKey }.RunAsync();

    /// <summary>The marked diagnostics are reported, and none of them is offered a fix.</summary>
    public static Task VerifyNoCodeFixAsync(string source) => new Test { TestCode = source, FixedCode = source }.RunAsync();

    /// <summary>For all that a call cannot say: options, stubs, symbols, several files or projects.</summary>
    public sealed class Test : GuardrailTest<TAnalyzer, TCodeFix>;
}
