using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Cinema.Search;

public sealed class Movie
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public int Year { get; set; }
}

public sealed class CinemaContext(DbContextOptions<CinemaContext> options) : DbContext(options)
{
    public DbSet<Movie> Movies => Set<Movie>();
}

/// <summary>The catalogue of the distributor speaks GraphQL.</summary>
public sealed class DistributorClient(HttpClient http)
{
    public async Task<JsonElement> FindAsync(string title)
    {
        var query = $"query {{ movies(filter: {{ title: {JsonSerializer.Serialize(title)} }}) {{ id title posters {{ url }} }} }}";
        using var response = await http.PostAsJsonAsync("graphql", new { query });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

/// <summary>Full-text search runs on its own cluster.</summary>
public sealed class SearchCluster(HttpClient http)
{
    public async Task<string> QueryAsync(string index, string text)
    {
        var body = new StringBuilder("{ \"query\": { \"query_string\": { \"query\": ").Append(JsonSerializer.Serialize("title:" + text)).Append(" } } }");
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync($"{Uri.EscapeDataString(index)}/_search", content);
        return await response.Content.ReadAsStringAsync();
    }
}

public interface IDocumentCollection<T>
{
    IAsyncEnumerable<T> Find(string filter);

    Task<long> ExecuteAsync(string command);
}

[ApiController]
[Route("movies")]
public sealed class MoviesController(CinemaContext context, DistributorClient distributor, SearchCluster cluster, IDocumentCollection<Movie> archive) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Search(string title, int? year)
    {
        var query = context.Movies.Where(movie => EF.Functions.Like(movie.Title, "%" + title + "%"));
        if (year is { } y)
            query = query.Where(movie => movie.Year == y);
        var sql = query.ToQueryString();
        return Ok(new { items = await query.ToListAsync(), sql });
    }

    [HttpGet("distributor")]
    public Task<JsonElement> FromDistributor(string title) => distributor.FindAsync(title);

    [HttpGet("fulltext")]
    public Task<string> FullText(string text, string index = "movies") => cluster.QueryAsync(index, text);

    [HttpGet("archive")]
    public IAsyncEnumerable<Movie> Archive(string title) => archive.Find($"{{ title: {JsonSerializer.Serialize(title)} }}");

    [HttpDelete("archive/{title}")]
    public Task<long> Forget(string title) => archive.ExecuteAsync("{ delete: 'movies', title: " + JsonSerializer.Serialize(title) + " }");
}
