using Microsoft.EntityFrameworkCore;

namespace Views;

public sealed class Author
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class Book
{
    public int Id { get; set; }

    public int AuthorId { get; set; }

    public string Title { get; set; } = "";

    public DateTime LentAt { get; set; }
}

public sealed class BookContext(DbContextOptions<BookContext> options) : DbContext(options)
{
    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Book> Books => Set<Book>();
}

/// <summary>The query is two calls away from the view.</summary>
public sealed class AuthorNames(BookContext db)
{
    public string Of(Book book) => Find(book.AuthorId).Name;

    private Author Find(int id) => db.Authors.AsNoTracking().Single(author => author.Id == id);
}
