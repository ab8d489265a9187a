using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Takes the statement out of the transaction.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6013TransactionCodeFix))]
public sealed class BG6013TransactionCodeFix() : TextCodeFix(BG6013TransactionAnalyzer.Descriptor)
{
    private const string Parameter = "suppressTransaction";

    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(OperationReports.HereKey) || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments })
            yield break;
        var written = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == Parameter) ?? (arguments.Count > 1 && arguments[1].NameColon is null ? arguments[1] : null);
        yield return new(
            "Pass suppressTransaction: true",
            null,
            new[] { written is null ? new TextChange(new(arguments.Last().Span.End, 0), $", {Parameter}: true") : new TextChange(written.Expression.Span, "true") });
    }
}
