using System.Data;
using System.Text;
using Dapper;

namespace Insurance.Claims;

public sealed record ClaimSearch(string? PolicyNumber, string? Region, bool OnlyOpen, DateTime? ReportedAfter, IReadOnlyList<string> Kinds, string? SortBy);

public sealed record ClaimRow(Guid Id, string PolicyNumber, decimal Reserve, DateTime ReportedAt);

public interface IClaimFinder
{
    Task<IEnumerable<ClaimRow>> FindAsync(ClaimSearch search);
}

internal sealed class DapperClaimFinder : IClaimFinder
{
    private readonly IDbConnection _connection;
    private readonly ILogger<DapperClaimFinder> _logger;

    public DapperClaimFinder(IDbConnection connection, ILogger<DapperClaimFinder> logger)
    {
        _connection = connection;
        _logger = logger;
    }

    public async Task<IEnumerable<ClaimRow>> FindAsync(ClaimSearch search)
    {
        var sql = new StringBuilder();
        var parameters = new DynamicParameters();
        sql.AppendLine("SELECT c.id, c.policy_number, c.reserve, c.reported_at");
        sql.AppendLine("FROM claims c");
        if (search.Region is not null)
        {
            sql.AppendLine("JOIN policies p ON p.number = c.policy_number AND p.region = @region");
            parameters.Add("region", search.Region);
        }

        sql.Append("WHERE 1 = 1 ");
        AppendFilters(sql, parameters, search);
        sql.Append("ORDER BY ").Append(SortColumn(search.SortBy)).AppendLine(" DESC");
        sql.AppendFormat("LIMIT {0}", 250);

        var text = sql.ToString();
        _logger.LogDebug("Searching claims: {Sql}", text);
        return await _connection.QueryAsync<ClaimRow>(text, parameters);
    }

    private static void AppendFilters(StringBuilder sql, DynamicParameters parameters, ClaimSearch search)
    {
        if (search.PolicyNumber is not null)
        {
            sql.Append("AND c.policy_number LIKE @policy ");
            parameters.Add("policy", search.PolicyNumber + "%");
        }

        if (search.OnlyOpen)
            sql.Append("AND c.closed_at IS NULL ");
        if (search.ReportedAfter is { } after)
        {
            sql.Append("AND c.reported_at > @after ");
            parameters.Add("after", after, DbType.DateTime2);
        }

        if (search.Kinds.Count > 0)
        {
            sql.Append("AND c.kind IN @kinds ");
            parameters.Add("kinds", search.Kinds);
        }
    }

    private static string SortColumn(string? sortBy)
    {
        if (sortBy == "reserve")
            return "c.reserve";
        if (sortBy == "policy")
            return "c.policy_number";
        return "c.reported_at";
    }
}

public static class ClaimModule
{
    public static IServiceCollection AddClaims(this IServiceCollection services) => services.AddScoped<IClaimFinder, DapperClaimFinder>();

    public static void MapClaims(this WebApplication app) =>
        app.MapPost("/claims/search", (ClaimSearch search, IClaimFinder finder) => finder.FindAsync(search));
}
