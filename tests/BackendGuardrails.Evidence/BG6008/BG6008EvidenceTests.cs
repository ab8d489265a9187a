using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6008;

/// <summary>While the index is built, writers wait; concurrently they go on.</summary>
[Collection(PostgresCollection.Name)]
public class BG6008EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task Writers_wait_for_the_index_and_not_for_one_that_is_built_concurrently()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.IndexOrders)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.IndexOrders)]);

        Assert.Equal(SchemaChange.Done, before.Result);
        Assert.Equal(new Moment("ShareLock", Assert.Single(before.Moments).RowsRead, 0, Moment.GoOn, Moment.Wait, Moment.Wait), before.Moments[0]);
        Assert.Equal("all", before.Moments[0].Read);
        Assert.Equal(SchemaChange.Done, after.Result);
        Assert.Equal([new Moment("ShareUpdateExclusiveLock", null, null, Moment.GoOn, Moment.GoOn, Moment.GoOn)], after.Moments);
        Assert.True(await after.AskAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = '\"IX_Orders_CustomerId\"'::regclass"));

        var table = new LockTable("BG6008");
        table.Add("`CreateIndex`", before);
        table.Add("`CreateIndex`, concurrently", after);
        table.VerifyPage();
    }
}
