using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Gives the column a default, or adds it as nullable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6006RequiredColumnCodeFix))]
public sealed class BG6006RequiredColumnCodeFix() : OperationCodeFix(BG6006RequiredColumnAnalyzer.Descriptor)
{
    private const int PlaceOfNullable = 7;

    private protected override IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG6006RequiredColumnAnalyzer.Default, out var value) || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments } call)
            yield break;
        var nullable = Argument(call, "nullable", PlaceOfNullable);
        if (value is not null)
            yield return new($"Add defaultValue: {value}", "Default", new[] { ArgumentBehind(nullable is { NameColon: not null } ? nullable : arguments.Last(), $"defaultValue: {value}") });
        yield return new("Add it as nullable", "Nullable", new[] { nullable is null ? ArgumentBehind(arguments.Last(), "nullable: true") : new TextChange(nullable.Expression.Span, "true") });
    }
}
