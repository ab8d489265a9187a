using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Lets the database compute the value, or the rows that exist have none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6007PlaceholderDefaultCodeFix))]
public sealed class BG6007PlaceholderDefaultCodeFix() : OperationCodeFix(BG6007PlaceholderDefaultAnalyzer.Descriptor)
{
    private const int PlaceOfNullable = 7;

    private protected override IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(OperationReports.HereKey) || node.FirstAncestorOrSelf<ArgumentSyntax>() is not { NameColon.Name.Identifier.ValueText: "defaultValue", Parent.Parent: InvocationExpressionSyntax call } value || value.HasCommentInside())
            yield break;
        if (diagnostic.Properties.TryGetValue(BG6007PlaceholderDefaultAnalyzer.FunctionKey, out var function) && function is not null)
            yield return new($"Let the database compute it: {function}", "Compute", new[] { new TextChange(value.Span, $"defaultValueSql: {SymbolDisplay.FormatLiteral(function, quote: true)}") });
        if (Argument(call, "nullable", PlaceOfNullable) is { } nullable && value.WithoutSeparator() is { } removal)
            yield return new("Allow NULL (in the model as well)", "Nullable", new[] { new TextChange(nullable.Expression.Span, "true"), removal });
    }
}
