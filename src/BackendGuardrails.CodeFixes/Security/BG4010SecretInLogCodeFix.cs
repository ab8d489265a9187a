using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Security;

/// <summary>Writes <c>[redacted]</c> in the place of the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4010SecretInLogCodeFix))]
public sealed class BG4010SecretInLogCodeFix() : TextCodeFix(BG4010SecretInLogAnalyzer.Descriptor)
{
    private const string Redacted = "[redacted]";

    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(BG4010SecretInLogAnalyzer.Replaceable) || (node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax) is not { } value)
            yield break;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            value = (ExpressionSyntax)value.Parent;
        var change = value.Parent is InterpolationSyntax hole ? new TextChange(hole.Span, Redacted) : new TextChange(value.Span, $"\"{Redacted}\"");
        yield return new("Write '[redacted]' instead", null, [change]);
    }
}
