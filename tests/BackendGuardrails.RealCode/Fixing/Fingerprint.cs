using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>Tells whether a state of the files was there before.</summary>
internal static class Fingerprint
{
    public static async Task<string> OfAsync(Solution origin, Solution solution)
    {
        var parts = new List<string>();
        foreach (var id in CompileErrors.Changed(origin, solution))
            parts.Add($"{solution.GetDocument(id)!.FilePath ?? solution.GetDocument(id)!.Name} {await OfAsync(solution.GetDocument(id)!)}");
        return string.Join('\n', parts.Order(StringComparer.Ordinal));
    }

    public static async Task<string> OfAsync(Document document) => Convert.ToHexString((await document.GetTextAsync()).GetChecksum().AsSpan());
}
