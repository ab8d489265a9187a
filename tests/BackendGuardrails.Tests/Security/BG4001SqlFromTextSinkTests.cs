using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextSinkTests
{
    [Theory]
    [InlineData("db.Customers.FromSqlRaw([|$\"SELECT * FROM customers WHERE name = '{name}'\"|]).ToList();")]
    [InlineData("db.Customers.FromSqlRaw([|\"SELECT * FROM customers WHERE id = {0} AND name = '\" + name + \"'\"|], id).ToList();")]
    [InlineData("db.Database.ExecuteSqlRaw([|$\"DELETE FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|$\"DELETE FROM customers WHERE name = '{name}'\"|], cancellationToken);")]
    [InlineData("await db.Database.ExecuteSqlRawAsync(parameters: Array.Empty<object>(), sql: [|\"DELETE FROM \" + name|]);")]
    [InlineData("db.Database.SqlQueryRaw<int>([|\"SELECT id FROM customers WHERE name = '\" + name + \"'\"|]).ToList();")]
    [InlineData("db?.Customers.FromSqlRaw([|$\"SELECT * FROM {name}\"|]).ToList();")]
    public Task Raw_queries_of_EF_Core_are_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("var query = $\"SELECT * FROM customers WHERE name = '{name}'\"; db.Customers.FromSqlInterpolated([|System.Runtime.CompilerServices.FormattableStringFactory.Create(query)|]).ToList();")]
    [InlineData("var query = \"DELETE FROM \" + name; await db.Database.ExecuteSqlAsync([|System.Runtime.CompilerServices.FormattableStringFactory.Create(query)|]);")]
    [InlineData("db.Database.SqlQuery<int>([|System.Runtime.CompilerServices.FormattableStringFactory.Create(name)|]).ToList();")]
    [InlineData("db.Customers.FromSql([|System.Runtime.CompilerServices.FormattableStringFactory.Create(\"SELECT * FROM customers ORDER BY \" + name)|]).ToList();")]
    public Task Formattable_strings_that_were_made_of_text_are_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Fact]
    public Task Migrations_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore.Migrations;

        public class AddTenant : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                var tenant = Environment.GetEnvironmentVariable("TENANT");
                migrationBuilder.Sql([|$"CREATE SCHEMA {tenant}"|]);
                migrationBuilder.Sql("CREATE SCHEMA shop");
            }
        }
        """);

    [Fact]
    public Task Queries_and_commands_of_EF6_are_reported() => new VerifyCS.Test
    {
        TestCode = """
            using System.Data.Entity;
            using Microsoft.AspNetCore.Mvc;

            public class Customer { }
            public class ShopContext : DbContext { public DbSet<Customer> Customers => Set<Customer>(); }
            public class CustomersController : ControllerBase
            {
                public async Task Find(ShopContext db, string name)
                {
                    _ = db.Customers.SqlQuery([|"SELECT * FROM customers WHERE name = '" + name + "'"|]).AsNoTracking();
                    _ = await db.Database.SqlQuery<Customer>([|$"SELECT * FROM customers WHERE name = '{name}'"|]).ToListAsync();
                    _ = db.Database.SqlQuery(typeof(Customer), [|$"SELECT * FROM customers WHERE name = '{name}'"|]);
                    db.Database.ExecuteSqlCommand([|$"DELETE FROM customers WHERE name = '{name}'"|]);
                    db.Database.ExecuteSqlCommand(TransactionalBehavior.DoNotEnsureTransaction, [|$"DELETE FROM customers WHERE name = '{name}'"|]);
                    await db.Database.ExecuteSqlCommandAsync([|$"DELETE FROM customers WHERE name = '{name}'"|]);
                    _ = db.Customers.SqlQuery("SELECT * FROM customers WHERE name = @p0", name);
                }
            }
            """,
        Stubs = ["EntityFramework"],
    }.RunAsync();

    [Theory]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = [|$\"SELECT * FROM {name}\"|];")]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = \"SELECT * FROM customers\"; command.CommandText += [|$\" ORDER BY {name}\"|];")]
    [InlineData("var command = new NpgsqlCommand { Connection = connection, CommandText = [|\"SELECT * FROM \" + name|] };")]
    [InlineData("using IDbCommand command = any.CreateCommand(); command.CommandText = [|\"SELECT * FROM \" + name|];")]
    [InlineData("DbConnection other = connection; using var command = other.CreateCommand(); command.CommandText = [|\"SELECT * FROM \" + name|];")]
    [InlineData("using DbCommand command = db.Database.GetDbConnection().CreateCommand(); command.CommandText = [|\"SELECT * FROM \" + name|];")]
    [InlineData("var adapter = new NpgsqlDataAdapter(); adapter.SelectCommand = new(); adapter.SelectCommand!.CommandText = [|\"SELECT * FROM \" + name|];")]
    public Task The_text_of_a_command_is_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("using var command = new NpgsqlCommand([|$\"SELECT * FROM {name}\"|], connection);")]
    [InlineData("using NpgsqlCommand command = new([|$\"SELECT * FROM {name}\"|], connection);")]
    [InlineData("using var command = new NpgsqlCommand(connection: connection, cmdText: [|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("using var command = source.CreateCommand([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("DbDataSource other = source; using var command = other.CreateCommand([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("using var adapter = new NpgsqlDataAdapter([|$\"SELECT * FROM {name}\"|], connection);")]
    [InlineData("using var adapter = new NpgsqlDataAdapter([|$\"SELECT * FROM {name}\"|], \"Host=localhost\");")]
    [InlineData("var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand([|$\"SELECT * FROM {name}\"|]) } };")]
    [InlineData("DbBatch batch = connection.CreateBatch(); var command = batch.CreateBatchCommand(); command.CommandText = [|$\"SELECT * FROM {name}\"|];")]
    public Task Commands_adapters_and_batches_that_are_made_of_text_are_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("using var import = connection.BeginBinaryImport([|$\"COPY {name} FROM STDIN (FORMAT BINARY)\"|]);")]
    [InlineData("await using var import = await connection.BeginBinaryImportAsync([|$\"COPY {name} FROM STDIN (FORMAT BINARY)\"|], cancellationToken);")]
    [InlineData("using var import = connection.BeginTextImport([|$\"COPY {name} FROM STDIN\"|]);")]
    [InlineData("using var import = await connection.BeginTextImportAsync([|$\"COPY {name} FROM STDIN\"|]);")]
    [InlineData("using var export = connection.BeginBinaryExport([|$\"COPY {name} TO STDOUT (FORMAT BINARY)\"|]);")]
    [InlineData("using var export = connection.BeginTextExport([|$\"COPY {name} TO STDOUT\"|]);")]
    [InlineData("using var copy = connection.BeginRawBinaryCopy([|$\"COPY {name} FROM STDIN (FORMAT BINARY)\"|]);")]
    public Task COPY_is_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Theory]
    [InlineData("_ = connection.Query<Customer>([|$\"SELECT * FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("_ = await connection.QueryAsync([|$\"SELECT * FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("_ = any.QueryFirst<Customer>([|$\"SELECT * FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("_ = await any.QuerySingleOrDefaultAsync<Customer>([|$\"SELECT * FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("_ = connection.Execute([|$\"DELETE FROM customers WHERE name = '{name}'\"|]);")]
    [InlineData("_ = await connection.ExecuteAsync([|$\"DELETE FROM customers WHERE name = '{name}'\"|], new { id });")]
    [InlineData("using var reader = connection.ExecuteReader([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("_ = await connection.ExecuteScalarAsync<int>([|$\"SELECT count(*) FROM {name}\"|]);")]
    [InlineData("using var both = connection.QueryMultiple([|$\"SELECT 1; SELECT * FROM {name}\"|]);")]
    [InlineData("_ = connection.QueryUnbufferedAsync<Customer>([|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("_ = connection.Query<Customer, Customer, Customer>([|$\"SELECT * FROM {name}\"|], (one, _) => one);")]
    [InlineData("_ = SqlMapper.Query(connection, [|$\"SELECT * FROM {name}\"|]);")]
    [InlineData("var definition = new CommandDefinition([|$\"SELECT * FROM {name}\"|], cancellationToken: cancellationToken); await connection.ExecuteAsync(definition);")]
    [InlineData("CommandDefinition definition = new([|\"SELECT * FROM \" + name|]);")]
    public Task Dapper_is_reported(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement));

    [Fact]
    public Task Commands_of_other_providers_are_known_by_their_base_type() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Data.SqlClient;
            using Microsoft.Data.Sqlite;
            using MySqlConnector;
            using Oracle.ManagedDataAccess.Client;

            public class CustomersController : ControllerBase
            {
                public void Find(string name, SqlConnection connection)
                {
                    _ = new SqlCommand([|$"SELECT * FROM {name}"|], connection);
                    _ = new SqlDataAdapter([|$"SELECT * FROM {name}"|], connection);
                    _ = new SqlBatchCommand([|$"SELECT * FROM {name}"|]);
                    _ = new SqliteCommand([|$"SELECT * FROM {name}"|]);
                    _ = new MySqlCommand([|$"SELECT * FROM {name}"|]);
                    _ = new OracleCommand([|$"SELECT * FROM {name}"|]);
                    new OracleCommand().CommandText = [|"SELECT * FROM " + name|];
                    connection.CreateCommand().CommandText = [|"SELECT * FROM " + name|];
                }
            }
            """,
        Stubs = ["Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "MySqlConnector", "Oracle.ManagedDataAccess.Client"],
    }.RunAsync();

    [Fact]
    public Task A_command_of_your_own_is_known_by_what_it_derives_from() => VerifyCS.VerifyAnalyzerAsync("""
        #nullable disable
        using System.Data;
        using Microsoft.AspNetCore.Mvc;

        public abstract class LegacyCommand : IDbCommand
        {
            public static LegacyCommand Create() => null;
            public string CommandText { get; set; }
            public int CommandTimeout { get; set; }
            public CommandType CommandType { get; set; }
            public IDbConnection Connection { get; set; }
            public IDataParameterCollection Parameters => null;
            public IDbTransaction Transaction { get; set; }
            public UpdateRowSource UpdatedRowSource { get; set; }
            public void Cancel() { }
            public IDbDataParameter CreateParameter() => null;
            public void Dispose() { }
            public int ExecuteNonQuery() => 0;
            public IDataReader ExecuteReader() => null;
            public IDataReader ExecuteReader(CommandBehavior behavior) => null;
            public object ExecuteScalar() => null;
            public void Prepare() { }
        }

        public class CustomersController : ControllerBase
        {
            public void Find(string name) => LegacyCommand.Create().CommandText = [|"SELECT * FROM " + name|];
        }
        """);
}
