using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Views.Pages;

public sealed class BooksModel(BookContext db) : PageModel
{
    public List<Book> Books { get; private set; } = [];

    public Dictionary<int, Author> Authors { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Books = await db.Books.AsNoTracking().OrderBy(book => book.Id).Take(50).ToListAsync();
        var ids = Books.Select(book => book.AuthorId).Distinct().ToList();
        Authors = await db.Authors.AsNoTracking().Where(author => ids.Contains(author.Id)).ToDictionaryAsync(author => author.Id);
    }
}
