using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using MySqlConnector;
using Npgsql;
using Oracle.ManagedDataAccess.Client;

namespace Reporting.Core;

public enum Dialect
{
    Postgres,
    SqlServer,
    MySql,
    Oracle,
}

public sealed class ReportOptions
{
    public Dialect Dialect { get; set; }

    public string ConnectionString { get; set; } = "";
}

public sealed class ReportSql(Dialect dialect)
{
    public string Today => dialect switch
    {
        Dialect.Postgres => "current_date",
        Dialect.SqlServer => "CAST(SYSUTCDATETIME() AS date)",
        Dialect.MySql => "CURDATE()",
        Dialect.Oracle => "TRUNC(SYSDATE)",
        _ => throw new NotSupportedException(dialect.ToString()),
    };

    public char Prefix => dialect == Dialect.Oracle ? ':' : '@';

    public string Revenue => $"SELECT SUM(total) FROM invoices WHERE region = {Parameter("region")} AND issued_on = {Today}";

    public string Customers
    {
        get
        {
            var sql = "SELECT name FROM customers WHERE segment = " + Parameter("segment") + " ORDER BY name";
            switch (dialect)
            {
                case Dialect.Oracle:
                case Dialect.SqlServer:
                    sql += " OFFSET 0 ROWS FETCH NEXT 100 ROWS ONLY";
                    break;
                default:
                    sql += " LIMIT 100";
                    break;
            }

            return sql;
        }
    }

    private string Parameter(string name) => Prefix + name;
}

public sealed class ReportRunner
{
    private readonly ReportOptions _options;
    private readonly ReportSql _sql;

    public ReportRunner(ReportOptions options)
    {
        _options = options;
        _sql = new ReportSql(options.Dialect);
    }

    public async Task<decimal> RevenueAsync(string region)
    {
        using var connection = Open();
        return await connection.ExecuteScalarAsync<decimal>(_sql.Revenue, new { region });
    }

    public async Task<IEnumerable<string>> CustomersAsync(string segment)
    {
        using var connection = Open();
        return await connection.QueryAsync<string>(_sql.Customers, new { segment });
    }

    private IDbConnection Open() => _options.Dialect switch
    {
        Dialect.SqlServer => new SqlConnection(_options.ConnectionString),
        Dialect.MySql => new MySqlConnection(_options.ConnectionString),
        Dialect.Oracle => new OracleConnection(_options.ConnectionString),
        _ => new NpgsqlConnection(_options.ConnectionString),
    };
}

public static class ReportEndpoints
{
    public static void MapReports(this WebApplication app)
    {
        app.MapGet("/revenue/{region}", (string region, ReportRunner runner) => runner.RevenueAsync(region));
        app.MapGet("/customers/{segment}", (string segment, ReportRunner runner) => runner.CustomersAsync(segment));
    }
}
