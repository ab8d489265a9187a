namespace BackendGuardrails.Tests.Security.SqlFlow;

public static class Sinks
{
    public static IReadOnlyList<Sink> All { get; } =
    [
        new("FromSqlRaw", """
            await using var db = new ShopContext();
            await db.Customers.FromSqlRaw("SELECT * FROM customers WHERE name = '" + result + "'").ToListAsync(); // sink
            """, """
            await using var db = new ShopContext();
            await db.Customers.FromSqlRaw("SELECT * FROM customers WHERE name = {0}", result).ToListAsync();
            """),
        new("ExecuteSqlRawAsync", """
            await using var db = new ShopContext();
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM customers WHERE name = '{result}'"); // sink
            """, """
            await using var db = new ShopContext();
            await db.Database.ExecuteSqlRawAsync("DELETE FROM customers WHERE name = {0}", result);
            """),
        new("SqlQueryRaw", """
            await using var db = new ShopContext();
            var query = "SELECT id FROM customers WHERE name = '" + result + "'";
            await db.Database.SqlQueryRaw<int>(query).ToListAsync(); // sink
            """, """
            await using var db = new ShopContext();
            var query = "SELECT id FROM customers WHERE name = {0}";
            await db.Database.SqlQueryRaw<int>(query, result).ToListAsync();
            """),
        new("CommandText", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var command = new NpgsqlCommand();
            command.Connection = connection;
            command.CommandText = "SELECT id FROM customers WHERE name = '" + result + "'"; // sink
            await command.ExecuteScalarAsync();
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var command = new NpgsqlCommand();
            command.Connection = connection;
            command.CommandText = "SELECT id FROM customers WHERE name = @name";
            command.Parameters.AddWithValue("name", result);
            await command.ExecuteScalarAsync();
            """),
        new("command constructor", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var command = new NpgsqlCommand($"SELECT id FROM customers WHERE name = '{result}'", connection); // sink
            await command.ExecuteScalarAsync();
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var command = new NpgsqlCommand("SELECT id FROM customers WHERE name = $1", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = result });
            await command.ExecuteScalarAsync();
            """),
        new("command initializer", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var query = "SELECT id FROM customers";
            query += " WHERE name = '" + result + "'";
            await using var command = new NpgsqlCommand
            {
                Connection = connection,
                CommandText = query, // sink
            };
            await command.ExecuteScalarAsync();
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var query = "SELECT id FROM customers";
            query += " WHERE name = @name";
            await using var command = new NpgsqlCommand
            {
                Connection = connection,
                CommandText = query,
            };
            command.Parameters.Add(new NpgsqlParameter("name", result));
            await command.ExecuteScalarAsync();
            """),
        new("DbConnection.CreateCommand", """
            DbConnection connection = new NpgsqlConnection(Shop.Connection);
            DbCommand command = connection.CreateCommand();
            command.CommandText = "DELETE FROM customers WHERE name = '" + result + "'"; // sink
            await command.ExecuteNonQueryAsync();
            """, """
            DbConnection connection = new NpgsqlConnection(Shop.Connection);
            DbCommand command = connection.CreateCommand();
            command.CommandText = "DELETE FROM customers WHERE name = @name";
            var parameter = command.CreateParameter();
            parameter.ParameterName = "name";
            parameter.Value = result;
            command.Parameters.Add(parameter);
            await command.ExecuteNonQueryAsync();
            """),
        new("IDbCommand", """
            using IDbConnection connection = new NpgsqlConnection(Shop.Connection);
            using IDbCommand command = connection.CreateCommand();
            command.CommandText = string.Format("SELECT id FROM customers WHERE name = '{0}'", result); // sink
            command.ExecuteScalar();
            """, """
            using IDbConnection connection = new NpgsqlConnection(Shop.Connection);
            using IDbCommand command = connection.CreateCommand();
            command.CommandText = string.Format("SELECT id FROM customers WHERE name = @{0}", "name");
            var parameter = command.CreateParameter();
            parameter.ParameterName = "name";
            parameter.Value = result;
            command.Parameters.Add(parameter);
            command.ExecuteScalar();
            """),
        new("NpgsqlDataSource.CreateCommand", """
            await using var source = NpgsqlDataSource.Create(Shop.Connection);
            await using var command = source.CreateCommand("DELETE FROM customers WHERE name = '" + result + "'"); // sink
            await command.ExecuteNonQueryAsync();
            """, """
            await using var source = NpgsqlDataSource.Create(Shop.Connection);
            await using var command = source.CreateCommand("DELETE FROM customers WHERE name = $1");
            command.Parameters.AddWithValue(result);
            await command.ExecuteNonQueryAsync();
            """),
        new("NpgsqlBatchCommand", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM customers WHERE name = '" + result + "'")); // sink
            await batch.ExecuteNonQueryAsync();
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM customers WHERE name = $1") { Parameters = { new NpgsqlParameter { Value = result } } });
            await batch.ExecuteNonQueryAsync();
            """),
        new("DbBatchCommand", """
            DbConnection connection = new NpgsqlConnection(Shop.Connection);
            await using DbBatch batch = connection.CreateBatch();
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = $"DELETE FROM customers WHERE name = '{result}'"; // sink
            batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync();
            """, """
            DbConnection connection = new NpgsqlConnection(Shop.Connection);
            await using DbBatch batch = connection.CreateBatch();
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = "DELETE FROM customers WHERE name = @name";
            command.Parameters.Add(new NpgsqlParameter("name", result));
            batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync();
            """),
        new("data adapter", """
            using var connection = new NpgsqlConnection(Shop.Connection);
            using var adapter = new NpgsqlDataAdapter("SELECT * FROM customers WHERE name = '" + result + "'", connection); // sink
            adapter.Fill(new DataTable());
            """, """
            using var connection = new NpgsqlConnection(Shop.Connection);
            using var adapter = new NpgsqlDataAdapter("SELECT * FROM customers WHERE name = @name", connection);
            adapter.SelectCommand!.Parameters.AddWithValue("name", result);
            adapter.Fill(new DataTable());
            """),
        new("Dapper Query", """
            using var connection = new NpgsqlConnection(Shop.Connection);
            _ = connection.Query<Customer>("SELECT * FROM customers WHERE name = '" + result + "'").ToList(); // sink
            """, """
            using var connection = new NpgsqlConnection(Shop.Connection);
            _ = connection.Query<Customer>("SELECT * FROM customers WHERE name = @name", new { name = result }).ToList();
            """),
        new("Dapper ExecuteAsync", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var statement = $"UPDATE customers SET seen = now() WHERE name = '{result}'";
            await connection.ExecuteAsync(statement); // sink
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var statement = "UPDATE customers SET seen = now() WHERE name = @Name";
            await connection.ExecuteAsync(statement, new { Name = result });
            """),
        new("Dapper CommandDefinition", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var definition = new CommandDefinition("SELECT id FROM customers WHERE name = '" + result + "'"); // sink
            await connection.ExecuteScalarAsync<int>(definition);
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            var definition = new CommandDefinition("SELECT id FROM customers WHERE name = @name", new { name = result });
            await connection.ExecuteScalarAsync<int>(definition);
            """),
        new("COPY", """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var rows = connection.BeginTextImport("COPY customers (name) FROM STDIN WHERE name <> '" + result + "'"); // sink
            await rows.WriteAsync("berlin\n");
            """, """
            await using var connection = new NpgsqlConnection(Shop.Connection);
            await using var rows = connection.BeginTextImport("COPY customers (name) FROM STDIN");
            await rows.WriteAsync(result + "\n");
            """),
    ];
}
