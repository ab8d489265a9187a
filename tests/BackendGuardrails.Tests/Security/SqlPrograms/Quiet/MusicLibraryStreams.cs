using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace Music.Library;

public sealed record Album(int Id, string Title)
{
    public Artist? Artist { get; set; }
}

public sealed record Artist(int Id, string Name);

public sealed record Track(int Id, string Title, int Seconds);

public enum TrackOrder
{
    Title,
    Length,
}

public sealed class MusicQueries(NpgsqlDataSource dataSource)
{
    private static readonly Func<TrackOrder, string> OrderOf = order => order == TrackOrder.Length ? "seconds" : "title";

    public async Task<IEnumerable<Album>> AlbumsAsync(string genre)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return await connection.QueryAsync<Album, Artist, Album>(
            "SELECT al.id, al.title, ar.id, ar.name FROM albums al JOIN artists ar ON ar.id = al.artist_id WHERE al.genre = @genre",
            (album, artist) =>
            {
                album.Artist = artist;
                return album;
            },
            new { genre },
            splitOn: "id");
    }

    public async Task<(Album? Album, IReadOnlyList<Track> Tracks)> AlbumAsync(int id, TrackOrder order)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var sql = "SELECT id, title FROM albums WHERE id = @id;" + Tracks("album_id = @id");
        await using var grid = await connection.QueryMultipleAsync(sql, new { id });
        var album = await grid.ReadSingleOrDefaultAsync<Album>();
        return (album, (await grid.ReadAsync<Track>()).AsList());

        string Tracks(string condition) => $"SELECT id, title, seconds FROM tracks WHERE {condition} ORDER BY {OrderOf(order)}";
    }

    public async IAsyncEnumerable<Track> LongTracksAsync(int[] artists, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var statement in StatementsAsync(artists).WithCancellation(cancellationToken))
        {
            await using var command = dataSource.CreateCommand(statement);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return new Track(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2));
        }
    }

    private static async IAsyncEnumerable<string> StatementsAsync(IEnumerable<int> artists)
    {
        foreach (var artist in artists)
        {
            yield return $"SELECT id, title, seconds FROM tracks WHERE artist_id = {artist} AND seconds > 600";
            await Task.Yield();
        }

        yield return "SELECT id, title, seconds FROM tracks WHERE artist_id IS NULL";
    }
}

public static class MusicEndpoints
{
    public static void MapMusic(this WebApplication app)
    {
        app.MapGet("/albums", (string genre, MusicQueries music) => music.AlbumsAsync(genre));
        app.MapGet("/albums/{id:int}", (int id, TrackOrder? order, MusicQueries music) => music.AlbumAsync(id, order ?? TrackOrder.Title));
        app.MapGet("/tracks/long", (int[] artist, MusicQueries music, CancellationToken token) => music.LongTracksAsync(artist, token));
    }
}
