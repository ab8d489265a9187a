using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6009;

/// <summary>Two rows alike stop it, and a concurrent one leaves an index behind that nobody can use.</summary>
[Collection(PostgresCollection.Name)]
public class BG6009EvidenceTests(PostgresCluster postgres)
{
    private const string UniqueViolation = "23505";

    private const string TwoAlike = """UPDATE "Orders" SET "Code" = 'C1' WHERE "Id" = 2""";

    [PostgresFact]
    public async Task Duplicates_stop_it_and_settled_ones_do_not()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.UniqueCode)], prepare: TwoAlike);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.UniqueCode)], prepare: TwoAlike);
        var concurrently = await SchemaChange.ApplyAsync(postgres, [typeof(UniqueCodeConcurrently)], prepare: TwoAlike);

        Assert.Equal((UniqueViolation, 0), (before.Result, await IndexesAsync(before, "true")));
        Assert.Equal((SchemaChange.Done, 1), (after.Result, await IndexesAsync(after, "indisvalid")));
        Assert.Equal((UniqueViolation, 1), (concurrently.Result, await IndexesAsync(concurrently, "NOT indisvalid")));

        var table = new EvidenceTable("BG6009", $"PostgreSQL, {Shop.OrderCount:N0} rows, two alike", "Migration", "Index");
        table.Add("`CreateIndex`, unique", $"fails: {before.Result}", "none");
        table.Add("`CreateIndex`, unique and concurrently", $"fails: {concurrently.Result}", "INVALID");
        table.Add("settled before", after.Result, "valid");
        table.VerifyPage();
    }

    private static Task<long> IndexesAsync(SchemaChange change, string condition) =>
        change.AskAsync<long>($"SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = 'IX_Orders_Code' AND {condition}");
}

[Migration("20260401080000_UniqueCodeConcurrently")]
public class UniqueCodeConcurrently : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex(name: "IX_Orders_Code", table: "Orders", column: "Code", unique: true).Annotation("Npgsql:CreatedConcurrently", true);
}
