namespace BackendGuardrails.Evidence.Migrations;

/// <summary>What a migration does to others at one moment: just before one of its transactions commits, or in the middle of a statement that has none.</summary>
/// <param name="Lock">The strongest lock it holds on the table.</param>
/// <param name="RowsRead">Rows of the table it has read under that lock; null where it runs outside of a transaction and cannot be asked.</param>
/// <param name="RowsWritten">Rows it has updated or deleted; all of them where the table is written anew; null as above.</param>
/// <param name="Reads">"go on" or "wait" for whoever reads the table meanwhile.</param>
/// <param name="Inserts">The same for new rows.</param>
/// <param name="Updates">The same for an update of a row that was there.</param>
public sealed record Moment(string Lock, long? RowsRead, long? RowsWritten, string Reads, string Inserts, string Updates)
{
    public const string GoOn = "go on";
    public const string Wait = "wait";

    /// <summary>Nobody gets at the table.</summary>
    public static Moment StandsStill(long? rowsRead, long? rowsWritten) => new("AccessExclusiveLock", rowsRead, rowsWritten, Wait, Wait, Wait);

    public string Read => Count(RowsRead);

    public string Written => Count(RowsWritten);

    private static string Count(long? rows) => rows switch
    {
        null => "not asked",
        0 => "none",
        // While it ran, others have added some.
        >= Shop.OrderCount => "all",
        _ => rows.Value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
    };
}
