using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6006;

/// <summary>Rows that are there have no value for it; with a constant default they need not even be written.</summary>
[Collection(PostgresCollection.Name)]
public class BG6006EvidenceTests(PostgresCluster postgres)
{
    private const string NotNullViolation = "23502";

    [PostgresFact]
    public async Task Without_a_default_it_is_refused_and_with_one_no_row_is_written()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.AddReference)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddReference)]);

        Assert.Equal(NotNullViolation, before.Result);
        Assert.Equal((SchemaChange.Done, Moment.StandsStill(0, 0)), (after.Result, Assert.Single(after.Moments)));
        Assert.Equal((Moment.GoOn, Moment.GoOn, Moment.GoOn), (after.ReadsAfter, after.InsertsAfter, after.UpdatesAfter));

        var table = new LockTable("BG6006");
        table.Add("`AddColumn`", before);
        table.Add("`AddColumn` with `defaultValue`", after);
        table.VerifyPage();
    }
}
