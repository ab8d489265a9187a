using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG1022;

/// <summary>Before and behind the fix the same statements are sent, to the letter, and the answers are the same.</summary>
[Collection(PostgresCollection.Name)]
public class BG1022EvidenceTests(PostgresCluster postgres)
{
    private static readonly EvidenceCase Case = new("BG1022", new BG1022IdleIncludeAnalyzer(), new BG1022IdleIncludeCodeFix());

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task The_same_is_sent_and_the_same_is_answered()
    {
        var connection = postgres.CreateDatabase();
        await FillAsync(connection);
        var (before, after) = (new SentSql(), new SentSql());
        await using var old = new LibraryContext(connection, before);
        await using var @new = new LibraryContext(connection, after);
        var (one, other) = (new Before.Shelves(old), new After.Shelves(@new));
        Assert.Equal(await one.TitlesAsync(), await other.TitlesAsync());
        Assert.Equal(await one.LongAsync(), await other.LongAsync());
        Assert.Equal(await one.ByAuthorAsync(), await other.ByAuthorAsync());
        var labels = await one.LabelsAsync();
        Assert.Equal(labels, await other.LabelsAsync());
        Assert.Equal("book 1 by author 1, 1 chapters, red, publisher 1, 1 notes", labels[0]);
        Assert.Equal(before.Texts, after.Texts);
    }

    private static async Task FillAsync(string connection)
    {
        await using var db = new LibraryContext(connection);
        await db.Database.EnsureCreatedAsync();
        for (var number = 1; number <= 4; number++)
        {
            var book = new Book { Title = $"book {number}", Price = number, Author = new() { Name = $"author {number}" }, Publisher = new() { Name = $"publisher {number}" }, Cover = new() { Color = "red" } };
            book.Chapters.AddRange(Enumerable.Range(1, number).Select(chapter => new Chapter { Title = $"chapter {chapter}", Notes = { new Note() } }));
            db.Add(book);
            await db.SaveChangesAsync();
        }
    }
}
