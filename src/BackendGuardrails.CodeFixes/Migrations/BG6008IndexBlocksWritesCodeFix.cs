using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Has the index built beside the writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6008IndexBlocksWritesCodeFix))]
public sealed class BG6008IndexBlocksWritesCodeFix() : OperationCodeFix(BG6008IndexBlocksWritesAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(OperationReports.HereKey) || !diagnostic.Properties.TryGetValue(BG6008IndexBlocksWritesAnalyzer.AnnotationsKey, out var annotations) || annotations is null
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            yield break;
        // As the scaffolder does it: under the arguments, where they have lines of their own.
        var spansLines = call.ArgumentList.ToString().Contains('\n');
        var gap = spansLines ? $"{call.SyntaxTree.GetRoot().EndOfLine()}{(call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call).Indentation()}    " : "";
        var added = string.Concat(annotations.Split(';').Select(annotation => $"{gap}.Annotation(\"{annotation}\", true)"));
        yield return new(
            annotations.StartsWith("Npgsql", StringComparison.Ordinal) ? "Build the index concurrently" : "Build the index online",
            "Annotate",
            new[] { new TextChange(new(call.Span.End, 0), added) });
    }
}
