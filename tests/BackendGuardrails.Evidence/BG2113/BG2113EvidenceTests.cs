using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Integrity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG2113;

/// <summary>What is reported touches every row of the table; with the condition that was meant, those of one holder.</summary>
[Collection(PostgresCollection.Name)]
public class BG2113EvidenceTests(PostgresCluster postgres)
{
    private const int Some = 300;
    private const int PerHolder = 3;
    private const int Holder = 7;

    private static readonly EvidenceCase Case = new("BG2113", new BG2113UnfilteredBulkWriteAnalyzer());

    private static readonly (string Name, Func<Before.BadgeOffice, Task<int>> Before, Func<After.BadgeOffice, Task<int>> After)[] Writes =
    [
        ("ExecuteUpdate, the condition left out", office => office.RevokeAsync(null), office => office.RevokeAsync(null)),
        ("ExecuteUpdate, the condition added", office => office.RevokeAsync(Holder), office => office.RevokeAsync(Holder)),
        ("ExecuteDelete", office => office.ReturnAsync(Holder), office => office.ReturnAsync(Holder)),
        ("UPDATE in SQL", office => office.RestoreAsync(), office => office.RestoreAsync(Holder)),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [PostgresFact]
    public async Task Without_a_condition_all_rows_are_touched_and_with_it_those_that_are_meant()
    {
        var table = new EvidenceTable("BG2113", "Rows touched on PostgreSQL", "Rows of the table", "Before", "After");
        foreach (var rows in new[] { Some, 2 * Some })
        {
            foreach (var write in Writes)
            {
                var before = await TouchedAsync(rows, connection => new Before.BadgeContext(Options<Before.BadgeContext>(connection)), db => write.Before(new(db)));
                var after = await TouchedAsync(rows, connection => new After.BadgeContext(Options<After.BadgeContext>(connection)), db => write.After(new(db)));
                Assert.Contains(before, new[] { rows, PerHolder });
                Assert.InRange(after, 0, PerHolder);
                table.Add(write.Name, rows, before, after);
            }
        }

        table.VerifyPage();
    }

    private static DbContextOptions<T> Options<T>(string connection)
        where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql(connection).Options;

    private async Task<int> TouchedAsync<T>(int rows, Func<string, T> open, Func<T, Task<int>> write)
        where T : DbContext
    {
        await using var db = open(postgres.CreateDatabase());
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Badges" ("HolderId", "IsRevoked") SELECT n / {PerHolder}, false FROM generate_series(0, {rows - 1}) AS n""");
        return await write(db);
    }
}
