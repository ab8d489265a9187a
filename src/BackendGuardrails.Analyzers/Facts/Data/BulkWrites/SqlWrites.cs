using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Sql;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.BulkWrites;

/// <summary>Which SQL that is written in the code updates, deletes or truncates a whole table?</summary>
internal sealed class SqlWrites(SqlSinks sinks, SourceNames names)
{
    private readonly WrittenTexts _texts = new(names);

    public BulkWrite? At(IOperation operation, CancellationToken cancellationToken) =>
        sinks.Of(operation) is { IsProcedure: false, Kind: not (SqlSinkKind.Migration or SqlSinkKind.Copy) } sink ? In(sink, cancellationToken) : null;

    private BulkWrite? In(SqlSink sink, CancellationToken cancellationToken)
    {
        var texts = _texts.Of(sink.Text, cancellationToken);
        foreach (var text in texts)
        {
            var sql = sink.Kind == SqlSinkKind.EfFormattable ? text.Text.Replace(WrittenTexts.Hole, '?') : text.Text;
            if (SqlStatement.UnfilteredIn(sql).FirstOrDefault(found => !IsMeant(found, sink, cancellationToken)) is not { } statement)
                continue;
            if (text.LeftOut.IsEmpty)
                return Write(sink, statement, statement.IsConditioned ? BulkCoverage.TrueCondition : BulkCoverage.Always);
            if (WaysAround.Exist(sink.Operation.MemberBody(), text.LeftOut, sink.Operation, cancellationToken) && !text.LeftOut.Any(Requirements.AreMadeBefore))
                return Write(sink, statement, BulkCoverage.WithoutCondition) with { IsDoubtful = text.LeftOut.Length > 1, Places = text.LeftOut.Select(addition => addition.Syntax.GetLocation()).ToImmutableArray() };
        }

        return null;
    }

    private static BulkWrite Write(SqlSink sink, SqlStatement statement, BulkCoverage coverage) => new(sink.Name, statement.Verb, statement.Table, coverage, sink.Text.Syntax.GetLocation());

    private static bool IsMeant(SqlStatement statement, SqlSink sink, CancellationToken cancellationToken) =>
        WholeTables.IsPassing(statement.Table) || WholeTables.AreMeant(sink.Operation, cancellationToken) || IsMadeHere(statement, sink.Operation);

    /// <summary>The code around makes the table, or fills it again.</summary>
    private static bool IsMadeHere(SqlStatement statement, IOperation operation)
    {
        var made = new Regex($@"\b(?:into|copy|create\s+(?:\w+\s+)?table(?:\s+if\s+not\s+exists)?)\s+[\w.""`\[\]]*?\b{Regex.Escape(statement.Table)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var code = operation.MemberBody().Syntax;
        return code.DescendantTokens().Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken).Any(token => made.IsMatch(token.ValueText))
            || statement.Verb != BulkVerb.Updates && code.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is var word && (word.StartsWith("BulkInsert", StringComparison.Ordinal) || word.StartsWith("BulkCopy", StringComparison.Ordinal) || word.StartsWith("WriteToServer", StringComparison.Ordinal) || word.StartsWith("BeginBinaryImport", StringComparison.Ordinal)));
    }
}
