using BackendGuardrails.Migrations;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6014IrreversibleTests : MigrationRuleTests<BG6014IrreversibleAnalyzer, BG6014IrreversibleCodeFix>
{
    private const string Drop = """migrationBuilder.DropTable("Orders");""";

    private static string File(string up, string down) => $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class Change : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }{{down}}
        }
        """;

    private static string Empty(string up, string inside = "\n\n    ") => File(up, $"\n\n    protected override void [|Down|](MigrationBuilder migrationBuilder)\n    {{{inside}}}");

    [Theory]
    [InlineData(Drop)]
    [InlineData("""migrationBuilder.Sql("UPDATE a SET b = 1");""")]
    [InlineData("""migrationBuilder.AddColumn<int>("A", "B", nullable: true);""")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "A", "B");""")]
    [InlineData("""migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,");""")]
    [InlineData("""foreach (var table in new[] { "A" }) migrationBuilder.DropTable(table);""")]
    [InlineData("""Own(migrationBuilder); static void Own(MigrationBuilder builder) => builder.DropTable("A");""")]
    [InlineData("""migrationBuilder.InsertData("Countries", "Id", 1);""")]
    [InlineData("""migrationBuilder.EnsureSchema("sales");""")]
    [InlineData("""migrationBuilder.CreateTable("T", t => new { Id = t.Column<int>() });""")]
    [InlineData("""migrationBuilder.RenameTable("A", newName: "B");""")]
    [InlineData("""if (DateTime.Now.Year > 2030) migrationBuilder.DropTable("A");""")]
    public Task An_empty_Down_is_reported(string up) => VerifyFile(Empty(up));

    [Theory]
    [InlineData(" ")]
    [InlineData(" return; ")]
    [InlineData("\n        // Nothing to do.\n    ")]
    [InlineData(" ; ")]
    [InlineData("\n        // migrationBuilder.DropColumn(\"A\", \"B\");\n    ")]
    public Task Down_may_be_empty_in_many_ways(string inside) => VerifyFile(Empty(Drop, inside));

    [Fact]
    public Task A_missing_Down_is_reported() => VerifyFile(File(Drop, "").Replace(" Up(", " [|Up|](", StringComparison.Ordinal));

    [Fact]
    public Task A_half_without_Down_is_no_matter() => VerifyFile(File(Drop, "") + """
        public partial class Change
        {
            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("SELECT 1");
        }
        """);

    [Theory]
    [InlineData("""{ migrationBuilder.Sql("SELECT 1"); }""")]
    [InlineData("""=> migrationBuilder.DropColumn("A", "B");""")]
    [InlineData("""{ throw new NotSupportedException("Irreversible migration: the data is gone."); }""")]
    [InlineData("""=> throw new NotSupportedException();""")]
    [InlineData("""{ if (DateTime.Now.Year > 2030) throw new InvalidOperationException(); }""")]
    [InlineData("""{ Undo(); void Undo() { } }""")]
    [InlineData("""{ base.Down(migrationBuilder); }""")]
    [InlineData("""{ foreach (var table in new[] { "A" }) migrationBuilder.DropTable(table); }""")]
    [InlineData("""{ Console.WriteLine("Restore the backup."); }""")]
    [InlineData("""{ migrationBuilder.RenameTable("B", newName: "A"); }""")]
    [InlineData("""{ MigrationBuilder other = migrationBuilder; }""")]
    [InlineData("""{ { migrationBuilder.Sql("SELECT 1"); } }""")]
    public Task A_Down_that_does_something_is_fine(string down) => VerifyFile(File(Drop, $"\n\n    protected override void Down(MigrationBuilder migrationBuilder) {down}"));

    [Theory]
    [InlineData("")]
    [InlineData("// Nothing.")]
    [InlineData("Console.WriteLine();")]
    public Task Nothing_to_undo_is_fine(string up) => VerifyFile(File(up, "\n\n    protected override void Down(MigrationBuilder migrationBuilder) { }"));

    [Theory]
    [InlineData("public abstract class Template : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropTable(\"A\"); protected override void Down(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) { } }")]
    [InlineData("class Other { void Up() { } void Down() { } }")]
    [InlineData("public class Next : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropTable(\"A\"); protected override void Down(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.Sql(\"SELECT 1\"); }")]
    public Task Others_are_no_matter(string source) => VerifyFile(source);

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(Empty(Drop));

    [Fact]
    public async Task What_is_not_after_the_last_one_is_left_as_it_is()
    {
        var test = new GuardrailVerifier<BG6014IrreversibleAnalyzer, BG6014IrreversibleCodeFix>.Test { EditorConfig = "backend_guardrails.migrations_start_after = 20260114093000_Change" };
        test.TestState.Sources.Add(("/0/20260114093000_Change.cs", Empty(Drop).Replace("[|Down|]", "Down", StringComparison.Ordinal)));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("\n\n    ", "\n        throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\");\n    ")]
    [InlineData(" ", " throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\"); ")]
    [InlineData("\n        // Gone for good.\n    ", "\n        // Gone for good.\n        throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\");\n    ")]
    public Task Down_throws(string inside, string @fixed) => Fixes(Empty(Drop, inside), Empty(Drop, @fixed).Replace("[|Down|]", "Down", StringComparison.Ordinal));

    [Fact]
    public Task A_Down_is_written() => Fixes(
        File("migrationBuilder.Sql(\"UPDATE a SET b = 1\");", "").Replace(" Up(", " [|Up|](", StringComparison.Ordinal),
        File("migrationBuilder.Sql(\"UPDATE a SET b = 1\");", "\n\n    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n        throw new NotSupportedException(\"Irreversible migration: restore a backup to undo it.\");\n    }"));

    [Fact]
    public async Task The_namespace_is_imported()
    {
        var source = Empty(Drop).Replace("using System;\n", "", StringComparison.Ordinal);
        var test = new GuardrailVerifier<BG6014IrreversibleAnalyzer, BG6014IrreversibleCodeFix>.Test
        {
            ImplicitUsings = "",
            TestCode = source,
            FixedCode = Empty(Drop, "\n        throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\");\n    ").Replace("[|Down|]", "Down", StringComparison.Ordinal),
        };
        await test.RunAsync();
    }

    [Fact]
    public async Task The_namespace_is_imported_where_the_operations_are_in_another_file()
    {
        const string Scripted = """
            using System;
            using Microsoft.EntityFrameworkCore.Migrations;
            public abstract class Scripted : Migration
            {
                protected override void Up(MigrationBuilder builder) { builder.Sql("SELECT 1"); Console.WriteLine(); }
            }
            """;
        var source = Empty($"base.Up(migrationBuilder); {Drop}").Replace("using System;\n", "", StringComparison.Ordinal).Replace(": Migration", ": Scripted", StringComparison.Ordinal);
        var test = new GuardrailVerifier<BG6014IrreversibleAnalyzer, BG6014IrreversibleCodeFix>.Test { ImplicitUsings = "" };
        test.TestState.Sources.Add(("/0/Change.cs", source));
        test.TestState.Sources.Add(("/0/Scripted.cs", Scripted));
        test.FixedState.Sources.Add(("/0/Change.cs", "using System;\n" + source.Replace("[|Down|]", "Down", StringComparison.Ordinal).Replace(
            "    {\n\n    }\n}", "    {\n        throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\");\n    }\n}", StringComparison.Ordinal)));
        test.FixedState.Sources.Add(("/0/Scripted.cs", Scripted));
        await test.RunAsync();
    }

    [Fact]
    public Task Fix_all_lets_each_throw() => Fixes(
        Empty(Drop, " ") + "\n" + Empty(Drop, " ").Replace("Change", "Next", StringComparison.Ordinal).Replace("using System;\nusing Microsoft.EntityFrameworkCore.Migrations;\n", "", StringComparison.Ordinal),
        (Empty(Drop, " @ ") + "\n" + Empty(Drop, " @ ").Replace("Change", "Next", StringComparison.Ordinal).Replace("using System;\nusing Microsoft.EntityFrameworkCore.Migrations;\n", "", StringComparison.Ordinal))
            .Replace("@", "throw new NotSupportedException(\"Irreversible migration: the data of Orders is gone.\");", StringComparison.Ordinal).Replace("[|Down|]", "Down", StringComparison.Ordinal));

    private static Task Fixes(string before, string after) => GuardrailVerifier<BG6014IrreversibleAnalyzer, BG6014IrreversibleCodeFix>.VerifyCodeFixAsync(before, after);
}
