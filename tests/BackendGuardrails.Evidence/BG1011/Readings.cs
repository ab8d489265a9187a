using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1011;

[Index(nameof(TakenAt))]
[Index(nameof(Serial))]
[Index(nameof(MeterId))]
public class Reading
{
    public int Id { get; set; }

    public int MeterId { get; set; }

    public string Serial { get; set; } = "";

    public DateTime TakenAt { get; set; }
}

public class ReadingContext(DbContextOptions<ReadingContext> options) : DbContext(options)
{
    public DbSet<Reading> Readings => Set<Reading>();

    public static ReadingContext For(string connection, Action<DbContextOptionsBuilder> more)
    {
        var options = new DbContextOptionsBuilder<ReadingContext>().UseNpgsql(connection);
        more(options);
        return new(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasCollation("ignoring_case", locale: "und-u-ks-level2", provider: "icu", deterministic: false);
        modelBuilder.Entity<Reading>().Property(r => r.Serial).UseCollation("ignoring_case");
    }
}
