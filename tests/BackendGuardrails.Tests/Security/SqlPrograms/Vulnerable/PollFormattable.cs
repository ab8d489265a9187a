using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Polls.Results;

public sealed class Vote
{
    public int Id { get; set; }

    public string Option { get; set; } = "";

    public string Region { get; set; } = "";
}

public sealed class PollContext(DbContextOptions<PollContext> options) : DbContext(options)
{
    public DbSet<Vote> Votes => Set<Vote>();
}

public sealed record VoteFilter(string? Option, string? Region, string? Order);

public sealed class VoteQueries(PollContext context)
{
    public async Task<List<Vote>> FindAsync(VoteFilter filter)
    {
        var where = "TRUE";
        if (filter.Region is not null)
            where += " AND \"Region\" = '" + filter.Region + "'";
        var sql = FormattableStringFactory.Create("SELECT * FROM \"Votes\" WHERE " + where + " AND \"Option\" = {0}", filter.Option);
        return await context.Votes.FromSqlInterpolated(sql).ToListAsync(); // guardrail: BG4001
    }

    public Task<List<Vote>> OrderedAsync(string order)
    {
        FormattableString sql = FormattableStringFactory.Create($"SELECT * FROM \"Votes\" ORDER BY {order}");
        return context.Votes.FromSql(sql).ToListAsync(); // guardrail: BG4001
    }

    public Task<List<Vote>> OfOptionAsync(string option, string region)
    {
        FormattableString sql = $"SELECT * FROM \"Votes\" WHERE \"Option\" = {option} AND \"Region\" = {region}";
        return context.Votes.FromSql(sql).ToListAsync();
    }

    public Task<int> ClearAsync(string region) =>
        context.Database.ExecuteSqlAsync(FormattableStringFactory.Create("DELETE FROM \"Votes\" WHERE \"Region\" = {0}", region));

    public Task<int> MoveAsync(string from, string to) => context.Database.ExecuteSqlInterpolatedAsync(
        FormattableStringFactory.Create($"UPDATE \"Votes\" SET \"Region\" = '{to}' WHERE \"Region\" = {{0}}", from)); // guardrail: BG4001
}

public static class VoteEndpoints
{
    public static void MapVotes(this WebApplication app)
    {
        app.MapPost("/votes/find", (VoteFilter filter, VoteQueries votes) => votes.FindAsync(filter));
        app.MapGet("/votes", (string order, VoteQueries votes) => votes.OrderedAsync(order));
        app.MapGet("/votes/{option}/{region}", (string option, string region, VoteQueries votes) => votes.OfOptionAsync(option, region));
        app.MapDelete("/votes/{region}", (string region, VoteQueries votes) => votes.ClearAsync(region));
        app.MapPost("/votes/move", (string from, string to, VoteQueries votes) => votes.MoveAsync(from, to));
    }
}
