using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6003;

/// <summary>What is dropped and added is empty; what is renamed has its values.</summary>
[Collection(PostgresCollection.Name)]
public class BG6003EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task Drop_and_add_lose_each_value_and_a_rename_none()
    {
        var table = new EvidenceTable("BG6003", $"PostgreSQL, {Shop.OrderCount:N0} rows", "Values before", "Values after Up", "Values after Down");
        var before = await ValuesAsync(typeof(Before.NameRemark));
        var after = await ValuesAsync(typeof(After.NameRemark));

        const int Notes = Shop.OrderCount - Shop.EmptyNotes;
        Assert.Equal((0, 0), before);
        Assert.Equal((Notes, Notes), after);

        table.Add("`DropColumn` and `AddColumn`", $"{Notes:N0}", before.Up, before.Down);
        table.Add("`RenameColumn`", $"{Notes:N0}", $"{after.Up:N0}", $"{after.Down:N0}");
        table.VerifyPage();
    }

    private async Task<(long Up, long Down)> ValuesAsync(Type migration)
    {
        var change = await SchemaChange.ApplyAsync(postgres, [migration]);
        Assert.Equal(SchemaChange.Done, change.Result);
        var up = await CountAsync("Remark");
        Assert.Null(await change.RevertAsync(migration));
        return (up, await CountAsync("Note"));

        Task<long> CountAsync(string column) => change.AskAsync<long>($"""SELECT count("{column}") FROM "Orders" WHERE "Id" <= {Shop.OrderCount}""");
    }
}
