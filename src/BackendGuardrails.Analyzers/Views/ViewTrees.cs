namespace BackendGuardrails.Views;

/// <summary>What Razor makes of views, pages and components: generated, but for the lines that somebody wrote, which point back to the .cshtml or .razor file.</summary>
internal static class ViewTrees
{
    private static readonly string[] Generated = ["cshtml.g.cs", "razor.g.cs"];

    private static readonly string[] Written = [".cshtml", ".razor"];

    public static bool IsView(SyntaxTree tree) => Generated.Any(ending => tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether somebody wrote what stands there.</summary>
    public static bool IsWritten(Location location) => location.GetMappedLineSpan() is { HasMappedPath: true } line && Written.Any(ending => line.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
