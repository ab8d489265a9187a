using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Integrity;

/// <summary>Uses the id of the message or of the thing instead of a random value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2003MadeUpKeyCodeFix))]
public sealed class BG2003MadeUpKeyCodeFix() : TextCodeFix(BG2003MadeUpKeyAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Properties.TryGetValue(BG2003MadeUpKeyAnalyzer.Stable, out var stable) && stable is not null)
            yield return new($"Use {stable}", null, new[] { new TextChange(diagnostic.Location.SourceSpan, stable) });
    }
}
