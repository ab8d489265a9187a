using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence;

/// <summary>Every folder with a Before.cs is a case; these tests need no database.</summary>
public class TextTests
{
    private static readonly IEnumerable<string> Ids =
        Directory.GetFiles(EvidenceCase.PathOf("EvidenceRoot"), "Before.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order();

    public static TheoryData<string> Cases => new(Ids);

    public static TheoryData<string> FixableCases => new(Ids.Where(id => FixOf(id) is not null));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_rule_flags_the_marked_lines_and_nothing_else(string id) => new EvidenceCase(AnalyzerOf(id), FixOf(id)).VerifyMarkedLinesAsync();

    [Theory]
    [MemberData(nameof(FixableCases))]
    public Task The_fix_turns_before_into_after(string id) => new EvidenceCase(AnalyzerOf(id), FixOf(id)).VerifyFixAsync();

    private static DiagnosticAnalyzer AnalyzerOf(string id) => Create<DiagnosticAnalyzer>(typeof(GuardrailAnalyzer), id)!;

    private static CodeFixProvider? FixOf(string id) => Create<CodeFixProvider>(typeof(GuardrailCodeFix), id);

    private static T? Create<T>(Type baseType, string id)
        where T : class =>
        baseType.Assembly.GetTypes().SingleOrDefault(type => !type.IsAbstract && baseType.IsAssignableFrom(type) && type.Name.StartsWith(id, StringComparison.Ordinal)) is { } found
            ? (T)Activator.CreateInstance(found)!
            : null;
}
