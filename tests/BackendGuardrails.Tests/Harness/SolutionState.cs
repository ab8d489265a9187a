using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

public class SolutionState : ProjectState
{
    public SolutionState(string name, string language, string defaultPrefix, string defaultExtension)
        : base(name, language, defaultPrefix, defaultExtension) => AdditionalProjects = new ProjectCollection(language, defaultExtension);

    public StateInheritanceMode? InheritanceMode { get; set; }

    public MarkupMode? MarkupHandling { get; set; }

    public ProjectCollection AdditionalProjects { get; }

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    internal bool IsTouched => InheritanceMode is not null || MarkupHandling is not null || AllFiles.Any(files => files.Count > 0);

    internal IEnumerable<ProjectState> AllProjects => AdditionalProjects.Values.Prepend(this);

    internal bool HasSameFilesEverywhere(SolutionState other) =>
        HasSameFiles(other)
        && AdditionalProjects.Count == other.AdditionalProjects.Count
        && AdditionalProjects.All(pair => other.AdditionalProjects.TryGetValue(pair.Key, out var project) && pair.Value.HasSameFiles(project));

    /// <summary>A state after a fix takes from the state before it whatever it does not say itself.</summary>
    internal SolutionState Inherit(SolutionState? before, ImmutableArray<string> fixable)
    {
        var changes = before is not null && AllFiles.Zip(before.AllFiles)
            .Where(pair => pair.First.Count > 0 || InheritanceMode == StateInheritanceMode.Explicit)
            .Any(pair => !pair.First.SequenceEqual(pair.Second, FileComparer.Instance));
        var mode = InheritanceMode
            ?? (before is null ? StateInheritanceMode.Explicit : changes ? StateInheritanceMode.AutoInherit : StateInheritanceMode.AutoInheritAll);

        var result = CopyTo(new SolutionState(Name, Language, DefaultPrefix, DefaultExtension), files => files);
        result.InheritanceMode = StateInheritanceMode.Explicit;
        result.MarkupHandling = MarkupHandling ?? (changes ? MarkupMode.IgnoreFixable : before?.MarkupHandling ?? MarkupMode.Allow);
        foreach (var pair in AdditionalProjects)
            result.AdditionalProjects.Add(pair.Key, pair.Value);

        result.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        if (before is null || mode == StateInheritanceMode.Explicit)
            return result;

        result.ReferenceAssemblies ??= before.ReferenceAssemblies;
        result.OutputKind ??= before.OutputKind;
        result.DocumentationMode ??= before.DocumentationMode;
        foreach (var (files, inherited) in result.AllFiles.Zip(before.AllFiles))
            AddRangeIfEmpty(files, inherited);

        AddRangeIfEmpty(result.AdditionalProjectReferences, before.AdditionalProjectReferences);
        AddRangeIfEmpty(result.AdditionalReferences, before.AdditionalReferences);
        AddRangeIfEmpty(result.AdditionalProjects, before.AdditionalProjects);
        AddRangeIfEmpty(
            result.ExpectedDiagnostics,
            before.ExpectedDiagnostics.Where(diagnostic => mode == StateInheritanceMode.AutoInheritAll || !fixable.Contains(diagnostic.Id)));
        return result;
    }

    /// <summary>Turns the markup of all files into plain text and expected diagnostics.</summary>
    internal SolutionState ReadMarkup(
        MarkupOptions options,
        DiagnosticDescriptor? unnamed,
        ImmutableArray<DiagnosticDescriptor> supported,
        ImmutableArray<string> fixable,
        string defaultPath)
    {
        var locations = new Dictionary<string, FileLinePositionSpan>();
        var expected = ExpectedDiagnostics.Select(diagnostic => diagnostic.WithDefaultPath(defaultPath)).ToList();
        var result = CopyTo(new SolutionState(Name, Language, DefaultPrefix, DefaultExtension), ReadFiles);
        result.MarkupHandling = MarkupMode.None;
        result.InheritanceMode = StateInheritanceMode.Explicit;
        foreach (var pair in AdditionalProjects)
            result.AdditionalProjects.Add(pair.Key, pair.Value.WithFiles(ReadFiles));

        result.ExpectedDiagnostics.AddRange(expected.Select(diagnostic => diagnostic.WithMarkupLocations(locations)));
        return result;

        IEnumerable<(string, SourceText)> ReadFiles(SourceFileCollection files) =>
            MarkupHandling == MarkupMode.None ? files : [.. files.Select(file => (file.filename, ReadFile(file.filename, file.content)))];

        SourceText ReadFile(string path, SourceText marked)
        {
            TestFileMarkupParser.Parse(
                marked.ToString(), options.HasFlag(MarkupOptions.TreatPositionIndicatorsAsCode), out var output, out var positions, out var spans);
            var text = SourceText.From(output, marked.Encoding, marked.ChecksumAlgorithm);
            if (MarkupHandling == MarkupMode.Ignore)
                return text;

            foreach (var position in positions)
                Expect("", result => result.WithLocation(path, text.Lines.GetLinePosition(position)));

            foreach (var (key, span) in spans.SelectMany(pair => pair.Value, (pair, span) => (pair.Key, span)))
            {
                var location = new FileLinePositionSpan(path, text.Lines.GetLinePositionSpan(span));
                if (!key.StartsWith('#'))
                    Expect(key, result => result.WithSpan(location));
                else if (!locations.TryAdd(key, location))
                    throw new InvalidOperationException($"The markup key '{key}' is used twice.");
            }

            return text;
        }

        void Expect(string id, Func<DiagnosticResult, DiagnosticResult> locate)
        {
            var descriptor = id.Length == 0
                ? unnamed ?? throw new InvalidOperationException("'[|' needs an analyzer with exactly one rule; write '{|ID:' instead.")
                : supported.FirstOrDefault(rule => rule.Id == id);
            if (!options.HasFlag(MarkupOptions.UseFirstDescriptor) && supported.Count(rule => rule.Id == id) > 1)
                throw new InvalidOperationException($"'{{|{id}:' could be any of several rules; expect it with Diagnostic(descriptor).");

            if (MarkupHandling == MarkupMode.IgnoreFixable && fixable.Contains(descriptor?.Id ?? id))
                return;

            var result = descriptor is null ? DiagnosticResult.CompilerError(id) : new DiagnosticResult(descriptor);
            var whatMarkupCannotSay = DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity;
            expected.Add(locate(result.WithMessage(null).WithOptions(whatMarkupCannotSay)));
        }
    }

    private static void AddRangeIfEmpty<T>(ICollection<T> items, IEnumerable<T> inherited)
    {
        if (items.Count > 0)
            return;

        foreach (var item in inherited)
            items.Add(item);
    }
}
