using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>What a fix did to the files, for the reader of the report.</summary>
internal static class Difference
{
    private const int MostLines = 60;

    public static async Task PrintAsync(Solution before, Solution after, string headline, IEnumerable<string> complaints)
    {
        Console.WriteLine($"\n---- {headline}");
        foreach (var complaint in complaints.Take(12))
            Console.WriteLine($"  ! {complaint}");
        foreach (var id in CompileErrors.Changed(before, after))
        {
            var document = after.GetDocument(id)!;
            var old = before.GetDocument(id) is { } there ? await LinesAsync(there) : [];
            var changed = await LinesAsync(document);
            var most = Math.Min(old.Length, changed.Length);
            var head = Enumerable.Range(0, most).TakeWhile(line => old[line] == changed[line]).Count();
            var tail = Enumerable.Range(1, most - head).TakeWhile(line => old[^line] == changed[^line]).Count();
            Console.WriteLine($"  {document.FilePath ?? document.Name}:{head + 1}");
            foreach (var line in old[head..^tail].Take(MostLines).Select(line => $"  - {line}").Concat(changed[head..^tail].Take(MostLines).Select(line => $"  + {line}")))
                Console.WriteLine(line);
        }
    }

    private static async Task<string[]> LinesAsync(Document document) => [.. (await document.GetTextAsync()).Lines.Select(line => line.ToString())];
}
