using System.Data;
using Dapper;
using Npgsql;

namespace Pharmacy.Prescriptions;

public sealed record Prescription(long Id, string Drug, int Packs, DateOnly ValidUntil);

public sealed class PrescriptionStore
{
    private const string Columns = "id, drug, packs, valid_until";
    private const string Open = $"SELECT {Columns} FROM prescriptions WHERE dispensed_at IS NULL";

    private readonly NpgsqlDataSource _dataSource;
    private readonly ILogger<PrescriptionStore> _logger;

    public PrescriptionStore(NpgsqlDataSource dataSource, ILogger<PrescriptionStore> logger)
    {
        _dataSource = dataSource;
        _logger = logger;
    }

    public Task<List<Prescription>> OpenAsync() => QueryAsync(Open);

    public Task<List<Prescription>> OfPatientAsync(Guid patientId) => QueryAsync(Open + " AND patient_id = @patientId", new { patientId });

    public Task<List<Prescription>> ByDrugAsync(string drug, bool includeExpired)
    {
        var sql = $"{Open} AND drug ILIKE @drug";
        if (!includeExpired)
            sql += " AND valid_until >= current_date";
        return QueryAsync(sql, new { drug = "%" + drug + "%" });
    }

    public async Task<Prescription?> FindAsync(long id)
    {
        var found = await QueryAsync($"SELECT {Columns} FROM prescriptions WHERE id = @id", new { id });
        return found.SingleOrDefault();
    }

    public Task<int> DispenseAsync(long id, string pharmacist) =>
        ExecuteAsync("UPDATE prescriptions SET dispensed_at = now(), dispensed_by = @pharmacist WHERE id = @id", new { id, pharmacist });

    public Task<int> ExpireAsync() => ExecuteAsync(sql: "UPDATE prescriptions SET expired = true WHERE valid_until < current_date");

    internal async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    private async Task<List<Prescription>> QueryAsync(string sql, object? parameters = null)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        _logger.LogTrace("{Sql}", sql);
        return (await connection.QueryAsync<Prescription>(sql, parameters)).AsList();
    }

    private async Task<int> ExecuteAsync(string sql, object? parameters = null, CommandType? type = null)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, commandType: type));
    }
}

public static class PrescriptionEndpoints
{
    public static void MapPrescriptions(this WebApplication app)
    {
        app.MapGet("/prescriptions", (PrescriptionStore store) => store.OpenAsync());
        app.MapGet("/prescriptions/{id:long}", (long id, PrescriptionStore store) => store.FindAsync(id));
        app.MapGet("/drugs/{drug}/prescriptions", (string drug, bool? expired, PrescriptionStore store) => store.ByDrugAsync(drug, expired == true));
        app.MapPost("/prescriptions/{id:long}/dispense", (long id, string by, PrescriptionStore store) => store.DispenseAsync(id, by));
        app.MapGet("/prescriptions/stats", async (PrescriptionStore store) => new
        {
            Total = await store.ScalarAsync<long>("SELECT count(*) FROM prescriptions"),
            Today = await store.ScalarAsync<long>("SELECT count(*) FROM prescriptions WHERE dispensed_at >= @today", new { today = DateTime.UtcNow.Date }),
        });
    }
}
