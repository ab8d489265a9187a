using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6014;

/// <summary>An empty Down succeeds and changes nothing, and the next update stops; one that throws says so.</summary>
[Collection(PostgresCollection.Name)]
public class BG6014EvidenceTests(PostgresCluster postgres)
{
    private const string DuplicateColumn = "42701";

    [PostgresFact]
    public async Task Behind_an_empty_Down_the_schema_and_the_history_contradict_each_other()
    {
        var before = await RevertedAsync(typeof(Before.AddChannel));
        var after = await RevertedAsync(typeof(After.AddChannel));

        Assert.Null(before.Refusal);
        Assert.Equal((0, 1, DuplicateColumn), (before.History, before.Columns, before.Again));
        Assert.IsType<NotSupportedException>(after.Refusal);
        Assert.Equal((1, 1, SchemaChange.Done), (after.History, after.Columns, after.Again));

        var table = new EvidenceTable("BG6014", "PostgreSQL", "Going back", "The column is there", "The history knows the migration", "The next update");
        table.Add("empty `Down`", "succeeds", "yes", "no", $"fails: {before.Again}");
        table.Add("`Down` that throws", "fails with its reason", "yes", "yes", after.Again);
        table.VerifyPage();
    }

    private async Task<(Exception? Refusal, long History, long Columns, string Again)> RevertedAsync(Type migration)
    {
        var change = await SchemaChange.ApplyAsync(postgres, [migration]);
        Assert.Equal(SchemaChange.Done, change.Result);
        var refusal = await change.RevertAsync(migration);
        var history = await change.AskAsync<long>("""SELECT count(*) FROM "__EFMigrationsHistory" """);
        var columns = await change.AskAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name = 'Orders' AND column_name = 'Channel'");
        return (refusal, history, columns, await SchemaChange.MigrateAsync(change.Connection, [migration]));
    }
}
