namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Round trips of every library, in the plainest of loops.</summary>
internal static class Libraries
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Ef("EF Core: Find of what is not tracked", "length += (await db.Customers.FindAsync(id))!.Name.Length;"),
        Ef("EF Core: ToList", "length += db.Orders.Where(o => o.CustomerId == id).ToList().Count;"),
        Ef("EF Core: an aggregate", "length += await db.Products.Where(p => p.Id == id).MaxAsync(p => p.Stock);"),
        Ef("EF Core: FromSql", "length += (await db.Customers.FromSql($\"SELECT * FROM \\\"Customers\\\" WHERE \\\"Id\\\" = {id}\").AsNoTracking().ToListAsync()).Count;"),
        Ef("EF Core: SqlQuery", "length += db.Database.SqlQuery<int>($\"SELECT \\\"Stock\\\" AS \\\"Value\\\" FROM \\\"Products\\\" WHERE \\\"Id\\\" = {id}\").Single();"),
        Ef("EF Core: Set of the context", "length += await db.Set<Order>().CountAsync(o => o.CustomerId == id);"),
        Dapper("Dapper: QuerySingleAsync", "length += await connection.QuerySingleAsync<int>(\"SELECT \\\"Stock\\\" FROM \\\"Products\\\" WHERE \\\"Id\\\" = @id\", new { id });"),
        Dapper("Dapper: Query", "length += connection.Query<string>(\"SELECT \\\"Name\\\" FROM \\\"Customers\\\" WHERE \\\"Id\\\" = @id\", new { id }).Count();"),
        Dapper("Dapper: QueryMultiple", """
            using var results = await connection.QueryMultipleAsync("SELECT 1 WHERE @id > 0; SELECT 2", new { id }); // BG1001
            length += await results.ReadSingleAsync<int>();
            """),
        Dapper("Dapper: ExecuteScalar", "length += await connection.ExecuteScalarAsync<int>(\"SELECT count(*) FROM \\\"Orders\\\" WHERE \\\"CustomerId\\\" = @id\", new { id });"),
        new(Rule, "ADO.NET: a reader", Label.Grows, """
            public sealed class Report(NpgsqlDataSource source)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var length = 0;
                    await using var connection = await source.OpenConnectionAsync();
                    foreach (var id in ids)
                    {
                        await using var command = new NpgsqlCommand("SELECT \"Name\" FROM \"Customers\" WHERE \"Id\" = $1", connection) { Parameters = { new() { Value = id } } };
                        await using var reader = await command.ExecuteReaderAsync(); // BG1001
                        while (await reader.ReadAsync())
                            length += reader.GetString(0).Length;
                    }

                    return length;
                }
            }
            """),
        new(Rule, "ADO.NET: one command, executed again", Label.Grows, """
            public sealed class Report(DbConnection connection)
            {
                public int Run(int[] ids)
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = "SELECT \"Stock\" FROM \"Products\" WHERE \"Id\" = @id";
                    var key = command.CreateParameter();
                    key.ParameterName = "id";
                    command.Parameters.Add(key);
                    var stock = 0;
                    foreach (var id in ids)
                    {
                        key.Value = id;
                        stock += (int)command.ExecuteScalar()!; // BG1001
                    }

                    return stock;
                }
            }
            """),
        new(Rule, "ADO.NET: a batch per item", Label.Grows, """
            public sealed class Report(NpgsqlDataSource source)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var stock = 0;
                    await using var connection = await source.OpenConnectionAsync();
                    foreach (var id in ids)
                    {
                        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("SELECT \"Stock\" FROM \"Products\" WHERE \"Id\" = $1") { Parameters = { new() { Value = id } } } } };
                        stock += (int)(await batch.ExecuteScalarAsync())!; // BG1001
                    }

                    return stock;
                }
            }
            """),
        new(Rule, "Identity: UserManager", Label.Grows, """
            using Microsoft.AspNetCore.Identity;

            public sealed class CustomerStore(ShopContext db) : IUserStore<Customer>
            {
                public Task<Customer?> FindByIdAsync(string userId, CancellationToken token) => db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == int.Parse(userId), token);
                public Task<Customer?> FindByNameAsync(string name, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Name == name, token);
                public Task<string> GetUserIdAsync(Customer user, CancellationToken token) => Task.FromResult(user.Id.ToString());
                public Task<string?> GetUserNameAsync(Customer user, CancellationToken token) => Task.FromResult<string?>(user.Name);
                public Task SetUserNameAsync(Customer user, string? name, CancellationToken token) => Task.CompletedTask;
                public Task<string?> GetNormalizedUserNameAsync(Customer user, CancellationToken token) => Task.FromResult<string?>(user.Name);
                public Task SetNormalizedUserNameAsync(Customer user, string? name, CancellationToken token) => Task.CompletedTask;
                public Task<IdentityResult> CreateAsync(Customer user, CancellationToken token) => Task.FromResult(IdentityResult.Success);
                public Task<IdentityResult> UpdateAsync(Customer user, CancellationToken token) => Task.FromResult(IdentityResult.Success);
                public Task<IdentityResult> DeleteAsync(Customer user, CancellationToken token) => Task.FromResult(IdentityResult.Success);
                public void Dispose() { }
            }

            public sealed class Names(IUserStore<Customer> store)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    using var users = new UserManager<Customer>(store, null!, null!, [], [], null!, null!, null!, null!);
                    var length = 0;
                    foreach (var id in ids)
                        length += (await users.FindByIdAsync(id.ToString()))!.Name.Length; // BG1001
                    return length;
                }
            }
            """),
        new(Rule, "configured method", Label.Grows, """
            public static class LegacyCatalog
            {
                public static string Lookup(NpgsqlConnection connection, int id) => (string)Scalar(connection, "SELECT \"Name\" FROM \"Products\" WHERE \"Id\" = " + id);

                private static object Scalar(NpgsqlConnection connection, string sql)
                {
                    using var command = new NpgsqlCommand(sql, connection);
                    return command.ExecuteScalar()!;
                }
            }

            public sealed class Report(NpgsqlConnection connection)
            {
                public int Run(int[] ids)
                {
                    connection.Open();
                    var length = 0;
                    foreach (var id in ids)
                        length += LegacyCatalog.Lookup(connection, id).Length; // BG1001
                    return length;
                }
            }
            """),
        new(Rule, "EF6", Label.Grows, """
            public sealed class OldShop : System.Data.Entity.DbContext
            {
                public System.Data.Entity.DbSet<Customer> Customers => Set<Customer>();
            }

            public sealed class Report
            {
                public int Run(int[] ids)
                {
                    using var db = new OldShop();
                    var length = 0;
                    foreach (var id in ids)
                        length += db.Customers.First(c => c.Id == id).Name.Length; // BG1001
                    return length;
                }
            }
            """) { NotRun = "EF6 does not restore here; it is a stub." },
    ];

    private static Shape Ef(string name, string statement) => Of(name, statement, "ShopContext db");

    private static Shape Dapper(string name, string statement) => Of(name, statement, "NpgsqlConnection connection");

    private static Shape Of(string name, string statement, string service) => new(Rule, name, Label.Grows, $$"""
        public sealed class Report({{service}})
        {
            public async Task<int> RunAsync(int[] ids)
            {
                await Task.Yield();
                var length = 0;
                foreach (var id in ids)
                {
                    {{(statement.Contains("//", StringComparison.Ordinal) ? statement.Replace("\n", "\n        ", StringComparison.Ordinal) : statement + " // BG1001")}}
                }

                return length;
            }
        }
        """);
}
