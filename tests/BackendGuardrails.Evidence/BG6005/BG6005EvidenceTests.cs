using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6005;

/// <summary>Another number is another table; a longer text is a change of the catalog.</summary>
[Collection(PostgresCollection.Name)]
public class BG6005EvidenceTests(PostgresCluster postgres)
{
    private const string TextTooLong = "22001";

    [PostgresFact]
    public async Task Another_number_writes_the_table_anew_and_a_longer_text_does_not()
    {
        var widened = await SchemaChange.ApplyAsync(postgres, [typeof(Before.WidenQuantity)]);
        var shortened = await SchemaChange.ApplyAsync(postgres, [typeof(Before.ShortenCode)]);
        var added = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddAmount)]);
        var lengthened = await SchemaChange.ApplyAsync(postgres, [typeof(After.LengthenCode)]);

        Assert.Equal(SchemaChange.Done, widened.Result);
        Assert.Equal(("all", Moment.StandsStill(null, Shop.OrderCount)), (Assert.Single(widened.Moments).Read, widened.Moments[0] with { RowsRead = null }));
        Assert.Equal((Moment.GoOn, Moment.GoOn, Moment.GoOn), (widened.ReadsAfter, widened.InsertsAfter, widened.UpdatesAfter));
        Assert.Equal(TextTooLong, shortened.Result);
        Assert.Equal((SchemaChange.Done, Moment.StandsStill(0, 0)), (added.Result, Assert.Single(added.Moments)));
        Assert.Equal((SchemaChange.Done, Moment.StandsStill(0, 0)), (lengthened.Result, Assert.Single(lengthened.Moments)));

        var table = new LockTable("BG6005");
        table.Add("`integer` to `bigint`", widened);
        table.Add("`varchar(50)` to `varchar(5)`", shortened);
        table.Add("a new column beside it", added);
        table.Add("`varchar(50)` to `varchar(200)`", lengthened);
        table.VerifyPage();
    }
}
