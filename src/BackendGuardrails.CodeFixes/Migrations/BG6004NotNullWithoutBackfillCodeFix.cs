using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <summary>Fills the empty rows before they are forbidden.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6004NotNullWithoutBackfillCodeFix))]
public sealed class BG6004NotNullWithoutBackfillCodeFix() : OperationCodeFix(BG6004NotNullWithoutBackfillAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Info || Text(diagnostic, BG6004NotNullWithoutBackfillAnalyzer.Filler) is not { } filler || Text(diagnostic, BG6004NotNullWithoutBackfillAnalyzer.Table) is not { } table
            || Text(diagnostic, BG6004NotNullWithoutBackfillAnalyzer.Column) is not { } name || Quotes(Text(diagnostic, BG6004NotNullWithoutBackfillAnalyzer.Provider)) is not { } quotes
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression is not MemberAccessExpressionSyntax receiver || node.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement)
            yield break;
        var column = Quoted(name);
        var schema = Text(diagnostic, BG6004NotNullWithoutBackfillAnalyzer.Schema) is { Length: > 0 } given ? $"{Quoted(given)}." : "";
        var sql = $"UPDATE {schema}{Quoted(table)} SET {column} = {filler} WHERE {column} IS NULL;";
        yield return new($"Fill the empty rows with {filler} before", "Backfill", new[] { AddedStatements.Before(statement, new[] { $"{receiver.Expression}.Sql({SymbolDisplay.FormatLiteral(sql, quote: true)});" }) });

        string Quoted(string text) => $"{quotes.Open}{text}{quotes.Close}";
    }

    private static string? Text(Diagnostic diagnostic, string property) => diagnostic.Properties.TryGetValue(property, out var text) ? text : null;

    /// <summary>Null where databases quote in different ways.</summary>
    private static (string Open, string Close)? Quotes(string? provider) => provider switch
    {
        nameof(DatabaseProviders.PostgreSql) or nameof(DatabaseProviders.Sqlite) or nameof(DatabaseProviders.Oracle) => ("\"", "\""),
        nameof(DatabaseProviders.SqlServer) => ("[", "]"),
        nameof(DatabaseProviders.MySql) => ("`", "`"),
        _ => null,
    };
}
