namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares the files a fix leaves behind with those a test expects, character by character.</summary>
internal static class FixedFiles
{
    public static async Task VerifyAsync(SolutionState expected, Solution actual, IVerifier verifier, CancellationToken cancellationToken)
    {
        foreach (var project in expected.AllProjects)
        {
            var fixedProject = actual.Projects.Single(candidate => candidate.Name == project.Name);
            IEnumerable<TextDocument>[] kinds = [fixedProject.Documents, fixedProject.AdditionalDocuments, fixedProject.AnalyzerConfigDocuments];
            foreach (var (files, documents) in project.AllFiles.Zip(kinds))
                await VerifyAsync(project, files, [.. documents], verifier, cancellationToken);
        }
    }

    private static async Task VerifyAsync(
        ProjectState project, SourceFileCollection files, TextDocument[] documents, IVerifier verifier, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", documents.Select(document => document.Name));
        verifier.Equal(files.Count, documents.Length, $"Expected {files.Count} files in {project.Name}, the fix left {documents.Length}: {names}.");
        foreach (var ((path, content), document) in files.Zip(documents))
        {
            var actual = (await document.GetTextAsync(cancellationToken)).ToString();
            var expected = content.ToString();
            verifier.True(expected == actual, Difference(path, expected, actual));
            var (name, folders) = SolutionBuilder.Place(project, path);
            verifier.Equal(string.Join('/', [.. folders, name]), string.Join('/', [.. document.Folders, document.Name]));
        }
    }

    private static string Difference(string path, string expected, string actual)
    {
        var (expectedLines, actualLines) = (expected.Split('\n'), actual.Split('\n'));
        var line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            '{path}' differs from line {line + 1} on (line ends are shown).
            - {Shown(expectedLines.ElementAtOrDefault(line))}
            + {Shown(actualLines.ElementAtOrDefault(line))}
            Expected:
            {expected}
            Actual:
            {actual}
            """;
    }

    private static string Shown(string? line) => line is null ? "(end of file)" : line.Replace("\r", "\\r").Replace("\t", "\\t") + "\\n";
}
