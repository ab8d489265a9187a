using System.Collections.Immutable;
using BackendGuardrails.Options;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>Projects of odd shapes: what is legal and rare, what does not compile at all, and options that nobody can read.</summary>
public class OddShapesTests
{
    private const int Levels = 300;

    private static readonly string[] Unreadable = ["", " ", "-1", "99999999999999999999", "+", ",,,", "+a, b", "..", "Type.", "\0", "\U0001F642", "{0}%s$(x)", new('x', 20_000)];

    /// <summary>What does not fit into one method with the others.</summary>
    public static TheoryData<string> Bases => new(
        "class Shop : Store { } class Store : Shop { public DbSet<Order> Orders => Set<Order>(); } class Order { public int Id { get; set; } }",
        "class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); } class Order : Line { } class Line : Order { public List<Line> Lines { get; set; } }",
        "[ApiController] class One : Two { [HttpPost] public void A(Shop shop) => shop.SaveChanges(); } class Two : One { [HttpGet] public int B() => B(); }",
        "class First : Second { protected override void Up(MigrationBuilder builder) => builder.DropTable(\"A\"); } class Second : First { protected override void Down(MigrationBuilder builder) { } }",
        "class Next : Migration { protected override void Up(MigrationBuilder builder) { Up(builder); base.Up(builder); Again(builder); } void Again(MigrationBuilder builder) => Again(builder); }",
        "class Worker : Worker.Inner { class Inner : BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { while (true) await ExecuteAsync(token); } } }",
        "interface IRead<T> : IRead<IRead<T>> { T Get(int id); } class Read<T> : Read<Read<T>>, IRead<T> where T : Read<T> { public T Get(int id) => Get(id); }",
        "class Handler<T> : Handler<T[]> { public async Task Handle(T t, Shop shop) { shop.Add(t); await shop.SaveChangesAsync(); } }",
        "record Order(Order Parent) : Order(Parent); record struct Line(Line Next); enum State : State { One = Two, Two = One }");

    [Theory]
    [MemberData(nameof(Bases))]
    public Task Types_that_derive_from_themselves_are_fine(string types) => AllAnalyzers.RunWithFixesAsync(SweptCode.Alone($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;
        static class Start { static void Main() { } }
        {{types}}
        """), "types that derive from themselves");

    [Theory]
    [InlineData("var x = ", "(", "1", ")", ";")]
    [InlineData("var x = ", "a ? 1 : (", "2", ")", ";")]
    [InlineData("var x = ", "Same(", "\"\"", ")", ";")]
    [InlineData("", "{ ", "Use(1);", " }", "")]
    [InlineData("", "try { ", "Use(1);", " } catch (Exception) { }", "")]
    [InlineData("", "foreach (var x in new int[1]) ", "Use(1);", "", "")]
    [InlineData("", "using (new TransactionScope()) ", "Use(1);", "", "")]
    public Task Deep_nesting_of_all_kinds_is_fine(string begin, string open, string inside, string close, string end)
    {
        var statement = begin + string.Concat(Enumerable.Repeat(open, Levels)) + inside + string.Concat(Enumerable.Repeat(close, Levels)) + end;
        return AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(TroubledCode.Around($"static T Same<T>(T t) => t; void M(bool a) {{ {statement} }}")), $"{Levels} times '{open}'");
    }

    /// <summary>Each level takes the compiler twice as long as the one before, so there are few.</summary>
    [Fact]
    public Task Nested_interpolation_is_fine() => AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(TroubledCode.Around($$"""
        void M(string a)
        {
            command.CommandText = {{string.Concat(Enumerable.Repeat("$\"{a} {", 7))}}a{{string.Concat(Enumerable.Repeat("}\"", 7))}};
            command.ExecuteNonQuery();
        }
        """)), "interpolation in interpolation");

    [Fact]
    public Task A_method_of_five_thousand_lines_is_fine() => AllAnalyzers.RunAsync(
        SweptCode.Alone(TroubledCode.Around($$"""
            async Task M(Shop shop, ILogger log, bool a)
            {
                var (sql, sum) = ("", 0);
            {{string.Join('\n', Enumerable.Range(0, 200).Select(number => $$"""
                if (a)
                    sql += "AND id = {{number}}";
                try { await shop.SaveChangesAsync(); command.CommandText = sql; }
                catch (Exception exception) { log.LogError($"{exception.Message} {{number}}"); }
                {{string.Join('\n', Enumerable.Repeat("sum += sum < 7 ? 1 : 2;", 21))}}
            """))}}
            }
            """)), "a method of 5,000 lines");

    [Fact]
    public Task Unsafe_code_is_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around("""
            unsafe struct Raw { public fixed char Name[16]; public delegate*<string, int> Run; }
            unsafe void M(char* text, int* ids, Raw* raw, nint handle)
            {
                fixed (char* start = "SELECT ") { command.CommandText = new string(start) + new string(text) + ids[0] + *ids + raw->Name[1]; }
                Span<int> some = stackalloc int[4];
                foreach (var id in new Span<int>(ids, 4)) command.CommandText += id + sizeof(Raw) + (long)&raw->Run;
                raw->Run(new string(text)); command.ExecuteNonQuery();
                void* any = (void*)handle; cache.Set((nint)any, 1); ref var first = ref ids[0]; first = ref ids[1];
            }
            """)), "unsafe code");

    [Theory]
    [InlineData(SourceCodeKind.Regular)]
    [InlineData(SourceCodeKind.Script)]
    public async Task Programs_and_scripts_are_fine(SourceCodeKind kind)
    {
        var project = SweptCode.Alone($$"""
            using System.Transactions;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.Extensions.Caching.Memory;
            IServiceCollection services = null!; IMemoryCache cache = null!; string[] names = { "a" };
            {{TroubledCode.Triggers}}
            foreach (var name in names)
            {
                await using var shop = new Shop();
                await shop.Database.ExecuteSqlRawAsync("DELETE FROM Orders WHERE Name = '" + name + "'");
                await shop.SaveChangesAsync();
            }
            await Again(3);
            async Task Again(int times) { try { if (times > 0) await Again(times - 1); } catch (Exception) { } }
            class Shop : DbContext { }
            """);
        await AllAnalyzers.RunWithFixesAsync(project.WithParseOptions(((CSharpParseOptions)project.ParseOptions!).WithKind(kind)), $"a {kind} program");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\r\n")]
    [InlineData("\0")]
    [InlineData("\r")]
    [InlineData("// nothing")]
    [InlineData("#nullable enable")]
    public async Task Files_without_code_are_fine(string text)
    {
        var project = SweptCode.BesideTheSample(text);
        await AllAnalyzers.RunWithFixesAsync(project.AddDocument("Empty.cs", SourceText.From(text), filePath: "Empty.cs").Project, "files without code");
    }

    [Fact]
    public Task Unknown_types_everywhere_are_fine() => AllAnalyzers.RunWithFixesAsync(SweptCode.SampleWithoutLibraries(), "the order service without libraries");

    [Fact]
    public Task Files_that_are_there_twice_are_fine() => AllAnalyzers.RunWithFixesAsync(SweptCode.SampleTwice(), "the order service twice");

    /// <summary>The runtime of Visual Basic is an assembly of that language: modules, default properties, optional parameters without a default of C#.</summary>
    [Fact]
    public Task A_library_of_Visual_Basic_is_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around("""
            void M(Microsoft.VisualBasic.Collection all)
            {
                foreach (var one in all) { command.CommandText = "SELECT " + Microsoft.VisualBasic.Strings.Left((string)all[one], 3) + all["key"]; command.ExecuteNonQuery(); }
                cache.Set(Microsoft.VisualBasic.Interaction.Choose(1, all)!, Microsoft.VisualBasic.FileSystem.Dir());
                Microsoft.VisualBasic.CompilerServices.ProjectData.SetProjectError(new Exception());
            }
            """)), "code that uses Visual Basic");

    /// <summary>Names that rules know, with fewer parameters than they expect.</summary>
    [Fact]
    public Task Known_names_with_other_parameters_are_fine() => AllAnalyzers.RunWithFixesAsync(SweptCode.Alone("""
        using System.Data.Common;
        using Microsoft.EntityFrameworkCore;
        static class Start { static void Main() { } }
        static class FormattableStringFactory { public static FormattableString Create() => $""; }
        static class ValueTask { public static IEnumerable<Row> FromResult() => Array.Empty<Row>(); }
        static class EF { public static int Property() => 0; public static string Functions() => ""; }
        class Row { public int Id { get; set; } }
        class Shop : DbContext { public DbSet<Row> Rows => Set<Row>(); }
        class Startup
        {
            public void ConfigureServices(__arglist) { }
            public void Configure() { }
        }
        class Uses(Shop shop, DbCommand command)
        {
            async Task M()
            {
                var rows = ValueTask.FromResult().Where(row => row.Id > EF.Property()).Count() + ValueTask.FromResult().ToList().Count;
                await shop.Database.ExecuteSqlAsync(FormattableStringFactory.Create());
                await shop.Rows.FromSql(FormattableStringFactory.Create()).Where(row => row.Id == EF.Property()).ToListAsync();
                command.CommandText = EF.Functions() + rows;
                command.ExecuteNonQuery();
            }
        }
        """), "known names with other parameters");

    [Fact]
    public async Task What_generators_write_is_fine()
    {
        var project = SweptCode.BesideTheSample("partial class Written { public void Start(string id) { Run(id); Run(Sql(id)); } public partial string Sql(string id); }");
        CSharpGeneratorDriver.Create([new Writer().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation((await project.GetCompilationAsync())!, out var compilation, out _);

        var reports = await AllAnalyzers.RunAsync(compilation, "code that a generator wrote");

        Assert.Equal(3, compilation.SyntaxTrees.Count());
        Contract.Holds(reports.Where(report => report.Location.SourceTree?.FilePath.EndsWith("Written.g.cs", StringComparison.Ordinal) == true).Select(report => $"{report.Id} reports what a generator wrote: {report}"));
    }

    [Fact]
    public async Task Options_that_nobody_can_read_are_fine()
    {
        var compilation = (await SweptCode.SampleProject().GetCompilationAsync())!;
        for (var round = 0; round < Unreadable.Length; round += 3)
        {
            var values = GuardrailOptions.All.Select((option, index) => (option.Name, Value: Unreadable[(round + index) % Unreadable.Length])).ToDictionary(pair => pair.Name, pair => pair.Value);

            var reports = await AllAnalyzers.RunAsync(compilation, new ValuesForAll(values), "options that nobody can read");

            var named = reports.Where(report => report.Id == "BG0001").Select(report => report.GetMessage()).ToList();
            var typed = GuardrailOptions.All.Where(option => option is NumberOption or SwitchOption && option != GuardrailOptions.AnalyzeTestProjects && values[option.Name].Length > 0);
            Contract.Holds(typed.Where(option => !named.Exists(message => message.Contains(option.Name, StringComparison.Ordinal)))
                .Select(option => $"{option.Name} = {values[option.Name]} is not reported by BG0001."));
            Assert.Contains(reports, report => report.Id != "BG0001");
        }
    }

    [Generator]
    private sealed class Writer : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(output => output.AddSource("Written.g.cs", """
            using System.Data.Common;
            using Microsoft.EntityFrameworkCore;
            static class Program { static void Main() { } }
            partial class Written : DbContext
            {
                private readonly DbCommand command = null!;
                private void Run(string id) { command.CommandText = "SELECT * FROM A WHERE B = '" + id + "'"; command.ExecuteNonQuery(); }
                public partial string Sql(string id) { foreach (var one in id) { SaveChanges(); } return id + Sql(id); }
            }
            """));
    }
}
