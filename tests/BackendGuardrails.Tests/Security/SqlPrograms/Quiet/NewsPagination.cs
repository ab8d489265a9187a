using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace News.Articles;

public readonly record struct Page(int Number, int Size)
{
    public int Offset => (Math.Max(Number, 1) - 1) * Size;

    public string ToSql() => $" LIMIT {Size} OFFSET {Offset}";
}

public sealed record ArticleTeaser(int Id, string Headline, DateTime PublishedAt);

public sealed record PagedResult<T>(IReadOnlyList<T> Items, long Total);

[ApiController]
[Route("articles")]
public sealed class ArticlesController : ControllerBase
{
    private readonly ArticleQueries _queries;

    public ArticlesController(ArticleQueries queries) => _queries = queries;

    [HttpGet]
    public Task<PagedResult<ArticleTeaser>> Search(string? q, [FromQuery(Name = "page")] int number = 1, int size = 20) =>
        _queries.SearchAsync(q, new Page(number, Math.Min(size, 100)));

    [HttpGet("latest")]
    public Task<IReadOnlyList<ArticleTeaser>> Latest(int? count, bool withDrafts) => _queries.LatestAsync(count, withDrafts);
}

public sealed class ArticleQueries(IDbConnection connection)
{
    private const string Matching = " FROM articles WHERE (@pattern IS NULL OR headline LIKE @pattern ESCAPE '!')";

    public async Task<PagedResult<ArticleTeaser>> SearchAsync(string? term, Page page)
    {
        var parameters = new { pattern = term is null ? null : $"%{Escape(term)}%" };
        var items = await connection.QueryAsync<ArticleTeaser>("SELECT id, headline, published_at" + Matching + " ORDER BY published_at DESC" + page.ToSql(), parameters);
        var total = await connection.ExecuteScalarAsync<long>("SELECT count(*)" + Matching, parameters);
        return new PagedResult<ArticleTeaser>(items.AsList(), total);
    }

    public async Task<IReadOnlyList<ArticleTeaser>> LatestAsync(int? count, bool withDrafts)
    {
        var top = count is > 0 and < 50 ? $"LIMIT {count}" : "LIMIT 10";
        var sql = $"SELECT id, headline, published_at FROM articles {(withDrafts ? string.Empty : "WHERE published")} ORDER BY published_at DESC {top}";
        return (await connection.QueryAsync<ArticleTeaser>(sql)).AsList();
    }

    private static string Escape(string term) => term.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_");
}
