using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence;

/// <summary>Every folder with a Before.cs is a case, such as BG2102 or BG4001/Dapper; these tests need no database.</summary>
public class TextTests
{
    private static readonly string Root = EvidenceCase.PathOf("EvidenceRoot");

    private static readonly IEnumerable<string> Folders =
        Directory.GetFiles(Root, "Before.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Cases of another action than the first that the light bulb offers.</summary>
    private static readonly Dictionary<string, int> Actions = new() { ["BG2114/Updated"] = 1 };

    /// <summary>Cases whose rule has a fix, but none for this shape, or one that only says that it is meant: what is measured after it was written by hand.</summary>
    private static readonly string[] RepairedByHand = ["BG1025/Kept", "BG6001", "BG6002", "BG6005", "BG6009", "BG6010", "BG6012"];

    public static TheoryData<string> Cases => new(Folders);

    public static TheoryData<string> FixableCases => new(Folders.Where(folder => FixOf(folder) is not null && !RepairedByHand.Contains(folder)));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_rule_flags_the_marked_lines_and_nothing_else(string folder) => new EvidenceCase(folder, AnalyzerOf(folder), FixOf(folder)).VerifyMarkedLinesAsync();

    [Theory]
    [MemberData(nameof(FixableCases))]
    public Task The_fix_turns_before_into_after(string folder) => new EvidenceCase(folder, AnalyzerOf(folder), FixOf(folder), Actions.GetValueOrDefault(folder)).VerifyFixAsync();

    private static DiagnosticAnalyzer AnalyzerOf(string folder) => Create<DiagnosticAnalyzer>(typeof(GuardrailAnalyzer), folder)!;

    private static CodeFixProvider? FixOf(string folder) => Create<CodeFixProvider>(typeof(GuardrailCodeFix), folder);

    private static T? Create<T>(Type baseType, string folder)
        where T : class =>
        baseType.Assembly.GetTypes().SingleOrDefault(type => !type.IsAbstract && baseType.IsAssignableFrom(type) && type.Name.StartsWith(folder.Split('/')[0], StringComparison.Ordinal)) is { } found
            ? (T)Activator.CreateInstance(found)!
            : null;
}
