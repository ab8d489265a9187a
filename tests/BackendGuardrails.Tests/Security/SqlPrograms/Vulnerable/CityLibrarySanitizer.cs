using System.Text;
using Microsoft.Data.Sqlite;

namespace City.Library;

public interface ISanitizer
{
    string Sanitize(string? input);
}

public sealed class TextSanitizer : ISanitizer
{
    private const int MaxLength = 200;

    public string Sanitize(string? input)
    {
        if (string.IsNullOrWhiteSpace(input))
            return string.Empty;
        var text = input.Trim().Normalize(NormalizationForm.FormC);
        if (text.Length > MaxLength)
            text = text.Substring(0, MaxLength);
        return text.Replace("  ", " ").TrimEnd(';');
    }
}

public sealed record CatalogEntry(string Signature, string Title);

public sealed class Catalog
{
    private readonly SqliteConnection _connection;
    private readonly ISanitizer _sanitizer;

    public Catalog(SqliteConnection connection, ISanitizer sanitizer)
    {
        _connection = connection;
        _sanitizer = sanitizer;
    }

    public IReadOnlyList<CatalogEntry> Search(string title, string? subject)
    {
        var clean = _sanitizer.Sanitize(title);
        using var command = new SqliteCommand();
        command.Connection = _connection;
        var sql = "SELECT signature, title FROM catalog WHERE title LIKE '%" + clean + "%'";
        if (subject is not null)
        {
            sql += " AND subject = $subject";
            command.Parameters.AddWithValue("$subject", _sanitizer.Sanitize(subject));
        }

        command.CommandText = sql; // guardrail: BG4001
        var entries = new List<CatalogEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            entries.Add(new CatalogEntry(reader.GetString(0), reader.GetString(1)));
        return entries;
    }

    public long CountOf(string signature)
    {
        using var command = new SqliteCommand($"SELECT COUNT(*) FROM catalog WHERE signature = '{signature.ToUpperInvariant().PadLeft(8, '0')}'", _connection); // guardrail: BG4001
        return (long)command.ExecuteScalar()!;
    }
}

public static class CatalogEndpoints
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) =>
        services.AddSingleton<ISanitizer, TextSanitizer>().AddScoped(_ => new SqliteConnection("Data Source=catalog.db")).AddScoped<Catalog>();

    public static void MapCatalog(this WebApplication app)
    {
        app.MapGet("/catalog", (string title, string? subject, Catalog catalog) => catalog.Search(title, subject));
        app.MapGet("/catalog/{signature}/count", (string signature, Catalog catalog) => catalog.CountOf(signature));
    }
}
