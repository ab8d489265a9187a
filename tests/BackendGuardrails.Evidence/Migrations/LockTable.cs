using BackendGuardrails.Evidence.Infrastructure;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>The table on a rule's page: one row for each moment of a migration at which somebody may have to wait.</summary>
public sealed class LockTable(string id)
{
    private readonly EvidenceTable _table = new(
        id, $"PostgreSQL, {Shop.OrderCount:N0} rows", "Migration", "Lock on the table", "Rows read under it", "Rows written under it", "Reads", "Inserts", "Updates");

    public void Add(string name, SchemaChange change)
    {
        if (change.Moments.Count == 0)
            _table.Add(name, change.Result == SchemaChange.Done ? "done" : $"fails: {change.Result}", "", "", "", "", "", "");
        for (var index = 0; index < change.Moments.Count; index++)
        {
            var moment = change.Moments[index];
            var result = index < change.Moments.Count - 1 ? "goes on" : change.Result == SchemaChange.Done ? "done" : $"fails: {change.Result}";
            _table.Add(name, result, $"`{moment.Lock}`", moment.Read, moment.Written, moment.Reads, moment.Inserts, moment.Updates);
        }
    }

    public void VerifyPage() => _table.VerifyPage();
}
