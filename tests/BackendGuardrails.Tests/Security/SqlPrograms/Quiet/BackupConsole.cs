using Microsoft.Data.Sqlite;

if (args.Length < 2 || !int.TryParse(args[1], out var keep) || keep < 1)
{
    Console.Error.WriteLine("usage: backups <database> <keep> [asc|desc] [name part]");
    return 2;
}

var order = args.Length > 2 && args[2] == "asc" ? "ASC" : "DESC";
var part = args.Length > 3 ? args[3] : null;

await using var connection = new SqliteConnection($"Data Source={args[0]}");
await connection.OpenAsync();

await using var count = connection.CreateCommand();
count.CommandText = "SELECT COUNT(*) FROM backups" + (part is null ? "" : " WHERE name LIKE $part");
if (part is not null)
    count.Parameters.AddWithValue("$part", $"%{part}%");
Console.WriteLine($"{await count.ExecuteScalarAsync()} backups");

foreach (var backup in await BackupList.ReadAsync(connection, order, keep))
    Console.WriteLine($"{backup.Id,6} {backup.TakenAt:u} {backup.Size,12:N0}");

await Vacuum(connection, keep);
return 0;

static async Task Vacuum(SqliteConnection connection, int keep)
{
    await using var command = new SqliteCommand($"DELETE FROM backups WHERE id NOT IN (SELECT id FROM backups ORDER BY taken_at DESC LIMIT {keep})", connection);
    var removed = await command.ExecuteNonQueryAsync();
    if (removed == 0)
        return;
    command.CommandText = "VACUUM";
    await command.ExecuteNonQueryAsync();
}

internal sealed record Backup(long Id, DateTime TakenAt, long Size);

internal static class BackupList
{
    public static async Task<List<Backup>> ReadAsync(SqliteConnection connection, string order, int limit)
    {
        var backups = new List<Backup>();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, taken_at, size FROM backups ORDER BY taken_at {order} LIMIT {limit}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            backups.Add(new Backup(reader.GetInt64(0), reader.GetDateTime(1), reader.GetInt64(2)));
        return backups;
    }
}
