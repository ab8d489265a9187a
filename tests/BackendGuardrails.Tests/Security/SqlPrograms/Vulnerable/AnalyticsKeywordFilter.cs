using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Analytics.AdHoc;

public sealed class AnalyticsContext(DbContextOptions<AnalyticsContext> options) : DbContext(options);

public sealed record AdHocRequest(string Metric, string Filter);

public sealed record MetricValue(string Bucket, double Value);

/// <summary>Keeps analysts from changing anything.</summary>
public static class SqlGuard
{
    private static readonly string[] Forbidden = ["insert", "update", "delete", "drop", "alter", ";", "--"];

    private static readonly Regex Comments = new(@"/\*.*?\*/", RegexOptions.Singleline);

    public static void ThrowIfDangerous(string text)
    {
        foreach (var word in Forbidden)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"'{word}' is not allowed.");
        }
    }

    public static string Clean(string text) => Comments.Replace(text, "");
}

public sealed class AdHocQueries
{
    private readonly AnalyticsContext _context;

    public AdHocQueries(AnalyticsContext context) => _context = context;

    public Task<List<MetricValue>> RunAsync(AdHocRequest request, CancellationToken cancellationToken)
    {
        SqlGuard.ThrowIfDangerous(request.Filter);
        var metric = request.Metric switch
        {
            "visits" => "count(*)",
            "revenue" => "sum(revenue)",
            _ => throw new ArgumentException("Unknown metric.", nameof(request)),
        };
        var sql = $"SELECT bucket AS \"Bucket\", {metric}::float8 AS \"Value\" FROM facts WHERE {SqlGuard.Clean(request.Filter)} GROUP BY bucket";
        return _context.Database.SqlQueryRaw<MetricValue>(sql).ToListAsync(cancellationToken); // guardrail: BG4001
    }
}

public static class AnalyticsEndpoints
{
    public static void MapAnalytics(this WebApplication app) =>
        app.MapPost("/adhoc", (AdHocRequest request, AdHocQueries queries, CancellationToken token) => queries.RunAsync(request, token));
}
