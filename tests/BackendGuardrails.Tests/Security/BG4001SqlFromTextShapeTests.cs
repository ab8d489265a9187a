using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>The same in all the shapes that C# has for it.</summary>
public class BG4001SqlFromTextShapeTests
{
    [Theory]
    [InlineData("var sql = $\"SELECT * FROM {name}\";")]
    [InlineData("var sql = \"SELECT * FROM \" + name;")]
    [InlineData("var sql = \"SELECT * FROM \"; sql += name;")]
    [InlineData("var sql = string.Format(\"SELECT * FROM {0}\", name);")]
    [InlineData("var sql = string.Concat(\"SELECT * FROM \", name);")]
    [InlineData("var sql = string.Join(\" \", \"SELECT * FROM\", name);")]
    [InlineData("var sql = \"SELECT * FROM ?\".Replace(\"?\", name);")]
    [InlineData("var sql = \"SELECT * FROM \".Insert(14, name);")]
    [InlineData("var sql = \"SELECT * FROM \" + name.Trim().ToLower();")]
    [InlineData("var sql = new StringBuilder(\"SELECT * FROM \").Append(name).AppendLine().ToString();")]
    [InlineData("var text = new StringBuilder(); text.AppendFormat(\"SELECT * FROM {0}\", name); var sql = text.ToString();")]
    [InlineData("var text = new StringBuilder(); text.Append($\"SELECT * FROM {name}\"); var sql = text.ToString();")]
    [InlineData("var text = new StringBuilder(\"SELECT * FROM \"); text.AppendJoin(\", \", names); var sql = text.ToString();")]
    [InlineData("var text = new StringBuilder(\"SELECT * FROM x\"); text.Replace(\"x\", name).Insert(0, \"\"); var sql = text.ToString();")]
    [InlineData("var sql = id > 0 ? \"SELECT * FROM \" + name : \"SELECT 1\";")]
    [InlineData("var sql = id switch { 0 => \"SELECT 1\", _ => \"SELECT * FROM \" + name };")]
    [InlineData("var sql = \"SELECT * FROM a\"; foreach (var one in names) sql += \", \" + one;")]
    [InlineData("var (sql, _) = (\"SELECT * FROM \" + name, id);")]
    [InlineData("var parts = new[] { \"SELECT * FROM \", name }; var sql = string.Concat(parts);")]
    [InlineData("var parts = new List<string> { \"SELECT * FROM\" }; parts.Add(name); var sql = string.Join(\" \", parts);")]
    [InlineData("Build(name, out var sql);")]
    [InlineData("var sql = \"SELECT * FROM \"; Extend(ref sql, name);")]
    [InlineData("var filter = new Filter { Table = name }; var sql = \"SELECT * FROM \" + filter.Table;")]
    [InlineData("var filter = new Range(name, 1); var sql = \"SELECT * FROM \" + (filter with { Rows = 2 }).Table;")]
    [InlineData("table = name; var sql = \"SELECT * FROM \" + table;")]
    [InlineData("Func<string> build = () => \"SELECT * FROM \" + name; var sql = build();")]
    [InlineData("string Build() => \"SELECT * FROM \" + name; var sql = Build();")]
    [InlineData("var sql = await BuildAsync(name);")]
    [InlineData("var sql = string.Concat(Parts(name));")]
    [InlineData("var sql = name.AsTable().AsSelect();")]
    [InlineData("var sql = new Builder().From(name).Build();")]
    [InlineData("INamed named = new Named(name); var sql = \"SELECT * FROM \" + named.Name();")]
    public Task Text_is_followed_through_all_that_is_done_to_it(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement + " connection.Query([|sql|]);", """
            private string table = "";
            private static void Build(string name, out string sql) => sql = "SELECT * FROM " + name;
            private static void Extend(ref string sql, string name) => sql += name;
            private static async Task<string> BuildAsync(string name) { await Task.Yield(); return "SELECT * FROM " + name; }
            private static IEnumerable<string> Parts(string name) { yield return "SELECT * FROM "; yield return name; }
        }

        public class Filter { public string Table { get; set; } = ""; }
        public record Range(string Table, int Rows);
        public interface INamed { string Name(); }
        internal class Named : INamed { private readonly string name; public Named(string name) => this.name = name; public string Name() => name; }
        internal static class Texts { public static string AsTable(this string name) => "shop." + name; public static string AsSelect(this string table) => "SELECT * FROM " + table; }
        internal class Builder
        {
            private readonly StringBuilder text = new();
            public Builder From(string name) { text.Append("SELECT * FROM ").Append(name); return this; }
            public string Build() => text.ToString();
        """));

    [Fact]
    public Task Lambdas_and_local_functions_are_reported() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action("""
        Action direct = () => connection.Query([|$"SELECT * FROM {name}"|]);
        direct();
        Func<string, Task> handedIn = async table => await connection.ExecuteAsync([|"DELETE FROM " + table|]);
        await handedIn(name);
        Local(name);
        Array.ForEach(names, one => connection.Execute([|$"DELETE FROM {one}"|]));
        await Task.Run(() => connection.Execute([|$"DELETE FROM {name}"|]), cancellationToken);

        void Local(string table) => connection.Query([|$"SELECT * FROM {table}"|]);
        """));

    [Fact]
    public Task Endpoints_and_top_level_statements_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using Dapper;
        using Npgsql;

        var app = WebApplication.CreateBuilder(args).Build();
        using var connection = new NpgsqlConnection("Host=localhost");
        connection.Execute([|"DELETE FROM " + args[0]|]);
        connection.Execute("DELETE FROM customers WHERE id = " + args.Length);
        app.MapGet("/customers", (string sort, NpgsqlConnection db) => db.Query([|$"SELECT * FROM customers ORDER BY {sort}"|]));
        app.MapGet("/customers/{id:int}", (int id, NpgsqlConnection db) => db.Query($"SELECT * FROM customers WHERE id = {id}"));
        app.MapGroup("/orders").MapPost("/find", Find);
        app.Run();

        static object Find(Search search, NpgsqlConnection db) => db.Query([|"SELECT * FROM orders WHERE note = '" + search.Note + "'"|]);

        record Search(string Note);
        """);

    [Fact]
    public Task Aliases_static_usings_and_extensions_called_statically_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using static Dapper.SqlMapper;
        using static Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions;
        using static System.String;
        using Command = Npgsql.NpgsqlCommand;
        using Mapper = Dapper.SqlMapper;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class CustomersController : ControllerBase
        {
            public void Find(string name, Npgsql.NpgsqlConnection connection, DbContext db)
            {
                _ = connection.Query([|Concat("SELECT * FROM ", name)|]);
                _ = Mapper.Execute(connection, [|$"DELETE FROM {name}"|]);
                _ = new Command([|Format("SELECT * FROM {0}", name)|]);
                Command command = new([|$"SELECT * FROM {name}"|]);
                db.Database.ExecuteSqlRaw([|$"DELETE FROM {name}"|]);
                RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(sql: [|$"DELETE FROM {name}"|], databaseFacade: db.Database);
            }
        }
        """);

    [ModernFact]
    public Task Primary_constructors_and_collection_expressions_are_reported() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + """
        public class CustomersController(NpgsqlConnection connection, Store store) : ControllerBase
        {
            public void Find(string name)
            {
                connection.Query([|$"SELECT * FROM {name}"|]);
                string[] parts = ["SELECT * FROM ", name];
                connection.Query([|string.Concat(parts)|]);
                store.Find(name);
                new Query(name).Run(connection);
            }
        }

        public class Store(NpgsqlConnection connection)
        {
            internal void Find(string name) => connection.Query([|$"SELECT * FROM {name}"|]);
        }

        internal sealed class Query(string table)
        {
            public void Run(NpgsqlConnection connection) => connection.Query([|"SELECT * FROM " + table|]);
        }
        """);

    [Fact]
    public Task Text_that_went_through_several_classes_is_reported() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + """
        public class CustomersController : ControllerBase
        {
            private readonly ICustomers customers;
            public CustomersController(ICustomers customers) => this.customers = customers;
            public object Find(string sort) => customers.Find(new Search { Sort = sort });
        }

        public class Search { public string? Sort { get; set; } }
        public interface ICustomers { object Find(Search search); }

        internal class Customers : ICustomers
        {
            private readonly Store store;
            public Customers(Store store) => this.store = store;
            public object Find(Search search) => store.Read(new CustomerQuery().SortedBy(search.Sort ?? "id"));
        }

        internal class CustomerQuery
        {
            private string order = "id";
            public CustomerQuery SortedBy(string column) { order = column; return this; }
            public string Text => "SELECT * FROM customers ORDER BY " + order;
        }

        internal class Store
        {
            private readonly IDbConnection connection;
            public Store(IDbConnection connection) => this.connection = connection;
            public object Read(CustomerQuery query)
            {
                var sql = query.Text;
                return connection.Query([|sql|]);
            }
        }
        """);
}
