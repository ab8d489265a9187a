using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.Facts;

/// <summary>The same options for every file and globally, without any .editorconfig.</summary>
internal sealed class TestOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
{
    private readonly Values _values = new(values);

    public override AnalyzerConfigOptions GlobalOptions => _values;

    public static AnalyzerOptions Of(params (string Name, string Value)[] options) =>
        new([], new TestOptions(options.ToDictionary(option => option.Name, option => option.Value)));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
