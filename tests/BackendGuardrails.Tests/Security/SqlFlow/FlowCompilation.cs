using System.Collections.Immutable;
using System.Text;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Many programs in one compilation, which share nothing but the libraries and the shop.</summary>
public static class FlowCompilation
{
    public const string SharedText = GlobalUsings.Web + """

        global using System.Buffers;
        global using System.Collections.Concurrent;
        global using System.Collections.Immutable;
        global using System.Data;
        global using System.Data.Common;
        global using System.Globalization;
        global using System.Net;
        global using System.Net.Sockets;
        global using System.Runtime.CompilerServices;
        global using System.Text;
        global using System.Text.Json;
        global using System.Text.RegularExpressions;
        global using System.Threading.Channels;
        global using Dapper;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.EntityFrameworkCore;
        global using Npgsql;

        internal sealed class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        internal sealed class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Shop.Connection);
        }

        internal static class Shop
        {
            public const string Connection = "Host=/var/run/postgresql;Database=shop";
        }
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly SyntaxTree SharedTree = CSharpSyntaxTree.ParseText(SharedText, Parsing, "Shop.cs", Encoding.UTF8);

    public static CSharpCompilation Of(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Flows",
        files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path, Encoding.UTF8)).Prepend(SharedTree),
        RealReferences.Full,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The reports of a rule, by file. An error, or a rule that throws, fails the test.</summary>
    public static async Task<ILookup<string, Diagnostic>> ReportsAsync(IReadOnlyList<FlowProgram> programs, DiagnosticAnalyzer analyzer)
    {
        var compilation = Of(programs.Select(program => (program.Path, program.Text)));
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([analyzer], options).GetAllDiagnosticsAsync();

        var broken = diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001");
        Assert.True(broken is null, $"{broken}\n\n{programs.FirstOrDefault(program => program.Path == broken?.Location.SourceTree?.FilePath)?.Text}");

        var own = analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).ToImmutableHashSet();
        return diagnostics.Where(diagnostic => own.Contains(diagnostic.Id)).ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath ?? "");
    }
}
