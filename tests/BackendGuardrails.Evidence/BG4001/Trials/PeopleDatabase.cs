using System.Data.Common;
using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.Trials;

/// <summary>People with names of all kinds, and a table that no query speaks of.</summary>
public sealed class PeopleDatabase : IDisposable
{
    public const char Separator = '¦';

    public const string Secret = "password of the administrator";

    private readonly Dictionary<Delegate, object> _answers = [];

    public PeopleDatabase(PostgresCluster postgres)
    {
        Source = NpgsqlDataSource.Create(postgres.CreateDatabase());
        Connection = Source.OpenConnection();
        Db = new(Connection);
        Execute("CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL, city text NOT NULL, nick text, born date NOT NULL)");
        Execute("CREATE TABLE secrets (id int PRIMARY KEY, secret text NOT NULL)");
        Execute($"INSERT INTO secrets VALUES (1, '{Secret}')");
        foreach (var (name, index) in Inputs.People.Select((name, index) => (name, index)))
        {
            using var insert = new NpgsqlCommand("INSERT INTO people VALUES ($1, $2, $3, $4, $5)", Connection);
            foreach (object value in new object[] { index + 1, name, Inputs.CityOf(index), index % 4 == 0 ? DBNull.Value : index % 4 == 1 ? "" : name, new DateOnly(1900 + index, 1, 1) })
                insert.Parameters.Add(new() { Value = value });
            insert.ExecuteNonQuery();
        }

        Original = Rows();
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlDataSource Source { get; }

    public PeopleContext Db { get; }

    public IReadOnlyList<string> Original { get; }

    /// <summary>What was asked already is not asked again.</summary>
    public async Task<IReadOnlyList<T>> OnceAsync<T>(Func<PeopleDatabase, Task<IReadOnlyList<T>>> ask)
    {
        if (!_answers.TryGetValue(ask, out var answers))
            _answers[ask] = answers = await ask(this);
        return (IReadOnlyList<T>)answers;
    }

    /// <summary>What comes back, and what is different in the table; all is undone afterwards.</summary>
    public async Task<Outcome> TryAsync(Func<object> query)
    {
        await using var transaction = await Connection.BeginTransactionAsync();
        try
        {
            var result = query();
            IReadOnlyList<string> rows = result switch
            {
                IEnumerable<string> names => names.ToList(),
                Task<int> count => [$"{await count} rows"],
                int count => [$"{count} rows"],
                _ => throw new NotSupportedException(result.GetType().Name),
            };
            var now = Rows();
            return new(rows, [.. now.Except(Original), .. Original.Where(row => !now.Any(other => Id(other) == Id(row)))], result is IEnumerable<string>, null);
        }
        catch (Exception failure) when (failure is DbException or ArgumentException or FormatException or InvalidOperationException or InvalidCastException)
        {
            return new([], [], false, failure);
        }
    }

    public void Dispose()
    {
        Db.Dispose();
        Connection.Dispose();
        Source.Dispose();
    }

    public List<string> Rows()
    {
        using var command = new NpgsqlCommand($"SELECT concat_ws('{Separator}', id, name, city, coalesce(nick, '<null>'), born) FROM people ORDER BY id", Connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static string Id(string row) => row[..row.IndexOf(Separator)];

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, Connection);
        command.ExecuteNonQuery();
    }
}

/// <param name="Result">The rows that came back, or how many were changed.</param>
/// <param name="Changes">Rows of the table that are new or other than before, or were deleted.</param>
public sealed record Outcome(IReadOnlyList<string> Result, IReadOnlyList<string> Changes, bool IsQuery, Exception? Failure)
{
    /// <summary>Whether all rows that the query asks for may be read.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Rows that were read or written; a secret in what was written or in the database's error message was read.</summary>
    public int Touched => Changes.Count
        + Changes.Append((Failure as DbException)?.Message ?? "").Count(text => text.Contains(PeopleDatabase.Secret, StringComparison.Ordinal))
        + (IsQuery ? Result.Count(row => !IsPublic || row == PeopleDatabase.Secret) : 0);

    public override string ToString() => Failure is null
        ? $"[{string.Join(", ", Result)}]" + (Changes.Count == 0 ? "" : $", changes [{string.Join(", ", Changes)}]")
        : $"{Failure.GetType().Name}: {Failure.Message.Split('\n')[0]}";
}
