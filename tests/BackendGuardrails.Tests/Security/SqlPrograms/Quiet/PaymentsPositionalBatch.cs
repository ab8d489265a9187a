using Npgsql;
using NpgsqlTypes;

namespace Payments.Ledger;

public sealed record Transfer(Guid Id, string FromIban, string ToIban, decimal Amount, string Reference);

public sealed class LedgerWriter(NpgsqlDataSource dataSource)
{
    private const string Debit = "UPDATE accounts SET balance = balance - $2 WHERE iban = $1 AND balance >= $2";
    private const string Credit = "UPDATE accounts SET balance = balance + $2 WHERE iban = $1";

    public async Task<bool> TransferAsync(Transfer transfer, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Step(Debit, transfer.FromIban, transfer.Amount),
                Step(Credit, transfer.ToIban, transfer.Amount),
                new("INSERT INTO transfers (id, from_iban, to_iban, amount, reference) VALUES ($1, $2, $3, $4, $5)")
                {
                    Parameters =
                    {
                        new() { Value = transfer.Id },
                        new() { Value = transfer.FromIban },
                        new() { Value = transfer.ToIban },
                        new() { Value = transfer.Amount },
                        new() { Value = transfer.Reference },
                    },
                },
            },
        };
        var changed = await batch.ExecuteNonQueryAsync(cancellationToken);
        if (changed != 3)
            return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<decimal?> BalanceAsync(string iban, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT balance FROM accounts WHERE iban = $1");
        command.Parameters.AddWithValue(iban);
        return (decimal?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<long> CountAsync(string[] ibans, DateTime? since)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM transfers WHERE from_iban = ANY($1)", connection);
        command.Parameters.Add(new() { Value = ibans, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        if (since is { } from)
        {
            command.Parameters.Add(new() { Value = from });
            command.CommandText += $" AND created_at >= ${command.Parameters.Count}";
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static NpgsqlBatchCommand Step(string sql, string iban, decimal amount) =>
        new(sql) { Parameters = { new() { Value = iban }, new() { Value = amount } } };
}

public static class LedgerApi
{
    public static void MapLedger(this WebApplication app)
    {
        app.MapPost("/transfers", async (Transfer transfer, LedgerWriter writer, CancellationToken token) =>
            await writer.TransferAsync(transfer, token) ? Results.Ok() : Results.Conflict());
        app.MapGet("/accounts/{iban}/balance", (string iban, LedgerWriter writer, CancellationToken token) => writer.BalanceAsync(iban, token));
        app.MapGet("/transfers/count", (string[] iban, DateTime? since, LedgerWriter writer) => writer.CountAsync(iban, since));
    }
}
