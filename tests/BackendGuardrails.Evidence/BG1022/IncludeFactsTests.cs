using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;
using Query = System.Func<System.Linq.IQueryable<BackendGuardrails.Evidence.BG1022.Book>, System.Threading.Tasks.Task>;

namespace BackendGuardrails.Evidence.BG1022;

/// <summary>What the rule believes of EF Core, asked of EF Core: where the SQL is the same without an Include, and the look-alikes in which it is not.</summary>
[Collection(PostgresCollection.Name)]
public class IncludeFactsTests(PostgresCluster postgres)
{
    private static readonly Dictionary<string, (Query With, Query Without)> Without_effect = new()
    {
        ["a projection to a column"] = (q => q.Include(b => b.Author).Select(b => b.Title).ToListAsync(), q => q.Select(b => b.Title).ToListAsync()),
        ["a projection to an object"] = (q => q.Include(b => b.Author).ThenInclude(a => a.Awards).Select(b => new { b.Id, b.Author.Name }).ToListAsync(), q => q.Select(b => new { b.Id, b.Author.Name }).ToListAsync()),
        ["a projection over a collection"] = (q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).Select(b => new { b.Id, Titles = b.Chapters.Select(c => c.Title).ToList() }).ToListAsync(), q => q.Select(b => new { b.Id, Titles = b.Chapters.Select(c => c.Title).ToList() }).ToListAsync()),
        ["a projection of one element"] = (q => q.Include(b => b.Chapters).Select(b => new { b.Id, First = b.Chapters.OrderBy(c => c.Id).First().Title }).ToListAsync(), q => q.Select(b => new { b.Id, First = b.Chapters.OrderBy(c => c.Id).First().Title }).ToListAsync()),
        ["a projection through a method that gets columns"] = (q => q.Include(b => b.Author).Select(b => Shown(b.Author.Name)).ToListAsync(), q => q.Select(b => Shown(b.Author.Name)).ToListAsync()),
        ["a projection that asks for null"] = (q => q.Include(b => b.Publisher).Select(b => b.Publisher != null ? b.Publisher.Name : "").ToListAsync(), q => q.Select(b => b.Publisher != null ? b.Publisher.Name : "").ToListAsync()),
        ["a projection of an owned column"] = (q => q.Include(b => b.Author).Select(b => b.Cover.Color).ToListAsync(), q => q.Select(b => b.Cover.Color).ToListAsync()),
        ["a projection with EF.Property"] = (q => q.Include(b => b.Author).Select(b => EF.Property<int>(b, "AuthorId")).ToListAsync(), q => q.Select(b => EF.Property<int>(b, "AuthorId")).ToListAsync()),
        ["a page that is projected"] = (q => q.Include(b => b.Author).Include(b => b.Chapters).OrderBy(b => b.Id).Skip(1).Take(2).Select(b => b.Title).ToListAsync(), q => q.OrderBy(b => b.Id).Skip(1).Take(2).Select(b => b.Title).ToListAsync()),
        ["another entity is selected by itself"] = (q => q.Include(b => b.Author).Select(b => b.Author).ToListAsync(), q => q.Select(b => b.Author).ToListAsync()),
        ["elements of a collection by themselves"] = (q => q.Include(b => b.Chapters).SelectMany(b => b.Chapters).ToListAsync(), q => q.SelectMany(b => b.Chapters).ToListAsync()),
        ["another entity than the path leads to"] = (q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).Select(b => b.Author).ToListAsync(), q => q.Select(b => b.Author).ToListAsync()),
        ["a count, with an author who is filtered out"] = (q => q.Include(b => b.Author).CountAsync(), q => q.CountAsync()),
        ["a count of different rows"] = (q => q.Include(b => b.Chapters).Distinct().CountAsync(b => b.Price > 1), q => q.Distinct().CountAsync(b => b.Price > 1)),
        ["a question"] = (q => q.Include(b => b.Author).AnyAsync(b => b.Price > 1), q => q.AnyAsync(b => b.Price > 1)),
        ["a question about all"] = (q => q.Include(b => b.Chapters).AllAsync(b => b.Price > 1), q => q.AllAsync(b => b.Price > 1)),
        ["a sum"] = (q => q.Include(b => b.Chapters).SumAsync(b => b.Price), q => q.SumAsync(b => b.Price)),
        ["a maximum"] = (q => q.Include(b => b.Chapters).MaxAsync(b => (decimal?)b.Price), q => q.MaxAsync(b => (decimal?)b.Price)),
        ["a group"] = (q => q.Include(b => b.Author).GroupBy(b => b.AuthorId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(b => b.Price) }).ToListAsync(), q => q.GroupBy(b => b.AuthorId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(b => b.Price) }).ToListAsync()),
        ["a group by several columns"] = (q => q.Include(b => b.Author).GroupBy(b => new { b.AuthorId, b.Author.Name }).Where(g => g.Count() > 1).Select(g => new { g.Key.Name, Most = g.Max(b => b.Price) }).ToListAsync(), q => q.GroupBy(b => new { b.AuthorId, b.Author.Name }).Where(g => g.Count() > 1).Select(g => new { g.Key.Name, Most = g.Max(b => b.Price) }).ToListAsync()),
        ["an update in the database"] = (q => q.Include(b => b.Author).Where(b => b.Id < 0).ExecuteUpdateAsync(s => s.SetProperty(b => b.Price, 1)), q => q.Where(b => b.Id < 0).ExecuteUpdateAsync(s => s.SetProperty(b => b.Price, 1))),
        ["the same twice"] = (q => q.Include(b => b.Author).Include(b => b.Author).ToListAsync(), q => q.Include(b => b.Author).ToListAsync()),
        ["the same as a text"] = (q => q.Include(b => b.Author).Include("Author").ToListAsync(), q => q.Include(b => b.Author).ToListAsync()),
        ["the beginning of a longer path in front of it"] = (q => q.Include(b => b.Chapters).Include(b => b.Chapters).ThenInclude(c => c.Notes).ToListAsync(), q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).ToListAsync()),
        ["the beginning of a longer path behind it"] = (q => q.Include(b => b.Author.Awards).Include(b => b.Author).ToListAsync(), q => q.Include(b => b.Author.Awards).ToListAsync()),
        ["what is included automatically"] = (q => q.Include(b => b.Publisher).ToListAsync(), q => q.ToListAsync()),
        ["what is owned"] = (q => q.Include(b => b.Cover).ToListAsync(), q => q.ToListAsync()),
    };

    private static readonly Dictionary<string, (Query With, Query Without)> With_effect = new()
    {
        ["the entity"] = (q => q.Include(b => b.Author).ToListAsync(), q => q.ToListAsync()),
        ["a deletion in the database, with an author who is filtered out"] = (q => q.Include(b => b.Author).Where(b => b.Id < 0).ExecuteDeleteAsync(), q => q.Where(b => b.Id < 0).ExecuteDeleteAsync()),
        ["the entity itself is selected"] = (q => q.Include(b => b.Author).Select(b => b).ToListAsync(), q => q.Select(b => b).ToListAsync()),
        ["an object around the entity"] = (q => q.Include(b => b.Author).Select(b => new { Book = b, b.Chapters.Count }).ToListAsync(), q => q.Select(b => new { Book = b, b.Chapters.Count }).ToListAsync()),
        ["a method that gets the entity"] = (q => q.Include(b => b.Chapters).Select(b => Shown(b)).ToListAsync(), q => q.Select(b => Shown(b)).ToListAsync()),
        ["a property that is no column"] = (q => q.Include(b => b.Chapters).Select(b => b.Label).ToListAsync(), q => q.Select(b => b.Label).ToListAsync()),
        ["another entity that the path leads through"] = (q => q.Include(b => b.Author).ThenInclude(a => a.Awards).Select(b => b.Author).ToListAsync(), q => q.Select(b => b.Author).ToListAsync()),
        ["a collection that the path leads through"] = (q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).Select(b => new { b.Id, b.Chapters }).ToListAsync(), q => q.Select(b => new { b.Id, b.Chapters }).ToListAsync()),
        ["elements of a collection that the path leads through"] = (q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).SelectMany(b => b.Chapters).ToListAsync(), q => q.SelectMany(b => b.Chapters).ToListAsync()),
        ["the first of a group"] = (q => q.Include(b => b.Chapters).GroupBy(b => b.AuthorId).Select(g => g.OrderBy(b => b.Id).First()).ToListAsync(), q => q.GroupBy(b => b.AuthorId).Select(g => g.OrderBy(b => b.Id).First()).ToListAsync()),
        ["a part of the entities that is taken"] = (q => q.Include(b => b.Chapters).Select(b => new { Cheap = b.Price < 1 ? b : null }).ToListAsync(), q => q.Select(b => new { Cheap = b.Price < 1 ? b : null }).ToListAsync()),
        ["the same beginning for two children"] = (q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).Include(b => b.Chapters).ThenInclude(c => c.Editor).ToListAsync(), q => q.Include(b => b.Chapters).ThenInclude(c => c.Notes).ToListAsync()),
        ["what would be automatic, where that is off"] = (q => q.IgnoreAutoIncludes().Include(b => b.Publisher).ToListAsync(), q => q.IgnoreAutoIncludes().ToListAsync()),
        ["behind what is automatic"] = (q => q.Include(b => b.Publisher!.Awards).ToListAsync(), q => q.ToListAsync()),
        ["behind what is owned"] = (q => q.Include(b => b.Cover).ThenInclude(c => c.Printer).ToListAsync(), q => q.ToListAsync()),
        ["a part of the collection"] = (q => q.Include(b => b.Chapters.Where(c => c.Id > 1)).Include(b => b.Chapters).ToListAsync(), q => q.Include(b => b.Chapters).ToListAsync()),
    };

    private static readonly HashSet<string> OnPage =
    [
        "a projection to an object", "a projection over a collection", "a count, with an author who is filtered out", "a group", "an update in the database", "the beginning of a longer path in front of it", "what is included automatically",
        "what is owned", "an object around the entity", "a method that gets the entity", "a property that is no column", "the same beginning for two children", "a deletion in the database, with an author who is filtered out",
    ];

    public static TheoryData<string> Same => new(Without_effect.Keys);

    public static TheoryData<string> Different => new(With_effect.Keys);

    [PostgresTheory]
    [MemberData(nameof(Same))]
    public async Task The_SQL_is_the_same_without_it(string name)
    {
        var (with, without) = await SqlOf(Without_effect[name]);
        Assert.Equal(without, with);
    }

    [PostgresTheory]
    [MemberData(nameof(Different))]
    public async Task The_SQL_is_another_without_it(string name)
    {
        var (with, without) = await SqlOf(With_effect[name]);
        Assert.NotEqual(without, with);
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1022", "Joins that EF Core sends", "With the Include", "Without it");
        foreach (var name in Without_effect.Keys.Concat(With_effect.Keys).Where(OnPage.Contains))
        {
            var (with, without) = await SqlOf(Without_effect.GetValueOrDefault(name) is { With: not null } same ? same : With_effect[name]);
            table.Add(name, JoinsIn(with), JoinsIn(without));
        }

        table.VerifyPage();
    }

    private static int JoinsIn(string sql) => sql.Split(" JOIN ").Length - 1;

    private async Task<(string With, string Without)> SqlOf((Query With, Query Without) queries)
    {
        var connection = postgres.CreateDatabase();
        await using (var db = new LibraryContext(connection))
            await db.Database.EnsureCreatedAsync();
        return (await SentAsync(connection, queries.With), await SentAsync(connection, queries.Without));
    }

    private static async Task<string> SentAsync(string connection, Query query)
    {
        var sent = new SentSql();
        await using var db = new LibraryContext(connection, sent);
        await query(db.Books);
        NpgsqlConnection.ClearAllPools();
        return string.Join('\n', sent.Texts);
    }

    private static string Shown(string name) => $"<{name}>";

    private static string Shown(Book book) => $"{book.Title}: {book.Chapters.Count}";
}
