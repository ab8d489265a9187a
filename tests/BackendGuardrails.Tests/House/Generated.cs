namespace BackendGuardrails.Tests.House;

/// <summary>
/// Text that is written from the registry. There is one mechanism for all of it: tests call <see cref="Verify"/>, which compares —
/// or, with <c>BG_UPDATE=1</c> in the environment, writes.
/// </summary>
internal abstract record Generated(string Path)
{
    public const string Command = "dotnet build tests/BackendGuardrails.Tests -t:Regenerate";

    private static bool Updates => Environment.GetEnvironmentVariable("BG_UPDATE") == "1";

    /// <summary>The file as it should be; null when it cannot be made from what is there.</summary>
    public abstract string? Applied(string? current);

    /// <summary>What is wrong with the file and what to do about it; null when it is up to date.</summary>
    public string? ProblemIn(RepositoryFiles files)
    {
        var current = files[Path];
        var expected = Applied(current);
        if (expected is null)
            return MissingMessage(current);
        return current == expected ? null : $"{Path} differs from what the rules say. {FirstDifference(current ?? "", expected)} Do not edit it: run '{Command}'.";
    }

    public static void Verify(params IEnumerable<Generated> all)
    {
        // Sections of one file are applied one after the other.
        var files = RepositoryFiles.Current;
        var written = new HashSet<string>();
        foreach (var generated in all.Where(_ => Updates))
        {
            if (generated.Applied(files[generated.Path]) is not { } text || text == files[generated.Path])
                continue;
            files = files.With(generated.Path, text);
            written.Add(generated.Path);
        }

        foreach (var path in written)
        {
            var target = System.IO.Path.Combine(RepositoryFiles.Root, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.WriteAllText(target, files[path]);
        }

        Contract.Holds(all.Select(generated => generated.ProblemIn(files)).OfType<string>());
    }

    protected abstract string MissingMessage(string? current);

    private static string FirstDifference(string current, string expected)
    {
        var (found, wanted) = (current.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(found.Length, wanted.Length)).First(index => found.ElementAtOrDefault(index) != wanted.ElementAtOrDefault(index));
        return $"Line {line + 1} is '{found.ElementAtOrDefault(line)}' and should be '{wanted.ElementAtOrDefault(line)}'.";
    }
}

/// <summary>A file nobody writes by hand.</summary>
internal sealed record GeneratedFile(string Path, string Content) : Generated(Path)
{
    public override string Applied(string? current) => Content;

    protected override string MissingMessage(string? current) => $"{Path} is missing.";
}

/// <summary>The part of a file between <c>&lt;!-- marker --&gt;</c> and <c>&lt;!-- /marker --&gt;</c>; around it people write.</summary>
internal sealed record GeneratedSection(string Path, string Marker, string Content, bool CreatesFile = true) : Generated(Path)
{
    private string Opening => $"<!-- {Marker} -->\n";

    private string Closing => $"<!-- /{Marker} -->";

    public override string? Applied(string? current)
    {
        if (current is null)
            return CreatesFile ? $"{Opening}{Content}{Closing}\n" : null;
        var start = current.IndexOf(Opening, StringComparison.Ordinal);
        var end = current.IndexOf(Closing, StringComparison.Ordinal);
        if (start >= 0 && end > start)
            return current[..(start + Opening.Length)] + Content + current[end..];
        return CreatesFile && start < 0 && end < 0 ? $"{current.TrimEnd()}\n\n{Opening}{Content}{Closing}\n" : null;
    }

    protected override string MissingMessage(string? current) => current is null
        ? $"{Path} is missing. Write it: see 'docs/rules' for how the others look, start with the lines '{Opening.TrimEnd()}' and '{Closing}', then run '{Command}'."
        : $"{Path} has no lines '{Opening.TrimEnd()}' and '{Closing}' in this order. Put them where the generated part belongs, then run '{Command}'.";
}
