using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6004;

/// <summary>The first empty row stops the migration; filled before, it passes, and with a validated constraint nobody waits for a scan.</summary>
[Collection(PostgresCollection.Name)]
public class BG6004EvidenceTests(PostgresCluster postgres)
{
    private const string NotNullViolation = "23502";

    [PostgresFact]
    public async Task Empty_rows_stop_it_and_filled_ones_do_not()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.RequireNote)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.RequireNote)]);
        var steps = await SchemaChange.ApplyAsync(postgres, [typeof(PromiseNote), typeof(ValidateNote), typeof(RequireNote)], prepare: """UPDATE "Orders" SET "Note" = '' WHERE "Note" IS NULL""");

        Assert.Equal(NotNullViolation, before.Result);
        Assert.Equal((Moment.GoOn, Moment.GoOn, Moment.GoOn), (before.ReadsAfter, before.InsertsAfter, before.UpdatesAfter));
        Assert.Equal(SchemaChange.Done, after.Result);
        Assert.Equal(("all", Moment.StandsStill(null, Shop.EmptyNotes)), (Assert.Single(after.Moments).Read, after.Moments[0] with { RowsRead = null }));
        Assert.Equal(0, await after.AskAsync<long>("""SELECT count(*) FROM "Orders" WHERE "Note" IS NULL"""));
        Assert.Equal(SchemaChange.Done, steps.Result);
        Assert.Equal(3, steps.Moments.Count);
        Assert.Equal(Moment.StandsStill(0, 0), steps.Moments[0]);
        Assert.Equal(("all", "ShareUpdateExclusiveLock", Moment.GoOn, Moment.GoOn, Moment.GoOn), (steps.Moments[1].Read, steps.Moments[1].Lock, steps.Moments[1].Reads, steps.Moments[1].Inserts, steps.Moments[1].Updates));
        Assert.Equal(Moment.StandsStill(0, 0), steps.Moments[2]);

        var table = new LockTable("BG6004");
        table.Add("`AlterColumn`", before);
        table.Add("`UPDATE` and `AlterColumn`", after);
        table.Add("`CHECK … NOT VALID`, `VALIDATE`, `AlterColumn`", steps);
        table.VerifyPage();
    }
}

[Migration("20260401080000_PromiseNote")]
public class PromiseNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "Note_set" CHECK ("Note" IS NOT NULL) NOT VALID;""");
}

[Migration("20260402080000_ValidateNote")]
public class ValidateNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "Note_set";""");
}

[Migration("20260403080000_RequireNote")]
public class RequireNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AlterColumn<string>(
        name: "Note",
        table: "Orders",
        type: "text",
        nullable: false,
        oldClrType: typeof(string),
        oldType: "text",
        oldNullable: true);

    // As in the designer's half: without the version, Npgsql does not trust what is said of the old column.
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
}
