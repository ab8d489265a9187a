using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackendGuardrails.Evidence.BG1022;

public sealed class Book
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public decimal Price { get; set; }

    public int AuthorId { get; set; }

    public Author Author { get; set; } = null!;

    public Publisher? Publisher { get; set; }

    public Cover Cover { get; set; } = new();

    public List<Chapter> Chapters { get; } = [];

    /// <summary>No column: it is computed of what was loaded.</summary>
    public string Label => $"{Title} by {Author?.Name}, {Chapters.Count} chapters";
}

public sealed class Author
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public bool IsDeleted { get; set; }

    public List<Award> Awards { get; } = [];
}

public sealed class Award
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class Publisher
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Award> Awards { get; } = [];
}

public sealed class Cover
{
    public string Color { get; set; } = "";

    public Publisher? Printer { get; set; }
}

public sealed class Chapter
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public Book Book { get; set; } = null!;

    public Author? Editor { get; set; }

    public List<Note> Notes { get; } = [];
}

public sealed class Note
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>What a publisher is comes with every book; a deleted author takes the books out of what is read with him.</summary>
public sealed class LibraryContext(string connection, SentSql? sent = null) : DbContext
{
    public DbSet<Book> Books => Set<Book>();

    public DbSet<Author> Authors => Set<Author>();

    protected override void OnConfiguring(DbContextOptionsBuilder options)
    {
        options.UseNpgsql(connection);
        if (sent is not null)
            options.AddInterceptors(sent);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Book>().OwnsOne(book => book.Cover);
        builder.Entity<Book>().Navigation(book => book.Publisher).AutoInclude();
        builder.Entity<Author>().HasQueryFilter(author => !author.IsDeleted);
    }
}

/// <summary>The statements that EF Core sends.</summary>
public sealed class SentSql : DbCommandInterceptor
{
    public List<string> Texts { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Texts.Add(command.CommandText);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Texts.Add(command.CommandText);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }
}
