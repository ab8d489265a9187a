using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Microsoft.EntityFrameworkCore.Migrations;
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

    [PostgresFact]
    public async Task What_came_before_it_in_the_same_migration_stays_when_it_fails()
    {
        const string UniqueViolation = "23505";
        var change = await SchemaChange.ApplyAsync(postgres, [typeof(ChannelAndIndex)], prepare: """UPDATE "Orders" SET "Code" = 'C1' WHERE "Id" = 2""");

        Assert.Equal(UniqueViolation, change.Result);
        Assert.Equal(1, await change.AskAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name = 'Orders' AND column_name = 'Channel'"));
        Assert.Equal(0, await change.AskAsync<long>("""SELECT count(*) FROM "__EFMigrationsHistory" """));
    }
}

[Migration("20260401080000_ChannelAndIndex")]
public class ChannelAndIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Channel", table: "Orders", type: "text", nullable: true);
        migrationBuilder.CreateIndex(name: "IX_Orders_Code", table: "Orders", column: "Code", unique: true).Annotation("Npgsql:CreatedConcurrently", true);
    }
}
