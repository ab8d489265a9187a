using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6011;

/// <summary>One value for each row there is and will be; computed by the database, each has its own.</summary>
[Collection(PostgresCollection.Name)]
public class BG6011EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task All_rows_share_what_the_machine_has_computed()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.AddToken)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddToken)]);

        Assert.Equal((SchemaChange.Done, SchemaChange.Done), (before.Result, after.Result));
        Assert.Equal((1, true), (await ValuesAsync(before), await AreDifferentAsync(before) < await NewRowsAsync(before)));
        Assert.Equal((Shop.OrderCount, true), (await ValuesAsync(after), await AreDifferentAsync(after) == await NewRowsAsync(after)));
        Assert.Equal(Moment.StandsStill(0, 0), Assert.Single(before.Moments));
        Assert.Equal(Moment.StandsStill(null, Shop.OrderCount), Assert.Single(after.Moments) with { RowsRead = null });

        var table = new EvidenceTable("BG6011", $"PostgreSQL, {Shop.OrderCount:N0} rows", "Different values in the rows there are", "in 10 new rows", "Rows written under `AccessExclusiveLock`");
        table.Add("`defaultValue: Guid.NewGuid()`", 1, await OfTenNewRowsAsync(before), before.Moments[0].Written);
        table.Add("`defaultValueSql: \"gen_random_uuid()\"`", $"{Shop.OrderCount:N0}", await OfTenNewRowsAsync(after), after.Moments[0].Written);
        table.VerifyPage();
    }

    private static Task<long> ValuesAsync(SchemaChange change) => change.AskAsync<long>($"""SELECT count(DISTINCT "Token") FROM "Orders" WHERE "Id" <= {Shop.OrderCount}""");

    private static Task<long> AreDifferentAsync(SchemaChange change) => change.AskAsync<long>($"""SELECT count(DISTINCT "Token") FROM "Orders" WHERE "Id" > {Shop.OrderCount}""");

    private static Task<long> NewRowsAsync(SchemaChange change) => change.AskAsync<long>($"""SELECT count(*) FROM "Orders" WHERE "Id" > {Shop.OrderCount}""");

    private static async Task<long> OfTenNewRowsAsync(SchemaChange change)
    {
        await SchemaChange.ExecuteAsync(change.Connection, """INSERT INTO "Orders" ("CustomerId", "Code", "Quantity") SELECT 1, 'new', n FROM generate_series(1, 10) AS n""");
        return await change.AskAsync<long>("""SELECT count(DISTINCT "Token") FROM (SELECT "Token" FROM "Orders" ORDER BY "Id" DESC LIMIT 10) AS newest""");
    }
}
