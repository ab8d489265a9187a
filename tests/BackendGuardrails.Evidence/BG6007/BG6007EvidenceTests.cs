using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6007;

/// <summary>The placeholder is in each row there is and in each that comes; as a foreign key it is refused.</summary>
[Collection(PostgresCollection.Name)]
public class BG6007EvidenceTests(PostgresCluster postgres)
{
    private const string ForeignKeyViolation = "23503";

    [PostgresFact]
    public async Task The_placeholder_becomes_data_and_the_function_a_time()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.AddCreatedAt)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddCreatedAt)]);
        Assert.Equal((SchemaChange.Done, SchemaChange.Done), (before.Result, after.Result));
        Assert.Equal((Shop.OrderCount, true), (await OfYearOneAsync(before, "<="), await OfYearOneAsync(before, ">") > 0));
        Assert.Equal((0, 0), (await OfYearOneAsync(after, "<="), await OfYearOneAsync(after, ">")));
        Assert.Equal(Moment.StandsStill(0, 0), Assert.Single(after.Moments));

        var table = new EvidenceTable("BG6007", $"PostgreSQL, {Shop.OrderCount:N0} rows", "Migration", "Rows with the placeholder");
        table.Add("`defaultValue: new DateTime(1, 1, 1, …)`", before.Result, $"{Shop.OrderCount:N0}");
        table.Add("`defaultValueSql: \"CURRENT_TIMESTAMP\"`", after.Result, 0);
        table.Add("`defaultValue: 0` and a foreign key", $"fails: {await ForeignKeyAsync(typeof(Before.AddPayer))}", "");
        table.Add("`nullable: true` and a foreign key", await ForeignKeyAsync(typeof(After.AddPayer)), 0);
        table.VerifyPage();
    }

    [PostgresFact]
    public async Task A_key_that_names_no_row_is_refused_and_no_key_is_not()
    {
        Assert.Equal(ForeignKeyViolation, await ForeignKeyAsync(typeof(Before.AddPayer)));
        Assert.Equal(SchemaChange.Done, await ForeignKeyAsync(typeof(After.AddPayer)));
    }

    private async Task<string> ForeignKeyAsync(Type migration) => (await SchemaChange.ApplyAsync(postgres, [migration])).Result;

    private static Task<long> OfYearOneAsync(SchemaChange change, string rows) =>
        change.AskAsync<long>($"""SELECT count(*) FROM "Orders" WHERE "CreatedAt" < '0002-01-01' AND "Id" {rows} {Shop.OrderCount}""");
}
