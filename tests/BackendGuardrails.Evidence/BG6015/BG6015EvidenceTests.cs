using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG6015;

/// <summary>json has no equality, so that nothing can be told apart by it; jsonb has.</summary>
[Collection(PostgresCollection.Name)]
public class BG6015EvidenceTests(PostgresCluster postgres)
{
    private const string UndefinedFunction = "42883";

    private static readonly (string Name, string Sql)[] Queries =
    [
        ("`SELECT DISTINCT`", """SELECT count(*) FROM (SELECT DISTINCT "Details" FROM "Orders") AS found"""),
        ("`GROUP BY`", """SELECT count(*) FROM (SELECT "Details" FROM "Orders" GROUP BY "Details") AS found"""),
        ("`UNION`", """SELECT count(*) FROM (SELECT "Details" FROM "Orders" UNION SELECT "Details" FROM "Orders") AS found"""),
    ];

    [PostgresFact]
    public async Task Json_cannot_be_compared_and_jsonb_can()
    {
        var before = await SchemaChange.ApplyAsync(postgres, [typeof(Before.AddDetails)]);
        var after = await SchemaChange.ApplyAsync(postgres, [typeof(After.AddDetails)]);
        Assert.Equal((SchemaChange.Done, SchemaChange.Done), (before.Result, after.Result));

        var table = new EvidenceTable("BG6015", "PostgreSQL", "`json`", "`jsonb`");
        foreach (var query in Queries)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => before.AskAsync<long>(query.Sql));
            Assert.Equal(UndefinedFunction, refused.SqlState);
            Assert.Equal(1, await after.AskAsync<long>(query.Sql));
            table.Add(query.Name, $"fails: {refused.SqlState}", "works");
        }

        const string Index = """CREATE INDEX ON "Orders" USING gin ("Details")""";
        var noIndex = await Assert.ThrowsAsync<PostgresException>(() => SchemaChange.ExecuteAsync(before.Connection, Index));
        await SchemaChange.ExecuteAsync(after.Connection, Index);
        Assert.Equal("42704", noIndex.SqlState);
        table.Add("a GIN index", $"fails: {noIndex.SqlState}", "works");
        table.VerifyPage();
    }
}
