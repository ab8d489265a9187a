using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6001;

/// <summary>A query of the running release names each column of its model, so it fails; a column that the release does not know goes without notice.</summary>
[Collection(PostgresCollection.Name)]
public class BG6001EvidenceTests(PostgresCluster postgres)
{
    private const string UndefinedColumn = "42703";

    [PostgresFact]
    public async Task What_the_running_release_uses_stops_it_and_what_it_does_not_know_does_not()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.DropNote)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.DropLegacy)]);

        Assert.Equal(Moment.StandsStill(0, 0), Assert.Single(before.Moments));
        Assert.Equal((SchemaChange.Done, UndefinedColumn, UndefinedColumn, Moment.GoOn), (before.Result, before.ReadsAfter, before.InsertsAfter, before.UpdatesAfter));
        Assert.Equal(Moment.StandsStill(0, 0), Assert.Single(after.Moments));
        Assert.Equal((SchemaChange.Done, Moment.GoOn, Moment.GoOn, Moment.GoOn), (after.Result, after.ReadsAfter, after.InsertsAfter, after.UpdatesAfter));

        var table = new ReleaseTable("BG6001");
        table.Add("`DropColumn`, the running release uses it", before);
        table.Add("`DropColumn`, the running release does not know it", after);
        table.VerifyPage();
    }
}
