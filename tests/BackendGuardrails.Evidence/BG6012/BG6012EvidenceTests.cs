using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6012;

/// <summary>One statement for all rows keeps them, and with a change of the schema the whole table, until it is done; in batches nobody waits.</summary>
[Collection(PostgresCollection.Name)]
public class BG6012EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task All_rows_at_once_keep_others_waiting_and_batches_do_not()
    {
        var together = await SchemaChange.ApplyAsync(postgres, [typeof(Before.AddState)]);
        var alone = await SchemaChange.ApplyAsync(postgres, [typeof(Before.RaiseQuantities)]);
        var apart = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddState), typeof(After.FillState)]);

        Assert.All([together, alone, apart], change => Assert.Equal(SchemaChange.Done, change.Result));
        Assert.Equal(("all", "all"), (Assert.Single(together.Moments).Read, together.Moments[0].Written));
        Assert.Equal(Moment.StandsStill(null, null), together.Moments[0] with { RowsRead = null, RowsWritten = null });
        Assert.Equal(("all", "all"), (Assert.Single(alone.Moments).Read, alone.Moments[0].Written));
        Assert.Equal(new Moment("RowExclusiveLock", null, null, Moment.GoOn, Moment.GoOn, Moment.Wait), alone.Moments[0] with { RowsRead = null, RowsWritten = null });
        Assert.Equal([Moment.StandsStill(0, 0), new Moment("RowExclusiveLock", null, null, Moment.GoOn, Moment.GoOn, Moment.GoOn)], apart.Moments);
        Assert.Equal(0, await apart.AskAsync<long>("""SELECT count(*) FROM "Orders" WHERE "State" IS NULL"""));

        var table = new LockTable("BG6012");
        table.Add("`AddColumn` and `UPDATE` of all rows", together);
        table.Add("`UPDATE` of all rows", alone);
        table.Add("`AddColumn`, then batches that commit", apart);
        table.VerifyPage();
    }
}
