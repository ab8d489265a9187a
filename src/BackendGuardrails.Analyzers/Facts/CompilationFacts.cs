using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Facts;

/// <summary>
/// What is true of one compilation. All rules of a pass share one instance; each fact is computed when first asked for and remembered.
/// Facts know Roslyn and other facts, never a rule.
/// </summary>
internal sealed class CompilationFacts
{
    private static readonly ConditionalWeakTable<Compilation, CompilationFacts> Known = new();

    private readonly Lazy<bool> _isTestProject;
    private readonly Lazy<Callers> _callers;
    private readonly Lazy<Guards> _guards;
    private readonly Lazy<CallTargets> _callTargets;
    private readonly Lazy<RetryingStrategies> _retryingStrategies;
    private readonly Lazy<StrategyScope> _strategyScope;
    private readonly Lazy<EfWork> _efWork;

    private CompilationFacts(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Types = new KnownTypes(compilation);
        Options = new OptionReader(options);
        Names = new SourceNames(compilation);
        _isTestProject = new(() => Types.HasAny(TestFrameworks) && !Options.AnalyzesTestProjects);
        _callers = new(() => new Callers(Names));
        _guards = new(() => new Guards(Callers, Options));
        _callTargets = new(() => new CallTargets(Names));
        _retryingStrategies = new(() => new RetryingStrategies(Types, Names, Callers));
        _strategyScope = new(() => new StrategyScope(Callers, CallTargets));
        _efWork = new(() => new EfWork(CallTargets, Callers));
    }

    private static readonly string[] TestFrameworks =
    [
        "Xunit.FactAttribute", "NUnit.Framework.TestAttribute", "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute", "TUnit.Core.TestAttribute",
    ];

    public Compilation Compilation { get; }

    public KnownTypes Types { get; }

    public OptionReader Options { get; }

    public SourceNames Names { get; }

    /// <summary>A project that references a test framework and does not ask to be analyzed all the same.</summary>
    public bool IsTestProject => _isTestProject.Value;

    public Callers Callers => _callers.Value;

    public Guards Guards => _guards.Value;

    public CallTargets CallTargets => _callTargets.Value;

    public RetryingStrategies RetryingStrategies => _retryingStrategies.Value;

    public StrategyScope StrategyScope => _strategyScope.Value;

    public EfWork EfWork => _efWork.Value;

    public static CompilationFacts For(Compilation compilation, AnalyzerOptions options) =>
        Known.GetValue(compilation, key => new CompilationFacts(key, options));
}
