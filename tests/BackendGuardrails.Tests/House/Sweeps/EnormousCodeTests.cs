using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>
/// Code of sizes that generators, exports and copy and paste produce. With the newest compiler the tests run on stacks of one megabyte, as editors on Windows do (see the project file): what calls itself for each part dies here. Chains of calls
/// are no longer than the compiler itself can take there.
/// </summary>
public class EnormousCodeTests
{
    /// <summary>Members of a class; each is about what some rules follow step by step.</summary>
    public static TheoryData<string, string> Members => new()
    {
        { "20,000 statements", $"void M(int sum) {{ {Repeat(20_000, "sum += sum < 7 ? 1 : 2;")} }}" },
        { "800 statements that rules look at", $"async Task M(Shop shop, bool a) {{ var sql = \"\"; {Repeat(200, "if (a) sql += \"AND id = #\"; command.CommandText = sql; await command.ExecuteNonQueryAsync(); await shop.SaveChangesAsync();")} }}" },
        { "a text of 5,000 parts of variables", $"void M(string a, int b) {{ command.CommandText = {string.Join(" + ", Enumerable.Repeat("a + b", 2500))}; command.ExecuteNonQuery(); }}" },
        { "an interpolation of 2,000 holes", $"void M(string a) {{ command.CommandText = $\"{Repeat(2000, "{a} x ")}\"; command.ExecuteNonQuery(); }}" },
        { "a query of 300 filters", $"async Task M(Shop shop) => await shop.Rows{Repeat(300, ".Where(x => x.Id > #)")}.ToListAsync();" },
        { "a query reassigned 300 times", $"async Task M(Shop shop, bool a) {{ var q = shop.Rows.AsQueryable(); {Repeat(300, "if (a) q = q.Where(x => x.Id > #);")} await q.ToListAsync(); }}" },
        { "a chain of 500 calls", $"void M(string a) {{ command.CommandText = new System.Text.StringBuilder(a){Repeat(500, ".Append(a)")}.ToString(); command.ExecuteNonQuery(); }}" },
        { "a builder written to 2,000 times", $"void M(string a) {{ var all = new System.Text.StringBuilder(a); {Repeat(2000, "all.Append(a).AppendLine(\"#\");")} command.CommandText = all.ToString(); command.ExecuteNonQuery(); }}" },
        { "an array of 5,000 elements", $"static readonly string[] All = {{ {Repeat(5000, "\"SELECT #\",")} }}; void M() {{ foreach (var sql in All) {{ command.CommandText = sql; command.ExecuteNonQuery(); }} }}" },
        { "a choice of 300 others", $"void M(string a) {{ if (a == \"x\") Use(1); {Repeat(300, "else if (a == \"#\") { command.CommandText = a; command.ExecuteNonQuery(); }")} }}" },
        { "a value of 300 conditions", $"void M(string a) {{ command.CommandText = {Repeat(300, "a == \"#\" ? a : ")} \"\"; command.ExecuteNonQuery(); }}" },
        { "a switch of 1,000 cases", $"string Sql(int a) {{ switch (a) {{ {Repeat(1000, "case #: return \"SELECT #\" + a;")} default: return \"\"; }} }} void M(int a) {{ command.CommandText = Sql(a); command.ExecuteNonQuery(); }}" },
        { "a switch expression of 1,000 arms", $"string Sql(int a) => a switch {{ {Repeat(1000, "# => \"SELECT #\" + a,")} _ => \"\" }}; void M(int a) {{ command.CommandText = Sql(a); command.ExecuteNonQuery(); }}" },
        { "300 lambdas that call the one before", $"void M(bool a) {{ Action run0 = () => {{ {TroubledCode.Triggers} }}; {string.Concat(Enumerable.Range(1, 300).Select(number => $"Action run{number} = () => run{number - 1}();"))} run300(); }}" },
        { "60 nested lambdas", $"void M(bool a) {{ {Levels(60, "Action run# = () => {")} {TroubledCode.Triggers} {Repeat(60, "};")} }}" },
        { "100 nested local functions", $"void M(bool a) {{ {Levels(100, "void Run#() {")} {TroubledCode.Triggers} {Repeat(100, "}")} }}" },
        { "200 loops in loops", $"void M(List<int> ids, Shop shop) {{ {Levels(200, "foreach (var id# in ids) {")} shop.SaveChanges(); {Repeat(200, "}")} }}" },
        { "1,000 methods that each call the next", string.Concat(Enumerable.Range(0, 1000).Select(number => $"string M{number}(string a) => M{number + 1}(a + \"x\");")) + "string M1000(string a) { command.CommandText = a; command.ExecuteNonQuery(); return a; }" },
        { "2,000 fields made of the one before", "static readonly TimeSpan T0 = TimeSpan.FromSeconds(1);" + string.Concat(Enumerable.Range(1, 2000).Select(number => $"static readonly TimeSpan T{number} = T{number - 1};")) + "void M() { new HttpClient { Timeout = T2000 }; cache.Set(1, 2, T2000); }" },
        { "500 constants made of the one before", "const string C0 = \"a\";" + string.Concat(Enumerable.Range(1, 500).Select(number => $"const string C{number} = C{number - 1} + \"b\";")) + "void M() { command.CommandText = C500; command.ExecuteNonQuery(); }" },
    };

    /// <summary>Whole files.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "300 classes that each derive from the one before", "class C0 : DbContext { }" + Numbered(1, 300, number => $"class C{number} : C{number - 1} {{ public virtual int P{number} => P{number}; }}") + "class Uses { void M(C300 shop) => shop.SaveChanges(); }" },
        { "100 interfaces that each extend two", "interface I0 { void M(); } interface I1 : I0 { }" + Numbered(2, 100, number => $"interface I{number} : I{number - 1}, I{number - 2} {{ }}") + "class All : I100 { public void M() { } }" },
        { "entities that each hold the next", Numbered(0, 200, number => $"class E{number} {{ public int Id {{ get; set; }} public E{number + 1} Next {{ get; set; }} public List<E{number + 1}> All {{ get; set; }} }}") + "class E201 { public int Id { get; set; } }"
            + $"class Model : DbContext {{ {Numbered(0, 200, number => $"public DbSet<E{number}> S{number} => Set<E{number}>();")} }}"
            + $"class Uses {{ async Task M(Model model) {{ {Numbered(0, 30, number => $"foreach (var e in await model.S{number}.Where(e => e.Id > 1).ToListAsync()) Console.WriteLine(e.Next.Id);")} }} }}" },
        { "a migration of 500 columns", $"class Next : Migration {{ protected override void Up(MigrationBuilder builder) {{ {Repeat(500, "builder.AddColumn<string>(name: \"C#\", table: \"T\", nullable: false, defaultValue: \"\");")} }} protected override void Down(MigrationBuilder builder) {{ {Repeat(500, "builder.DropColumn(name: \"C#\", table: \"T\");")} }} }}" },
        { "a model of 150 entities", $"class Model : DbContext {{ protected override void OnModelCreating(ModelBuilder model) {{ {Repeat(150, "model.Entity<Row>(row => { row.HasKey(x => x.Id); row.Property(x => x.Id).HasColumnName(\"c#\").HasMaxLength(#); row.HasIndex(x => x.Id); });")} }} }} class Row {{ public int Id {{ get; set; }} }}" },
        { "150 endpoints in a program", $"class Routes {{ void Map(WebApplication app) {{ {Repeat(150, "app.MapPost(\"/orders/#\", async (int id, Model model) => { model.Add(new Row { Id = id }); await model.SaveChangesAsync(); return Results.Ok(); });")} }} }} class Model : DbContext {{ public DbSet<Row> Rows => Set<Row>(); }} class Row {{ public int Id {{ get; set; }} }}" },
        { "100 registrations in a chain", $"class Start2 {{ void Add(IServiceCollection services) => services{Repeat(100, ".AddScoped<Row>().AddHttpClient(\"#\", client => client.Timeout = Timeout.InfiniteTimeSpan).Services")}; }} class Row {{ }}" },
        { "a controller of 100 actions", $"[ApiController, Route(\"a\")] class Orders(Model model) : ControllerBase {{ {Repeat(100, "[HttpPost(\"#\")] public async Task<IActionResult> A#(Row row) { try { model.Add(row); await model.SaveChangesAsync(); return Ok(row); } catch (Exception e) { return BadRequest(e.Message); } }")} }} class Model : DbContext {{ public DbSet<Row> Rows => Set<Row>(); }} class Row {{ public int Id {{ get; set; }} }}" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public Task Members_of_any_size_are_fine(string what, string members) => AllAnalyzers.RunAsync(
        SweptCode.Alone(TroubledCode.Around(members).Replace("class Shop : DbContext { }", "class Shop : DbContext { public DbSet<Row> Rows => Set<Row>(); } class Row { public int Id { get; set; } }")), what);

    [Theory]
    [MemberData(nameof(Files))]
    public Task Files_of_any_size_are_fine(string what, string types) => AllAnalyzers.RunAsync(SweptCode.Alone($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;
        static class Start { static void Main() { } }
        {{types}}
        """), what);

    private static string Repeat(int times, string text) => Numbered(1, times, number => text.Replace("#", number.ToString()));

    private static string Levels(int times, string opening) => Repeat(times, opening + "\n");

    private static string Numbered(int first, int last, Func<int, string> text) => string.Concat(Enumerable.Range(first, last - first + 1).Select(number => text(number) + "\n"));
}
