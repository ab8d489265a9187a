using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using Oracle.ManagedDataAccess.Client;

namespace Utility.Billing;

public sealed record MeterReading(string MeterNumber, decimal Value, DateTime ReadAt);

internal static class Procedures
{
    public const string Package = "BILLING_API";
    public const string PostReading = Package + ".POST_READING";
    public const string CloseMonth = Package + ".CLOSE_MONTH";
}

public interface IBillingGateway
{
    Task PostAsync(MeterReading reading);

    Task<decimal> CloseAsync(string customer, int year, int month);
}

public sealed class OracleBillingGateway(OracleConnection connection) : IBillingGateway
{
    public async Task PostAsync(MeterReading reading)
    {
        using var command = connection.CreateCommand();
        command.CommandType = CommandType.StoredProcedure;
        command.CommandText = Procedures.PostReading;
        command.BindByName = true;
        command.Parameters.Add("p_meter", OracleDbType.Varchar2).Value = reading.MeterNumber;
        command.Parameters.Add("p_value", OracleDbType.Decimal).Value = reading.Value;
        command.Parameters.Add("p_read_at", OracleDbType.Date).Value = reading.ReadAt;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<decimal> CloseAsync(string customer, int year, int month)
    {
        using var command = new OracleCommand($"BEGIN :total := {Procedures.CloseMonth}(:customer, :year, :month); END;", connection);
        var total = command.Parameters.Add("total", OracleDbType.Decimal);
        total.Direction = ParameterDirection.ReturnValue;
        command.Parameters.Add(new OracleParameter("customer", customer));
        command.Parameters.Add(new OracleParameter("year", year));
        command.Parameters.Add(new OracleParameter("month", month));
        await command.ExecuteNonQueryAsync();
        return Convert.ToDecimal(total.Value);
    }
}

public sealed class SqlServerBillingGateway(string connectionString) : IBillingGateway
{
    public async Task PostAsync(MeterReading reading)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.ExecuteAsync("billing.PostReading", new { reading.MeterNumber, reading.Value, reading.ReadAt }, commandType: CommandType.StoredProcedure);
    }

    public async Task<decimal> CloseAsync(string customer, int year, int month)
    {
        await using var connection = new SqlConnection(connectionString);
        await using var command = new SqlCommand("billing.CloseMonth", connection) { CommandType = CommandType.StoredProcedure };
        command.Parameters.AddRange(new[]
        {
            new SqlParameter("@Customer", SqlDbType.NVarChar, 64) { Value = customer },
            new SqlParameter("@Month", SqlDbType.Date) { Value = new DateTime(year, month, 1) },
        });
        await connection.OpenAsync();
        return (decimal)(await command.ExecuteScalarAsync() ?? 0m);
    }
}

public static class BillingEndpoints
{
    public static void MapBilling(this WebApplication app)
    {
        app.MapPost("/readings", (MeterReading reading, IBillingGateway gateway) => gateway.PostAsync(reading));
        app.MapPost("/customers/{customer}/close/{year:int}/{month:int}",
            (string customer, int year, int month, IBillingGateway gateway) => gateway.CloseAsync(customer, year, month));
    }
}
