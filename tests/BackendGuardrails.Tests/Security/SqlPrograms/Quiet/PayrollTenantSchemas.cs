using Dapper;
using Npgsql;

namespace Payroll.Tenancy;

public sealed class UnknownTenantException(string tenant) : Exception($"There is no tenant '{tenant}'.");

/// <summary>Every customer has a schema of its own; new ones come with a release.</summary>
public static class TenantSchemas
{
    private static readonly IReadOnlyDictionary<string, string> Schemas = new Dictionary<string, string>
    {
        ["acme"] = "tenant_acme",
        ["globex"] = "tenant_globex",
        ["initech"] = "tenant_initech",
    };

    public static string For(string tenant) => Schemas.TryGetValue(tenant, out var schema) ? schema : throw new UnknownTenantException(tenant);
}

public interface ITenantContext
{
    string Schema { get; }
}

public sealed class HeaderTenantContext(IHttpContextAccessor accessor) : ITenantContext
{
    private string? _schema;

    public string Schema => _schema ??= TenantSchemas.For(accessor.HttpContext!.Request.Headers["X-Tenant"].ToString());
}

public sealed record Payslip(int Id, int EmployeeId, int Year, int Month, decimal Net);

public sealed class PayslipQueries(NpgsqlDataSource dataSource, ITenantContext tenant)
{
    public async Task<IReadOnlyList<Payslip>> OfEmployeeAsync(int employeeId)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var rows = await connection.QueryAsync<Payslip>(
            $"SELECT id, employee_id, year, month, net FROM {tenant.Schema}.payslips WHERE employee_id = @employeeId ORDER BY year, month", new { employeeId });
        return rows.AsList();
    }

    public async Task<decimal> TotalAsync(int year)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using (var path = new NpgsqlCommand("SET search_path TO " + tenant.Schema, connection))
            await path.ExecuteNonQueryAsync();
        return await connection.ExecuteScalarAsync<decimal>("SELECT coalesce(sum(net), 0) FROM payslips WHERE year = @year", new { year });
    }
}

public static class PayrollModule
{
    public static IServiceCollection AddPayroll(this IServiceCollection services) =>
        services.AddHttpContextAccessor().AddScoped<ITenantContext, HeaderTenantContext>().AddScoped<PayslipQueries>();

    public static void MapPayroll(this WebApplication app)
    {
        app.MapGet("/employees/{id:int}/payslips", (int id, PayslipQueries queries) => queries.OfEmployeeAsync(id));
        app.MapGet("/totals/{year:int}", (int year, PayslipQueries queries) => queries.TotalAsync(year));
    }
}
