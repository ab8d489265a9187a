using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Performance;

/// <summary>What a compiler needs at most, and what stays when the analysis is over and nobody has let go of it yet: each in a process of its own, as a build is.</summary>
internal static class Memory
{
    private const int UsualCopies = 5;
    private const double Megabyte = 1024 * 1024;

    private static readonly string[] Kinds = ["compile", "empty", "rules"];

    public static async Task MeasureAsync(string[] arguments)
    {
        var copies = arguments.Length > 0 ? arguments[0] : $"{UsualCopies}";
        foreach (var kind in Kinds)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(Memory).Assembly.Location, "memory-of", kind, copies]))!;
            await process.WaitForExitAsync();
        }
    }

    /// <param name="arguments">The kind, and how many copies of the service.</param>
    public static async Task MeasureOneAsync(string[] arguments)
    {
        var (kind, copies) = (arguments[0], int.Parse(arguments[1]));
        var compilation = Analysis.Parsed(GeneratedShop.Copies(copies));
        var analyzers = kind == "rules" ? Analysis.Rules() : ImmutableArray.Create<DiagnosticAnalyzer>(new EmptyAnalyzer());
        var analysis = kind == "compile" ? null : Analysis.With(compilation, analyzers);
        var reports = analysis is null ? compilation.GetDiagnostics().Length : (await analysis.GetAllDiagnosticsAsync()).Length;
        using var process = Process.GetCurrentProcess();
        var most = process.PeakWorkingSet64;
        var allocated = GC.GetTotalAllocatedBytes();
        GC.Collect();
        Console.WriteLine($"{kind,8}: working set at most {most / Megabyte,6:F0} MB, {allocated / Megabyte,6:F0} MB allocated, {GC.GetTotalMemory(forceFullCollection: true) / Megabyte,6:F0} MB alive at the end, {reports} reports");
        GC.KeepAlive(compilation);
        GC.KeepAlive(analysis);
    }
}
