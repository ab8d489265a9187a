using Microsoft.EntityFrameworkCore;

namespace Violations.BG1002;

public sealed class Album
{
    public int Id { get; set; }

    public int Seconds { get; set; }

    public List<Track> Tracks { get; set; } = [];
}

public sealed class Track
{
    public int Id { get; set; }

    public int Seconds { get; set; }
}

public sealed class AlbumContext : DbContext
{
    public DbSet<Album> Albums => Set<Album>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Playtime(AlbumContext db)
{
    public async Task<int> TotalAsync()
    {
        var seconds = 0;
        foreach (var album in await db.Albums.ToListAsync())
        {
            await db.Entry(album).Collection(entity => entity.Tracks).LoadAsync(); // guardrail: BG1002
            album.Seconds = album.Tracks.Sum(track => track.Seconds);
            seconds += album.Seconds;
        }

        await db.SaveChangesAsync();
        return seconds;
    }

    public async Task<int> AtOnceAsync()
    {
        var seconds = 0;
        foreach (var album in await db.Albums.AsNoTracking().Include(entity => entity.Tracks).ToListAsync())
            seconds += album.Tracks.Sum(track => track.Seconds);
        return seconds;
    }
}
