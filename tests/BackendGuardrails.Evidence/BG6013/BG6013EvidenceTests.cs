using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6013;

/// <summary>The transaction of the migration is refused; outside of it the index is built.</summary>
[Collection(PostgresCollection.Name)]
public class BG6013EvidenceTests(PostgresCluster postgres)
{
    private const string ActiveTransaction = "25001";

    [PostgresFact]
    public async Task The_statement_is_refused_in_the_transaction_and_runs_outside_of_it()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.IndexCode)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.IndexCode)]);

        Assert.Equal(ActiveTransaction, before.Result);
        Assert.Equal(SchemaChange.Done, after.Result);
        Assert.Equal([new Moment("ShareUpdateExclusiveLock", null, null, Moment.GoOn, Moment.GoOn, Moment.GoOn)], after.Moments);

        var table = new LockTable("BG6013");
        table.Add("`CREATE INDEX CONCURRENTLY`", before);
        table.Add("with `suppressTransaction: true`", after);
        table.VerifyPage();
    }
}
