using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Every line of the rule's list of what is safe, and the near misses beside it.</summary>
public class BG4001SqlFromTextQuietTests
{
    [Theory]
    [InlineData("connection.Execute(\"DELETE FROM customers\");")]
    [InlineData("connection.Execute(\"DELETE \" + \"FROM customers\");")]
    [InlineData("const string table = \"customers\"; connection.Execute($\"DELETE FROM {table} WHERE id = @id\", new { id });")]
    [InlineData("var table = \"customers\"; connection.Execute(\"DELETE FROM \" + table);")]
    [InlineData("var sql = \"SELECT * FROM customers\"; if (id > 0) sql += \" WHERE id = @id\"; connection.Query(sql, new { id });")]
    [InlineData("connection.Execute($\"DELETE FROM {nameof(Customer)}\");")]
    [InlineData("connection.Execute(string.Format(\"DELETE FROM {0}\", nameof(Customer)));")]
    [InlineData("connection.Execute($\"DELETE FROM {Table} WHERE {Column} = @id\", new { id });")]
    [InlineData("connection.Execute(id > 0 ? Delete : \"DELETE FROM orders\");")]
    [InlineData("connection.Execute(new StringBuilder(\"DELETE\").Append(\" FROM \").Append(Table).ToString());")]
    public Task Constants_nameof_and_fields_with_constant_initializers_are_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement, """
            private const string Delete = "DELETE FROM customers";
            private static readonly string Table = "customers";
            private readonly string Column = "id";
        """));

    [Theory]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE id = {id}\");")]
    [InlineData("connection.Execute(\"DELETE FROM customers WHERE id = \" + id);")]
    [InlineData("connection.Execute(\"DELETE FROM customers WHERE id = \" + int.Parse(name));")]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE id = {Guid.Parse(name)}\");")]
    [InlineData("if (!decimal.TryParse(name, out var price)) return; connection.Execute($\"DELETE FROM customers WHERE price = {price}\");")]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE status = '{Enum.Parse<Status>(name)}'\");")]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE seen < '{DateTime.UtcNow:O}'\");")]
    [InlineData("connection.Execute($\"UPDATE customers SET active = {name.Length > 3}\");")]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE id IN ({string.Join(\",\", names.Select(int.Parse))})\");")]
    [InlineData("connection.Execute($\"DELETE FROM customers WHERE id IN ({string.Join(\",\", Enumerable.Range(0, names.Length).Select(i => \"@p\" + i))})\");")]
    public Task Numbers_truths_enums_ids_and_dates_are_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("var column = name switch { \"name\" => \"name\", \"id\" => \"id\", _ => \"created\" }; connection.Query($\"SELECT * FROM customers ORDER BY {column}\");")]
    [InlineData("string column; switch (name) { case \"name\": column = \"name\"; break; default: column = \"id\"; break; } connection.Query($\"SELECT * FROM customers ORDER BY {column}\");")]
    [InlineData("connection.Query($\"SELECT * FROM customers ORDER BY {Columns[name]}\");")]
    [InlineData("if (!Columns.TryGetValue(name, out var column)) return; connection.Query($\"SELECT * FROM customers ORDER BY {column}\");")]
    [InlineData("connection.Query($\"SELECT * FROM customers ORDER BY {Columns.GetValueOrDefault(name, \"id\")}\");")]
    [InlineData("if (!Allowed.Contains(name)) throw new ArgumentException(name); connection.Query($\"SELECT * FROM customers ORDER BY {name}\");")]
    [InlineData("if (!Allowed.Contains(name)) return; connection.Query($\"SELECT * FROM customers ORDER BY {name}\");")]
    [InlineData("if (Allowed.Contains(name)) connection.Query($\"SELECT * FROM customers ORDER BY {name}\");")]
    [InlineData("var column = Allowed.Contains(name) ? name : \"id\"; connection.Query($\"SELECT * FROM customers ORDER BY {column}\");")]
    [InlineData("if (name is not (\"asc\" or \"desc\")) return; connection.Query($\"SELECT * FROM customers ORDER BY name {name}\");")]
    [InlineData("if (name != \"asc\" && name != \"desc\") name = \"asc\"; connection.Query($\"SELECT * FROM customers ORDER BY name {name}\");")]
    [InlineData("var direction = name.Equals(\"desc\", StringComparison.OrdinalIgnoreCase) ? \"DESC\" : \"ASC\"; connection.Query($\"SELECT * FROM customers ORDER BY name {direction}\");")]
    [InlineData("if (!Regex.IsMatch(name, \"^[A-Za-z_][A-Za-z0-9_]*$\")) return; connection.Query($\"SELECT * FROM {name}\");")]
    [InlineData("if (!Identifier.IsMatch(name)) throw new ArgumentException(name); connection.Query($\"SELECT * FROM {name}\");")]
    [InlineData("if (!name.All(char.IsLetterOrDigit)) return; connection.Query($\"SELECT * FROM {name}\");")]
    [InlineData("connection.Query($\"SELECT * FROM {Regex.Replace(name, \"[^A-Za-z0-9_]\", \"\")}\");")]
    [InlineData("connection.Query($\"SELECT * FROM customers ORDER BY {string.Join(\", \", names.Where(Allowed.Contains))}\");")]
    [InlineData("RequireColumn(name); connection.Query($\"SELECT * FROM customers ORDER BY {name}\");")]
    [InlineData("if (!IsColumn(name)) return; connection.Query($\"SELECT * FROM customers ORDER BY {name}\");")]
    public Task What_passed_a_whitelist_is_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement, Whitelists));

    [Theory]
    [InlineData("if (Allowed.Contains(name)) Console.WriteLine(name); connection.Query([|$\"SELECT * FROM customers ORDER BY {name}\"|]);")]
    [InlineData("if (!Allowed.Contains(names[0])) return; connection.Query([|$\"SELECT * FROM customers ORDER BY {names[1]}\"|]);")]
    [InlineData("if (!names.Contains(name)) return; connection.Query([|$\"SELECT * FROM customers ORDER BY {name}\"|]);")]
    [InlineData("if (!Allowed.Contains(name)) return; name += Request.Query[\"more\"]; connection.Query([|$\"SELECT * FROM customers ORDER BY {name}\"|]);")]
    [InlineData("var column = name switch { \"name\" => \"name\", _ => name }; connection.Query([|$\"SELECT * FROM customers ORDER BY {column}\"|]);")]
    [InlineData("if (!Regex.IsMatch(name, \"[A-Za-z]+\")) return; connection.Query([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("if (name.Length > 30 || string.IsNullOrWhiteSpace(name)) return; connection.Query([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("if (name.Contains(';')) return; connection.Query([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("if (Columns.TryGetValue(name, out var column)) Console.WriteLine(column); connection.Query([|$\"SELECT * FROM customers ORDER BY {column ?? name}\"|]);")]
    public Task What_only_looks_like_a_whitelist_is_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement, Whitelists));

    [Theory]
    [InlineData("connection.Query(\"SELECT * FROM customers WHERE name = @name\", new { name });")]
    [InlineData("db.Customers.FromSqlRaw(\"SELECT * FROM customers WHERE name = {0}\", name).ToList();")]
    [InlineData("using var command = new NpgsqlCommand(\"SELECT * FROM customers WHERE name = $1\", connection) { Parameters = { new() { Value = name } } };")]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = \"SELECT * FROM customers WHERE name = :name\"; command.Parameters.AddWithValue(\"name\", name);")]
    [InlineData("any.Execute(\"DELETE FROM customers WHERE name = ?name?\", new { name });")]
    [InlineData("var p = new DynamicParameters(); var sql = \"SELECT * FROM customers WHERE 1 = 1\"; if (name != \"\") { sql += \" AND name = @name\"; p.Add(\"name\", name); } connection.Query(sql, p);")]
    [InlineData("var marks = names.Select((_, i) => \"@p\" + i); connection.Query(\"SELECT * FROM customers WHERE name IN (\" + string.Join(\", \", marks) + \")\");")]
    [InlineData("connection.Query(\"SELECT * FROM customers WHERE name LIKE @pattern\", new { pattern = \"%\" + name + \"%\" });")]
    public Task Text_with_parameters_is_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("db.Customers.FromSql($\"SELECT * FROM customers WHERE name = {name}\").ToList();")]
    [InlineData("db.Customers.FromSqlInterpolated($\"SELECT * FROM customers WHERE name = {name}\").ToList();")]
    [InlineData("db.Database.ExecuteSql($\"DELETE FROM customers WHERE name = {name}\");")]
    [InlineData("await db.Database.ExecuteSqlInterpolatedAsync($\"DELETE FROM customers WHERE name = {name}\", cancellationToken);")]
    [InlineData("db.Database.SqlQuery<int>($\"SELECT id FROM customers WHERE name = {name}\").ToList();")]
    [InlineData("FormattableString sql = $\"DELETE FROM customers WHERE name = {name}\"; await db.Database.ExecuteSqlAsync(sql);")]
    [InlineData("await db.Database.ExecuteSqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(\"DELETE FROM customers WHERE name = {0}\", name));")]
    public Task Formattable_strings_are_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("var builder = new NpgsqlCommandBuilder(); connection.Query($\"SELECT * FROM {builder.QuoteIdentifier(name)}\");")]
    [InlineData("DbCommandBuilder builder = new NpgsqlCommandBuilder(); connection.Query(\"SELECT * FROM \" + builder.QuoteIdentifier(name));")]
    [InlineData("ISqlGenerationHelper helper = default!; connection.Query($\"SELECT * FROM {helper.DelimitIdentifier(name)}\");")]
    public Task Quoted_identifiers_are_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("connection.Query([|$\"SELECT * FROM customers WHERE name = '{name.Replace(\"'\", \"''\")}'\"|]);")]
    [InlineData("connection.Query([|\"SELECT * FROM customers WHERE name = '\" + name.Replace(\"'\", \"''\").Replace(\"\\\\\", \"\\\\\\\\\") + \"'\"|]);")]
    [InlineData("connection.Query([|$\"SELECT * FROM customers WHERE name = '{name.Trim().ToLower()}'\"|]);")]
    public Task Doubled_quotes_are_not_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("using var stream = typeof(Customer).Assembly.GetManifestResourceStream(\"find.sql\")!; using var reader = new StreamReader(stream); connection.Execute(reader.ReadToEnd());")]
    [InlineData("connection.Execute(System.IO.File.ReadAllText(\"Scripts/find.sql\"));")]
    [InlineData("await connection.ExecuteAsync(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, \"find.sql\")));")]
    public Task Embedded_resources_and_files_the_code_names_are_safe(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Fact]
    public Task A_parameter_whose_callers_all_pass_safe_text_is_safe() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Controller("""
            public void Newest(int id) => Sorted("created", id);
            public void Named() { Sorted("name", 0); Sorted(column: nameof(Customer.Name), id: 1); new Sorting(connection).By("id"); }

            private void Sorted(string column, int id) => connection.Query($"SELECT * FROM customers WHERE id > {id} ORDER BY {column}");
        }

        internal class Sorting
        {
            private readonly NpgsqlConnection connection;
            public Sorting(NpgsqlConnection connection) => this.connection = connection;
            internal void By(string column) => connection.Query("SELECT * FROM customers ORDER BY " + column);
        """));

    [Fact]
    public Task One_caller_that_passes_what_came_in_is_enough() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Controller("""
            public void Newest(int id) => Sorted("created");
            public void Any(string column) => Sorted(column);

            private void Sorted(string column) => connection.Query([|$"SELECT * FROM customers ORDER BY {column}"|]);
        """));

    [Fact]
    public Task Letters_and_blanks_are_enough_for_another_query() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action("""
        if (!name.All(one => char.IsLetter(one) || char.IsWhiteSpace(one)))
            return;
        connection.Query([|"SELECT * FROM customers ORDER BY " + name|]);
        """));

    [Fact]
    public Task A_caller_with_a_dynamic_argument_is_a_caller() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Controller("""
            public void Newest(dynamic id) => Sorted(id, " ORDER BY created");
            public void Named(dynamic id) { Sorted(id, " ORDER BY name"); }

            private void Sorted(object id, string order) => connection.Query("SELECT * FROM customers WHERE id = @id" + order, new { id });
        """));

    [Fact]
    public Task What_a_caller_with_a_dynamic_argument_passes_is_followed() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Controller("""
            public void Newest(dynamic id, string column) => Sorted(id, " ORDER BY " + column);

            private void Sorted(object id, string order) => connection.Query([|"SELECT * FROM customers WHERE id = @id" + order|], new { id });
        """));

    [Fact]
    public Task Code_that_is_never_reached_is_quiet() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action("""
        const bool legacy = false;
        if (legacy)
            connection.Query("SELECT * FROM " + name);
        """));

    private const string Whitelists = """
            private static readonly HashSet<string> Allowed = new() { "name", "created" };
            private static readonly Dictionary<string, string> Columns = new() { ["name"] = "name", ["newest"] = "created DESC" };
            private static readonly Regex Identifier = new("^[a-z_]+$", RegexOptions.Compiled);
            private static void RequireColumn(string column) { if (!Allowed.Contains(column)) throw new ArgumentException(column); }
            private static bool IsColumn(string column) => Allowed.Contains(column) || column == "id";
        """;
}
