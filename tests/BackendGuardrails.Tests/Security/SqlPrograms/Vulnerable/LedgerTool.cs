using Microsoft.Data.Sqlite;

var options = Options.Parse(args);
using var connection = new SqliteConnection($"Data Source={options.File}");
connection.Open();

if (options.Account is { } account)
{
    using var command = connection.CreateCommand();
    command.CommandText = $"SELECT SUM(amount) FROM entries WHERE account = '{account}'"; // guardrail: BG4001
    Console.WriteLine($"{account}: {command.ExecuteScalar()}");
}

Console.Write("Note contains: ");
var note = Console.ReadLine();
foreach (var entry in Find(note ?? ""))
    Console.WriteLine($"{entry.Id,8} {entry.Amount,12:N2} {entry.Note}");

if (options.Verbose)
    Console.WriteLine($"{Scalar("SELECT COUNT(*) FROM entries")} entries in all.");

IEnumerable<Entry> Find(string note)
{
    using var command = new SqliteCommand("SELECT id, amount, note FROM entries WHERE note LIKE '%" + note + "%' ORDER BY id", connection); // guardrail: BG4001
    using var reader = command.ExecuteReader();
    while (reader.Read())
        yield return new Entry(reader.GetInt64(0), reader.GetDecimal(1), reader.GetString(2));
}

object? Scalar(string sql)
{
    using var command = new SqliteCommand(sql, connection);
    return command.ExecuteScalar();
}

internal sealed record Entry(long Id, decimal Amount, string Note);

internal sealed class Options
{
    public string File { get; private set; } = "ledger.db";

    public string? Account { get; private set; }

    public bool Verbose { get; private set; }

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--file":
                    options.File = args[++i];
                    break;
                case "--account":
                    options.Account = args[++i];
                    break;
                case "--verbose":
                    options.Verbose = true;
                    break;
            }
        }

        return options;
    }
}
