using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;

if (args is not [var path, ..])
{
    Console.Error.WriteLine("usage: import <suppliers.csv>");
    return 1;
}

var connectionString = Environment.GetEnvironmentVariable("SUPPLIERS_DB") ?? "Server=.;Database=Suppliers;Integrated Security=true";
var imported = await new SupplierImport(connectionString).RunAsync(path);
Console.WriteLine($"{imported} suppliers imported.");
return 0;

internal sealed record Supplier(string Number, string Name, decimal Discount)
{
    public static Supplier Parse(string line)
    {
        var cells = line.Split(';');
        return new Supplier(cells[0].Trim(), cells[1].Trim(), decimal.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}

internal sealed class SupplierImport
{
    private const int BatchSize = 500;

    private readonly string _connectionString;

    public SupplierImport(string connectionString) => _connectionString = connectionString;

    public async Task<int> RunAsync(string path)
    {
        var count = 0;
        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync();
        foreach (var chunk in File.ReadLines(path).Skip(1).Select(Supplier.Parse).Chunk(BatchSize))
            count += await InsertAsync(connection, chunk);
        return count;
    }

    private static async Task<int> InsertAsync(SqlConnection connection, IReadOnlyCollection<Supplier> suppliers)
    {
        var sql = new StringBuilder("INSERT INTO Suppliers (Number, Name, Discount) VALUES ");
        sql.AppendJoin(", ", suppliers.Select(supplier =>
            $"('{supplier.Number}', N'{supplier.Name}', {supplier.Discount.ToString(CultureInfo.InvariantCulture)})"));
        await using var command = new SqlCommand(sql.ToString(), connection); // guardrail: BG4001
        return await command.ExecuteNonQueryAsync();
    }
}
