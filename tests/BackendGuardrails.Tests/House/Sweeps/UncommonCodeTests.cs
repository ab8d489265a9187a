using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Tests.House;

/// <summary>No rule and no fix is surprised by what the language can do.</summary>
public class UncommonCodeTests
{
    private const int CSharp14 = 1400;

    public static TheoryData<string> Known => new(UncommonCode.Known.Select(code => code.What));

    public static TheoryData<string> Newest => new(UncommonCode.Newest.Select(code => code.What));

    [Theory]
    [MemberData(nameof(Known))]
    public Task What_is_seldom_written_is_fine(string what) => RunAsync(UncommonCode.Known, what, compiles: true);

    /// <summary>Older compilers do not understand it, and the rules that run in them must not mind.</summary>
    [Theory]
    [MemberData(nameof(Newest))]
    public Task What_is_new_in_the_language_is_fine(string what) => RunAsync(UncommonCode.Newest, what, (int)LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= CSharp14);

    private static async Task RunAsync((string What, string Types)[] all, string what, bool compiles)
    {
        var project = SweptCode.Alone(UncommonCode.Around(all.Single(code => code.What == what).Types));
        project = project.WithCompilationOptions(((CSharpCompilationOptions)project.CompilationOptions!).WithAllowUnsafe(true));
        // An interceptor names its place in a form that only generators write, and has to be allowed.
        if (compiles)
            Contract.Holds((await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not ("CS9137" or "CS9231")).Select(error => $"{what}: {error}"));
        await AllAnalyzers.RunWithFixesAsync(project, what);
    }
}
