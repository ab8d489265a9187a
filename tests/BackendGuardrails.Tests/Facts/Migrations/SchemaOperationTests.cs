using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Tests.Facts.Migrations;

/// <summary>What a migration does, in order, with what it is about.</summary>
public class SchemaOperationTests
{
    private static string Line(SchemaOperation operation) => $"{operation.Name} {operation.Schema}.{operation.Table}({string.Join(",", operation.Columns)})";

    private static string Lines(SchemaMigration migration) => string.Join("; ", migration.Up.Select(Line));

    [Theory]
    [InlineData("""migrationBuilder.DropColumn(name: "Total", table: "Orders");""", "DropColumn .Orders(Total)")]
    [InlineData("""migrationBuilder.DropColumn(table: "Orders", schema: "sales", name: "Total");""", "DropColumn sales.Orders(Total)")]
    [InlineData("""migrationBuilder.DropColumn("Total", "Orders", "sales");""", "DropColumn sales.Orders(Total)")]
    [InlineData("""migrationBuilder.DropTable("Orders");""", "DropTable .Orders()")]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", schema: "a", newName: "Bestellungen");""", "RenameTable a.Orders()")]
    [InlineData("""migrationBuilder.RenameColumn(name: "A", table: "T", newName: "B");""", "RenameColumn .T(A)")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "T", new[] { "A", "B" }, unique: true);""", "CreateIndex .T(A,B)")]
    [InlineData("""migrationBuilder.CreateIndex(name: "IX", table: "T", column: "A");""", "CreateIndex .T(A)")]
    [InlineData("""migrationBuilder.AddForeignKey(name: "FK", table: "T", column: "PId", principalTable: "P", principalColumn: "Id");""", "AddForeignKey .T(PId)")]
    [InlineData("""migrationBuilder.AddColumn<int>("A", "T"); migrationBuilder.DropTable("B");""", "AddColumn .T(A); DropTable .B()")]
    [InlineData("""const string Orders = "Orders"; migrationBuilder.DropTable(Orders);""", "DropTable .Orders()")]
    [InlineData("""var orders = "Ord" + "ers"; migrationBuilder.DropTable(orders);""", "DropTable .Orders()")]
    [InlineData("""var prefix = "app_"; migrationBuilder.DropTable($"{prefix}orders");""", "DropTable .app_orders()")]
    [InlineData("""migrationBuilder.DropTable(nameof(Change));""", "DropTable .Change()")]
    [InlineData("""migrationBuilder.DropTable(Environment.MachineName);""", "DropTable .()")]
    public void Operations_have_table_and_columns(string up, string expected) => Assert.Equal(expected, Lines(MigrationProbe.Up(up)));

    [Theory]
    [InlineData("""foreach (var table in new[] { "A", "B" }) migrationBuilder.DropTable(table);""", "", "DropTable .A(); DropTable .B()")]
    [InlineData("""foreach (var table in Tables) { migrationBuilder.DropTable(table); }""", """static readonly string[] Tables = { "A", "B" };""", "DropTable .A(); DropTable .B()")]
    [InlineData("""foreach (var (table, column) in new[] { ("A", "x"), ("B", "y") }) migrationBuilder.DropColumn(column, table);""", "", "DropColumn .A(x); DropColumn .B(y)")]
    [InlineData("""foreach (var item in new[] { (Table: "A", Column: "x") }) migrationBuilder.DropColumn(item.Column, item.Table);""", "", "DropColumn .A(x)")]
    [InlineData("""foreach (var table in Environment.GetCommandLineArgs()) migrationBuilder.DropTable(table);""", "", "DropTable .()")]
    [InlineData("""new List<string> { "A", "B" }.ForEach(table => migrationBuilder.DropTable(table));""", "", "DropTable .A(); DropTable .B()")]
    [InlineData("""for (var i = 0; i < 2; i++) migrationBuilder.DropTable("A");""", "", "DropTable .A()")]
    [InlineData("""Drop("A"); void Drop(string table) => migrationBuilder.DropTable(table);""", "", "DropTable .A()")]
    [InlineData("""Action<string> drop = table => migrationBuilder.DropTable(table); drop("A"); drop("B");""", "", "DropTable .A(); DropTable .B()")]
    [InlineData("""Drop(migrationBuilder, "A");""", """static void Drop(MigrationBuilder builder, string table) => builder.DropTable(table);""", "DropTable .A()")]
    [InlineData("""Drop(migrationBuilder, table: "A");""", """void Drop(MigrationBuilder builder, string schema = "s", string table = "X") { builder.DropTable(table, schema); }""", "DropTable s.A()")]
    [InlineData("""migrationBuilder.DropAudit("A");""", "", "DropColumn .A(CreatedBy); DropColumn .A(ChangedBy)")]
    [InlineData("""Helpers.Deep(migrationBuilder, "A");""", "", "DropColumn .A(CreatedBy); DropColumn .A(ChangedBy)")]
    [InlineData("""void Unused() => migrationBuilder.DropTable("A");""", "", "")]
    [InlineData("""Again(migrationBuilder);""", """void Again(MigrationBuilder b) { Again(b); }""", "")]
    public void Operations_are_followed(string up, string members, string expected)
    {
        const string Helpers = """
            static class Helpers
            {
                public static void DropAudit(this MigrationBuilder builder, string table)
                {
                    foreach (var column in new[] { "CreatedBy", "ChangedBy" })
                        builder.DropColumn(column, table);
                }
                public static void Deep(MigrationBuilder builder, string table) => builder.DropAudit(table);
            }
            """;

        Assert.Equal(expected, Lines(MigrationProbe.Up(up, members, Helpers)));
    }

    [Fact]
    public void What_a_helper_of_another_class_does_happens_where_the_migration_calls_it()
    {
        var migration = MigrationProbe.Up("Helpers.Drop(migrationBuilder); Own(migrationBuilder);", "void Own(MigrationBuilder builder) => builder.DropTable(\"B\");", "static class Helpers { public static void Drop(MigrationBuilder builder) => builder.DropTable(\"A\"); }");

        Assert.Equal(["Helpers.Drop(migrationBuilder)", "builder.DropTable(\"B\")"], migration.Up.Select(operation => operation.Place!.Syntax.ToString()));
        Assert.All(migration.Up, operation => Assert.False(operation.IsPlain));
    }

    [Fact]
    public void A_base_class_speaks_for_itself()
    {
        const string Source = """
            using Microsoft.EntityFrameworkCore.Migrations;
            public abstract class Template : Migration
            {
                protected abstract string Table { get; }
                protected override void Up(MigrationBuilder migrationBuilder) { migrationBuilder.DropTable("Common"); Change(migrationBuilder); }
                protected abstract void Change(MigrationBuilder builder);
            }
            public class Special : Template
            {
                protected override string Table => "A";
                protected override void Change(MigrationBuilder builder) => builder.DropTable("Special");
            }
            public class Further : Special
            {
                protected override void Up(MigrationBuilder migrationBuilder) { base.Up(migrationBuilder); migrationBuilder.DropTable("Last"); }
            }
            """;
        var probe = MigrationProbe.Of([("/0/Template.cs", Source)]);

        Assert.Equal("Common", string.Join(",", probe.Migration("Template").Up.Select(operation => operation.Table)));
        Assert.Equal("Common:,Special:Special", string.Join(",", probe.Migration("Special").Up.Select(operation => $"{operation.Table}:{(operation.Place is null ? "" : "Special")}")));
        Assert.Equal("Common:,Special:,Last:here", string.Join(",", probe.Migration("Further").Up.Select(operation => $"{operation.Table}:{(operation.Place is null ? "" : "here")}")));
    }

    [Fact]
    public void Arguments_are_read_by_name_with_their_defaults()
    {
        var operation = MigrationProbe.Up("""migrationBuilder.AlterColumn<string>(oldNullable: true, name: "A", table: "T", type: "text", nullable: false, defaultValue: "", maxLength: 20, oldClrType: typeof(int), oldType: "integer");""").Up.Single();

        Assert.True(operation.Flag("oldNullable"));
        Assert.False(operation.Flag("nullable"));
        Assert.False(operation.Flag("rowVersion"));
        Assert.Equal(20, operation.Number("maxLength"));
        Assert.Null(operation.Number("oldMaxLength"));
        Assert.Equal("text", operation.Text("type"));
        Assert.Equal("", operation.Text("defaultValue"));
        Assert.NotNull(operation.Value("defaultValue"));
        Assert.Null(operation.Value("defaultValueSql"));
        Assert.False(operation.IsWritten("comment"));
        Assert.Equal("String", operation.ClrType!.Name);
        Assert.Equal("Int32", operation.TypeOf("oldClrType")!.Name);
    }

    [Fact]
    public void An_argument_of_null_is_none()
    {
        var operation = MigrationProbe.Up("""migrationBuilder.AddColumn<string>("A", "T", defaultValue: null, schema: null);""").Up.Single();

        Assert.True(operation.IsWritten("defaultValue"));
        Assert.Null(operation.Value("defaultValue"));
        Assert.Null(operation.Schema);
    }

    [Fact]
    public void Annotations_belong_to_their_operation()
    {
        var migration = MigrationProbe.Up("""
            migrationBuilder.CreateIndex("IX", "T", "A").Annotation("Npgsql:CreatedConcurrently", true).Annotation("Npgsql:IndexMethod", "gin");
            var later = migrationBuilder.AlterColumn<int>("A", "T");
            later.Annotation("SqlServer:Identity", "1, 1").OldAnnotation("SqlServer:Sparse", true);
            """);

        Assert.Equal(["Npgsql:CreatedConcurrently", "Npgsql:IndexMethod"], migration.Up[0].Annotations.Select(annotation => annotation.Name));
        Assert.Equal(true, migration.Up[0].Annotation("Npgsql:CreatedConcurrently").Value);
        Assert.False(migration.Up[1].Annotation("SqlServer:Sparse").HasValue);
        Assert.True(migration.Up[1].Annotation("SqlServer:Identity").HasValue);
    }

    [Fact]
    public void A_table_has_columns_and_constraints()
    {
        var table = MigrationProbe.Up("""
            migrationBuilder.CreateTable(
                name: "Orders",
                schema: "sales",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", 1),
                    CustomerId = table.Column<int>(name: "customer_id", type: "integer", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => x.Id);
                    table.UniqueConstraint("AK", x => new { x.Id, x.CustomerId });
                    table.ForeignKey(name: "FK", column: x => x.CustomerId, principalTable: "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
                });
            """).Up.Single();

        Assert.Equal(
            ["Column sales.Orders(Id)", "Column sales.Orders(customer_id)", "PrimaryKey sales.Orders(Id)", "UniqueConstraint sales.Orders(Id,CustomerId)", "ForeignKey sales.Orders(CustomerId)"],
            table.Parts.Select(Line));
        Assert.Equal("Npgsql:ValueGenerationStrategy", table.Parts[0].Annotations.Single().Name);
        Assert.True(table.Parts[1].Flag("nullable"));
        Assert.Equal("Customers", table.Parts[4].Text("principalTable"));
    }

    [Fact]
    public void Tables_and_columns_of_the_same_migration_are_known()
    {
        var migration = MigrationProbe.Up("""
            migrationBuilder.DropColumn("B", "T", "s");
            migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>(nullable: false) }, schema: "s");
            migrationBuilder.DropColumn("B", "T", "s");
            migrationBuilder.DropColumn("B", "T");
            migrationBuilder.AddColumn<int>("C", "U");
            migrationBuilder.CreateIndex("IX", "U", "C");
            """);

        Assert.Equal([false, false, true, false, false, false], migration.Up.Select(migration.CreatesTableOf));
        Assert.Same(migration.Up[4], migration.AddedBefore(migration.Up[5], "C"));
        Assert.Null(migration.AddedBefore(migration.Up[4], "C"));
    }

    [Theory]
    [InlineData("""migrationBuilder.Sql("UPDATE \"T\" SET \"A\" = 1;");""", """UPDATE "T" SET "A" = 1;""")]
    [InlineData("""var table = "T"; migrationBuilder.Sql($"DELETE FROM {table} WHERE {Environment.MachineName}", suppressTransaction: true);""", "DELETE FROM T WHERE \u0001")]
    [InlineData("""Run("T"); void Run(string table) => migrationBuilder.Sql("TRUNCATE " + table);""", "TRUNCATE T")]
    [InlineData("""migrationBuilder.Sql(DateTime.Now.Hour > 2 ? "SELECT 1" : "SELECT 2");""", "SELECT 1|SELECT 2")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("up.sql"));""", "")]
    public void Sql_has_its_texts(string up, string expected) => Assert.Equal(expected, string.Join("|", MigrationProbe.Up(up).Up.Single().SqlTexts));

    [Fact]
    public void Conditions_are_remembered()
    {
        var migration = MigrationProbe.Up("""
            if (DateTime.Now.Hour > 2) migrationBuilder.DropTable("A");
            migrationBuilder.DropTable("B");
            if (DateTime.Now.Hour > 3) return;
            migrationBuilder.DropTable("C");
            """);

        Assert.Equal([true, false, true], migration.Up.Select(operation => operation.IsConditional));
    }
}
