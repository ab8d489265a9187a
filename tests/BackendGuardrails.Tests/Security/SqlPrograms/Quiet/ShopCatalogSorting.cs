using System.Data;
using Dapper;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScoped<IDbConnection>(services =>
    new NpgsqlConnection(services.GetRequiredService<IConfiguration>().GetConnectionString("Catalog")));
builder.Services.AddScoped<CatalogReader>();

var app = builder.Build();
app.MapGet("/products", async (string? sort, string? direction, string? term, int? page, CatalogReader reader) =>
    Results.Ok(await reader.ListAsync(term, sort, direction, page ?? 1)));
app.MapGet("/categories/{id:int}/products", async (int id, string? sort, CatalogReader reader) =>
    Results.Ok(await reader.OfCategoryAsync(id, sort)));
app.Run();

public sealed record ProductRow(int Id, string Name, decimal Price, DateTime CreatedAt);

public sealed class CatalogReader
{
    private const int PageSize = 40;

    private readonly IDbConnection _connection;

    public CatalogReader(IDbConnection connection) => _connection = connection;

    public async Task<IReadOnlyList<ProductRow>> ListAsync(string? term, string? sort, string? direction, int page)
    {
        var orderBy = ColumnFor(sort);
        var ordering = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        var sql = $"""
            SELECT id, name, price, created_at
            FROM products
            WHERE @term IS NULL OR name ILIKE @term
            ORDER BY {orderBy} {ordering}, id
            LIMIT {PageSize} OFFSET {(page - 1) * PageSize}
            """;
        var rows = await _connection.QueryAsync<ProductRow>(sql, new { term = term is null ? null : $"%{term}%" });
        return rows.AsList();
    }

    public async Task<IReadOnlyList<ProductRow>> OfCategoryAsync(int categoryId, string? sort)
    {
        string column;
        switch (sort)
        {
            case "price":
                column = "p.price";
                break;
            case "newest":
                column = "p.created_at DESC";
                break;
            default:
                column = "p.name";
                break;
        }

        var rows = await _connection.QueryAsync<ProductRow>(
            "SELECT p.id, p.name, p.price, p.created_at FROM products p WHERE p.category_id = @categoryId ORDER BY " + column,
            new { categoryId });
        return rows.AsList();
    }

    private static string ColumnFor(string? sort) => sort?.ToLowerInvariant() switch
    {
        "price" => "price",
        "newest" => "created_at",
        "name" or null => "name",
        _ => throw new BadHttpRequestException($"Cannot sort by '{sort}'."),
    };
}
