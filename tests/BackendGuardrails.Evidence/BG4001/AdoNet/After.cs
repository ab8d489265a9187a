using System.Data.Common;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.AdoNet.After;

public class People(NpgsqlConnection connection, NpgsqlDataSource source) : IPeople
{
    private readonly DbConnection _connection = connection;

    public List<string> Named(string name)
    {
        using var command = new NpgsqlCommand("SELECT name FROM people WHERE name = @name", connection);
        command.Parameters.AddWithValue("name", name);
        return command.Names();
    }

    public List<string> LivingIn(string city, string? nick, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM people WHERE city = @city";
        command.Parameters.AddWithValue("city", city);
        if (nick is not null)
        {
            command.CommandText += " AND nick = @nick";
            command.Parameters.AddWithValue("nick", nick);
        }

        command.CommandText += " ORDER BY id LIMIT " + most;
        return command.Names();
    }

    public List<string> Nicked(string? nick)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name FROM people WHERE nick = @nick ORDER BY id";
        var nickParameter = command.CreateParameter();
        nickParameter.ParameterName = "@nick";
        nickParameter.Value = nick ?? "";
        command.Parameters.Add(nickParameter);
        return command.Names();
    }

    public List<string> FromSource(string name)
    {
        using var command = source.CreateCommand("SELECT name FROM people WHERE name = @name");
        command.Parameters.AddWithValue("name", name);
        return command.Names();
    }

    public List<string> Containing(string part)
    {
        using var command = new NpgsqlCommand("SELECT name FROM people WHERE name LIKE @part ORDER BY id", connection);
        command.Parameters.AddWithValue("part", "%" + part + "%");
        return command.Names();
    }

    public List<string> LivingInOneOf(IEnumerable<string> cities)
    {
        var sql = "SELECT name FROM people " +
            "WHERE city = ANY(@cities) ORDER BY id";
        using (var command = new NpgsqlCommand(sql, connection))
        {
            command.Parameters.AddWithValue("cities", cities.ToArray());
            return command.Names();
        }
    }

    public List<string> LivingInNoneOf(string[] cities)
    {
        using var command = new NpgsqlCommand("SELECT name FROM people WHERE city <> ALL(@cities) ORDER BY id", connection);
        command.Parameters.AddWithValue("cities", cities);
        return command.Names();
    }

    public int Move(string name, string city)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "UPDATE people SET city = @city WHERE name = @name";
        var cityParameter = command.CreateParameter();
        cityParameter.ParameterName = "@city";
        cityParameter.Value = city;
        command.Parameters.Add(cityParameter);
        var nameParameter = command.CreateParameter();
        nameParameter.ParameterName = "@name";
        nameParameter.Value = name;
        command.Parameters.Add(nameParameter);
        return command.ExecuteNonQuery();
    }

    public int MoveEach(IEnumerable<string> names, string city)
    {
        using var command = new NpgsqlCommand { Connection = connection };
        var moved = 0;
        foreach (var name in names)
        {
            command.CommandText = "UPDATE people SET city = upper(@city) WHERE name = @name";
            command.Parameters.Clear();
            command.Parameters.AddWithValue("city", city);
            command.Parameters.AddWithValue("name", name);
            moved += command.ExecuteNonQuery();
        }

        return moved;
    }

    public async Task<int> MoveAndRenameAsync(string name, string city)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE people SET city = @city WHERE name = @name") { Parameters = { new NpgsqlParameter("city", city), new NpgsqlParameter("name", name) } });
        var rename = new NpgsqlBatchCommand("UPDATE people SET name = upper(name) WHERE name = @name");
        rename.Parameters.AddWithValue("name", name);
        batch.BatchCommands.Add(rename);
        return await batch.ExecuteNonQueryAsync();
    }

    public int Add(int id, string name)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO people (id, name, city, born) VALUES (@id, @name, '', '1970-01-01')") { Parameters = { new NpgsqlParameter("id", id), new NpgsqlParameter("name", name) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE people SET city = 'Rome' WHERE name = @name AND id = @id") { Parameters = { new NpgsqlParameter("id", id), new NpgsqlParameter("name", name) } });
        return batch.ExecuteNonQuery();
    }
}
