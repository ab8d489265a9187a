using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Lets the database compute the value for each row.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6011MachineDefaultCodeFix))]
public sealed class BG6011MachineDefaultCodeFix() : TextCodeFix(BG6011MachineDefaultAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG6011MachineDefaultAnalyzer.FunctionKey, out var function) || function is null || ArgumentAt(node) is not { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument || argument.HasCommentInside())
            yield break;
        var title = $"Let the database compute it: {function}";
        var literal = SymbolDisplay.FormatLiteral(function, quote: true);
        if (argument.NameColon?.Name.Identifier.ValueText == "defaultValue")
            yield return new(title, null, new[] { new TextChange(argument.Span, $"defaultValueSql: {literal}") });
        else if (call.Expression.MemberName() is SimpleNameSyntax { Identifier: { ValueText: "HasDefaultValue" } name })
            yield return new(title, null, new[] { new TextChange(name.Span, "HasDefaultValueSql"), new TextChange(argument.Span, literal) });
    }

    private static ArgumentSyntax? ArgumentAt(SyntaxNode node) => node as ArgumentSyntax ?? node.Parent as ArgumentSyntax;
}
