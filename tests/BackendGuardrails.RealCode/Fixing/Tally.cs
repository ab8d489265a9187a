namespace BackendGuardrails.RealCode.Fixing;

/// <summary>What came of the fixes, by rule and action.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int[]> _rows = new(StringComparer.Ordinal);

    private static readonly string[] Columns = ["reports", "refused", "offered", "applied", "idle", "threw", "broke", "errors"];

    public void Add(string row, string column, int count = 1)
    {
        if (!_rows.TryGetValue(row, out var counts))
            _rows[row] = counts = new int[Columns.Length];
        counts[Array.IndexOf(Columns, column)] += count;
    }

    public int Total(string column) => _rows.Values.Sum(counts => counts[Array.IndexOf(Columns, column)]);

    public void Print(string title)
    {
        Console.WriteLine($"\n==== {title}");
        Console.WriteLine($"{"",-58}{string.Concat(Columns.Select(column => $"{column,9}"))}");
        foreach (var (name, counts) in _rows.Append(new("total", [.. Columns.Select(Total)])))
            Console.WriteLine($"{name,-58}{string.Concat(counts.Select(count => $"{count,9}"))}");
    }
}
