using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1022.After;

public sealed class Shelves(LibraryContext db)
{
    public async Task<List<string>> TitlesAsync()
    {
        return await db.Books
            .OrderBy(book => book.Id)
            .Select(book => $"{book.Title} by {book.Author.Name}, {book.Chapters.Count} chapters")
            .ToListAsync();
    }

    public async Task<int> LongAsync() => await db.Books
        .CountAsync(book => book.Chapters.Count > 2);

    public async Task<List<string>> ByAuthorAsync()
    {
        var query = db.Books.Where(book => book.Price > 0);
        return await query
            .GroupBy(book => book.AuthorId)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: {group.Sum(book => book.Price)}")
            .ToListAsync();
    }

    public async Task<List<string>> LabelsAsync()
    {
        var books = await db.Books
            .Include(book => book.Author)
            .Include(book => book.Chapters)
                .ThenInclude(chapter => chapter.Notes)
            .OrderBy(book => book.Id)
            .ToListAsync();
        return books.Select(book => $"{book.Label}, {book.Cover.Color}, {book.Publisher?.Name}, {book.Chapters.Sum(chapter => chapter.Notes.Count)} notes").ToList();
    }
}
