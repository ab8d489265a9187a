using System.Text;
using Xunit;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>The numbers of a rule's page: rewritten with BG_UPDATE=1, compared otherwise. Counts only; times belong to a machine.</summary>
public sealed class EvidenceTable(string id, params string[] columns)
{
    private const string Start = "<!-- evidence -->";
    private const string End = "<!-- /evidence -->";

    private readonly StringBuilder _text = new StringBuilder()
        .Append("| ").AppendJoin(" | ", columns).Append(" |\n")
        .Append("| ").AppendJoin(" | ", columns.Select((_, index) => index == 0 ? "---" : "---:")).Append(" |\n");

    public void Add(params object[] cells)
    {
        Assert.Equal(columns.Length, cells.Length);
        _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    public void VerifyPage()
    {
        var path = Path.Combine(EvidenceCase.PathOf("RepositoryRoot"), "docs", "rules", $"{id}.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{path} has no '{Start}' … '{End}' section.");
        var measured = page[..start] + Start + "\n" + _text + page[end..];
        if (Environment.GetEnvironmentVariable("BG_UPDATE") == "1")
            File.WriteAllText(path, measured);
        else
            Assert.Equal(measured, page);
    }
}
