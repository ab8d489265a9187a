using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6002;

/// <summary>The running release asks for the old name.</summary>
[Collection(PostgresCollection.Name)]
public class BG6002EvidenceTests(PostgresCluster postgres)
{
    private const string UndefinedColumn = "42703";
    private const string UndefinedTable = "42P01";

    [PostgresFact]
    public async Task The_old_name_is_gone_for_the_running_release_unless_a_view_keeps_it()
    {
        var column = await SchemaChange.ApplyAsync(postgres, [typeof(Before.RenameNote)]);
        var renamed = await SchemaChange.ApplyAsync(postgres, [typeof(Before.RenameOrders)]);
        var kept = await SchemaChange.ApplyAsync(postgres, [typeof(After.RenameOrders)]);

        Assert.Equal((SchemaChange.Done, UndefinedColumn, UndefinedColumn, Moment.GoOn), (column.Result, column.ReadsAfter, column.InsertsAfter, column.UpdatesAfter));
        Assert.Equal((SchemaChange.Done, UndefinedTable, UndefinedTable, UndefinedTable), (renamed.Result, renamed.ReadsAfter, renamed.InsertsAfter, renamed.UpdatesAfter));
        Assert.Equal((SchemaChange.Done, Moment.GoOn, Moment.GoOn, Moment.GoOn), (kept.Result, kept.ReadsAfter, kept.InsertsAfter, kept.UpdatesAfter));
        Assert.All([column, renamed, kept], change => Assert.Equal(Moment.StandsStill(0, 0), Assert.Single(change.Moments)));

        var table = new ReleaseTable("BG6002");
        table.Add("`RenameColumn`", column);
        table.Add("`RenameTable`", renamed);
        table.Add("`RenameTable`, and a view of the old name", kept);
        table.VerifyPage();
    }
}
