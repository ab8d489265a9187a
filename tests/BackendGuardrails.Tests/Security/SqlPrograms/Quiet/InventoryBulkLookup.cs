using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;

namespace Inventory.Stock;

public sealed record StockLevel(string Sku, int OnHand);

public sealed record StockMove(string Sku, string Warehouse, int Quantity);

public interface IStockStore
{
    Task<IReadOnlyList<StockLevel>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken);

    Task<int> InsertAsync(IReadOnlyList<StockMove> moves, CancellationToken cancellationToken);
}

public sealed class SqlStockStore : IStockStore
{
    private readonly Func<SqlConnection> _open;

    public SqlStockStore(Func<SqlConnection> open) => _open = open;

    public async Task<IReadOnlyList<StockLevel>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        await using var connection = _open();
        await using var command = connection.CreateCommand();
        var names = new List<string>();
        for (var i = 0; i < skus.Count; i++)
        {
            var name = "@sku" + i;
            names.Add(name);
            command.Parameters.Add(name, SqlDbType.NVarChar, 40).Value = skus[i];
        }

        command.CommandText = $"SELECT Sku, OnHand FROM Stock WHERE Sku IN ({string.Join(", ", names)})";
        var levels = new List<StockLevel>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            levels.Add(new StockLevel(reader.GetString(0), reader.GetInt32(1)));
        return levels;
    }

    public async Task<int> InsertAsync(IReadOnlyList<StockMove> moves, CancellationToken cancellationToken)
    {
        await using var connection = _open();
        await using var command = connection.CreateCommand();
        var sql = new StringBuilder("INSERT INTO StockMoves (Sku, Warehouse, Quantity) VALUES ");
        var index = 0;
        foreach (var move in moves)
        {
            if (index > 0)
                sql.Append(", ");
            sql.Append($"(@s{index}, @w{index}, @q{index})");
            command.Parameters.AddWithValue($"@s{index}", move.Sku);
            command.Parameters.AddWithValue($"@w{index}", move.Warehouse);
            command.Parameters.AddWithValue($"@q{index}", move.Quantity);
            index++;
        }

        command.CommandText = sql.ToString();
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The same lookup for whatever provider the customer runs.</summary>
public sealed class PortableStockLookup(DbProviderFactory factory)
{
    public async Task<int> CountAsync(string[] warehouses, string? supplier)
    {
        await using var connection = factory.CreateConnection()!;
        await using var command = connection.CreateCommand();
        var placeholders = warehouses.Select((warehouse, position) =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{position}";
            parameter.Value = warehouse;
            command.Parameters.Add(parameter);
            return parameter.ParameterName;
        }).ToArray();

        command.CommandText = "SELECT COUNT(*) FROM Stock WHERE Warehouse IN (" + string.Join(",", placeholders) + ")";
        if (!string.IsNullOrEmpty(supplier))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@supplier";
            parameter.Value = supplier;
            command.Parameters.Add(parameter);
            command.CommandText += " AND Supplier = " + parameter.ParameterName;
        }

        return Convert.ToInt32(await command.ExecuteScalarAsync());
    }
}
