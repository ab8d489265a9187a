using BackendGuardrails.Evidence.Infrastructure;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>The table on a rule's page: what a migration has left for the release that runs.</summary>
public sealed class ReleaseTable(string id)
{
    private readonly EvidenceTable _table = new(id, $"PostgreSQL, {Shop.OrderCount:N0} rows", "Lock on the table", "Reads afterwards", "Inserts", "Updates of another column");

    public void Add(string name, SchemaChange change) => _table.Add(
        name, $"`{change.Moments.Single().Lock}`", Afterwards(change.ReadsAfter), Afterwards(change.InsertsAfter), Afterwards(change.UpdatesAfter));

    public void VerifyPage() => _table.VerifyPage();

    private static string Afterwards(string seen) => seen == Moment.GoOn ? seen : $"fail: {seen}";
}
