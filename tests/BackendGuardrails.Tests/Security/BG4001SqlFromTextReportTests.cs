using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>What a report says, how loud, and where it points.</summary>
public class BG4001SqlFromTextReportTests
{
    private const string Ask = "hand values over as parameters, and choose names from a whitelist";
    private const string Mind = "make sure that nobody outside can set it, and prefer a parameter or a whitelist";

    [Fact]
    public Task The_message_names_the_sink_and_the_source() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action("""db.Customers.FromSqlRaw({|#0:"SELECT * FROM customers WHERE name = '" + name + "'"|}).ToList();"""),
        Report("FromSqlRaw", "contains text from", "the request (parameter 'name')", Ask));

    [Theory]
    [InlineData("var text = Request.Query[\"name\"].ToString();", "the request (Request.Query[\"name\"])")]
    [InlineData("var text = HttpContext?.Request.Query[\"name\"].ToString();", "the request (Request.Query[\"name\"])")]
    [InlineData("var reader = connection.ExecuteReader(\"SELECT name FROM customers\"); var text = reader[\"name\"] as string;", "the database (reader[\"name\"])")]
    [InlineData("var text = Request.Headers.UserAgent.ToString();", "the request (IHeaderDictionary.UserAgent)")]
    [InlineData("var text = User.Identity!.Name!;", "the request (IIdentity.Name)")]
    [InlineData("var text = Console.ReadLine();", "the command line (Console.ReadLine)")]
    [InlineData("var text = System.IO.File.ReadAllText(\"name.txt\");", "a file (File.ReadAllText)")]
    [InlineData("var text = await new HttpClient().GetStringAsync(\"https://example.com\");", "the network (HttpClient.GetStringAsync)")]
    [InlineData("var text = connection.QuerySingle<string>(\"SELECT name FROM customers\");", "the database (SqlMapper.QuerySingle)")]
    public Task Every_source_from_outside_is_named_and_warned_of(string statement, string source) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action(statement + """ connection.Execute({|#0:"DELETE FROM customers WHERE name = '" + text + "'"|});"""),
        Report("Execute", "contains text from", source, Ask));

    [Fact]
    public Task A_whole_text_from_the_request_is_a_warning() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action("connection.Execute({|#0:name|});"),
        Report("Execute", "is text from", "the request (parameter 'name')", Ask));

    [Theory]
    [InlineData("var text = connection.QuerySingle<string>(\"SELECT script FROM scripts\");", "the database (SqlMapper.QuerySingle)")]
    [InlineData("var text = System.IO.File.ReadAllText(Environment.GetEnvironmentVariable(\"SCRIPT\")!);", "a file (File.ReadAllText)")]
    public Task A_whole_script_from_a_table_or_a_file_is_a_hint(string statement, string source) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action(statement + " connection.Execute({|#0:text|});"),
        Report("Execute", "is text from", source, Ask).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task A_part_from_a_public_method_that_nobody_here_calls_is_a_warning_and_a_whole_text_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + """
        public class Store
        {
            public void Sorted(IDbConnection connection, string column) => connection.Query({|#0:"SELECT * FROM customers ORDER BY " + column|});
            public void Run(IDbConnection connection, string sql) => connection.Execute({|#1:sql|});
        }
        """,
        Report("Query", "contains text from", "parameter 'column', whose callers are not known here", Ask),
        Report("Execute", "is text from", "parameter 'sql', whose callers are not known here", Ask, 1).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("public void Empty(IDbConnection connection, string table) => connection.Execute({|#0:$\"DELETE FROM {table}\"|});", "parameter 'table', whose callers are not known here")]
    [InlineData("public void Empty(IDbConnection connection, string tableName) => connection.Execute({|#0:$\"DELETE FROM {tableName}\"|});", "parameter 'tableName', whose callers are not known here")]
    [InlineData("public void Empty(IDbConnection connection, IEnumerable<string> tableNames) => connection.Execute({|#0:string.Join(\";\", tableNames.Select(name => $\"DELETE FROM {name}\"))|});", "parameter 'tableNames', whose callers are not known here")]
    [InlineData("public void Make(IDbConnection connection, string columnDefinition) => connection.Execute({|#0:$\"CREATE TEMPORARY TABLE people ({columnDefinition})\"|});", "parameter 'columnDefinition', whose callers are not known here")]
    [InlineData("public void Run(IDbConnection connection, string sqlScript) { foreach (var one in sqlScript.Split(';')) connection.Execute({|#0:one + \";\"|}); }", "parameter 'sqlScript', whose callers are not known here")]
    [InlineData("public string TablePrefix { get; set; } = \"\"; public void Empty(IDbConnection connection) => connection.Execute({|#0:$\"DELETE FROM {TablePrefix}people\"|});", "Store.TablePrefix, which is decided elsewhere")]
    [InlineData("public List<string> Queries { get; set; } = new(); public void Run(IDbConnection connection) => connection.Execute({|#0:string.Concat(Queries)|});", "Store.Queries, which is decided elsewhere")]
    [InlineData("public interface IDialect { string CreateBatchQuery(int rows); } public void Run(IDbConnection connection, IDialect dialect) => connection.Execute({|#0:dialect.CreateBatchQuery(2) + \";\"|});", "IDialect.CreateBatchQuery, which is decided elsewhere")]
    [InlineData("public interface IStatementBuilder { string CreateMerge(int rows); } public void Run(IDbConnection connection, IStatementBuilder builder) => connection.Execute({|#0:builder.CreateMerge(2) + \";\"|});", "IStatementBuilder.CreateMerge, which is decided elsewhere")]
    public Task What_is_called_a_piece_of_sql_or_a_table_is_a_hint(string members, string source) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + "public class Store { " + members + " }",
        Report("Execute", "contains text from", source, Ask).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("SqlBuilder", "Append")]
    [InlineData("CommandBuilder", "AppendLine")]
    [InlineData("CommandBuilder", "AppendPart")]
    [InlineData("PagedQuery", "Append")]
    public Task What_a_builder_of_sql_gets_is_a_hint(string builder, string append) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + $"public class {builder} {{ private readonly StringBuilder text = new(); public void {append}(object value) => text.Append(value); "
            + "public void Run(IDbConnection connection) => connection.Execute({|#0:text.ToString()|}); }",
        Report("Execute", "contains text from", "parameter 'value', whose callers are not known here", Ask).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("public void Find(IDbConnection connection, string query) => connection.Execute({|#0:$\"DELETE FROM people WHERE name = '{query}'\"|});", "parameter 'query', whose callers are not known here")]
    [InlineData("public void Find(IDbConnection connection, string prefix) => connection.Execute({|#0:$\"DELETE FROM people WHERE name LIKE '{prefix}%'\"|});", "parameter 'prefix', whose callers are not known here")]
    [InlineData("public void Find(IDbConnection connection, string tableSearch) => connection.Execute({|#0:$\"DELETE FROM people WHERE name = '{tableSearch}'\"|});", "parameter 'tableSearch', whose callers are not known here")]
    [InlineData("private readonly StringBuilder text = new(); public void Append(object value) => text.Append(value); public void Run(IDbConnection connection) => connection.Execute({|#0:text.ToString()|});", "parameter 'value', whose callers are not known here")]
    [InlineData("private readonly StringBuilder text = new(); public void AppendName(string name) => text.Append(name); public void Run(IDbConnection connection) => connection.Execute({|#0:text.ToString()|});", "parameter 'name', whose callers are not known here")]
    [InlineData("public interface IUser { string Name(); } public void Run(IDbConnection connection, IUser user) => connection.Execute({|#0:$\"DELETE FROM people WHERE name = '{user.Name()}'\"|});", "IUser.Name, which is decided elsewhere")]
    public Task What_may_be_somebodys_input_by_its_name_stays_a_warning(string members, string source) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + "public class Store { " + members + " }",
        Report("Execute", "contains text from", source, Ask));

    [Theory]
    [InlineData("connection.Execute({|#0:\"PRAGMA \" + Environment.GetEnvironmentVariable(\"OPTIONS\")|});", "contains text from")]
    [InlineData("connection.Execute({|#0:Environment.GetEnvironmentVariable(\"SCRIPT\")|});", "is text from")]
    public Task The_environment_is_set_by_whoever_runs_the_program_and_a_hint(string statement, string how) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action(statement),
        Report("Execute", how, "the environment (Environment.GetEnvironmentVariable)", Ask).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Configuration_is_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + """
        public class Store
        {
            private readonly IConfiguration configuration;
            public Store(IConfiguration configuration) => this.configuration = configuration;
            public void Clear(IDbConnection connection) => connection.Execute({|#0:$"DELETE FROM {configuration["Schema"]}.customers"|});
        }
        """,
        Report("Execute", "contains text from", "parameter 'configuration', which is not constant", Mind).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task What_a_service_is_constructed_with_is_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + """
        public class Store
        {
            private readonly string schema;
            public Store(string schema) => this.schema = schema;
            public void Clear(IDbConnection connection) => connection.Execute({|#0:$"DELETE FROM {schema}.customers"|});
        }
        """,
        Report("Execute", "contains text from", "parameter 'schema', which is not constant", Mind).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task The_worst_part_decides() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action("""connection.Execute({|#0:$"DELETE FROM {HttpContext.RequestServices.GetRequiredService<IConfiguration>()["Schema"]}.customers WHERE id = {id} AND name = '{name}'"|});"""),
        Report("Execute", "contains text from", "the request (parameter 'name')", Ask));

    [Fact]
    public Task Each_sink_is_reported_once_and_only_the_sink() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action("""
        var sql = "SELECT * FROM customers WHERE name = '" + name + "'";
        sql += " OR name = '" + names[0] + "'";
        connection.Query([|sql|]);
        connection.Query([|sql|]);
        var definition = new CommandDefinition([|sql|]);
        connection.Execute(definition);
        """));

    [Fact]
    public Task The_path_leads_from_the_source_to_the_sink() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Controller("""
            public void Find({|#1:string name|}) => {|#2:ByName(name)|};
            private void ByName(string name) => connection.Query({|#0:{|#3:Where(name)|}|});
            private static string Where(string name) => "SELECT * FROM customers WHERE name = '" + name + "'";
        """),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithLocation(3)
            .WithArguments("Query", "contains text from", "the request (parameter 'name')", Ask));

    [Fact]
    public Task The_path_begins_where_something_is_read() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action("""connection.Execute({|#0:"DELETE FROM " + {|#1:Console.ReadLine()|}|});"""),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1)
            .WithArguments("Execute", "contains text from", "the command line (Console.ReadLine)", Ask));

    [Theory]
    [InlineData("var sql = \"SELECT * FROM customers\"; {|#2:sql += \" WHERE name = '\" + name + \"'\"|};", "sql")]
    [InlineData("var text = new StringBuilder(\"SELECT * FROM \"); text.Append({|#2:name|});", "text.ToString()")]
    [InlineData("var text = new StringBuilder(\"SELECT * FROM \"); text.Append(\"a\").AppendLine({|#2:name|}).Append(\"b\");", "text.ToString()")]
    public Task The_path_shows_the_line_that_does_the_damage(string statements, string sql) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Controller("public void Find({|#1:string name|}) { " + statements + " connection.Query({|#0:" + sql + "|}); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2)
            .WithArguments("Query", "contains text from", "the request (parameter 'name')", Ask));

    [Fact]
    public Task The_path_goes_through_the_method_that_fills_a_builder() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Controller("""
            public void Find({|#1:string name|}) { var text = new StringBuilder("SELECT * FROM "); {|#3:Fill(text, name)|}; connection.Query({|#0:text.ToString()|}); }
            private static void Fill(StringBuilder text, string name) => text.Append({|#2:name|});
        """),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithLocation(3)
            .WithArguments("Query", "contains text from", "the request (parameter 'name')", Ask));

    [Fact]
    public Task What_a_command_is_set_to_later_is_not_named_as_the_source() => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Usings + """
        public sealed class Options { public string Schema { get; set; } = "shop"; }
        public sealed class Installer
        {
            private readonly Options options;
            public Installer(Options options) => this.options = options;
            public void Install(NpgsqlConnection connection)
            {
                using var command = new NpgsqlCommand({|#0:"UPDATE " + options.Schema + ".state SET version = 1"|}, connection);
                command.CommandTimeout = 120;
                command.ExecuteNonQuery();
            }
        }
        """,
        Report("NpgsqlCommand", "contains text from", "Options.Schema, which is not constant", Mind).WithSeverity(DiagnosticSeverity.Info));

    private static DiagnosticResult Report(string sink, string how, string source, string advice, int mark = 0) =>
        VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(sink, how, source, advice);
}
