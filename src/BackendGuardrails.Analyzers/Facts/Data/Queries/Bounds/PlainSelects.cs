using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Sql;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>SQL that asks for a whole table, and what becomes of its rows.</summary>
/// <param name="Row">What each row becomes; null where that is not said.</param>
internal sealed record PlainSelect(IInvocationOperation Call, string Table, ITypeSymbol? Row, RowFate Fate);

/// <summary>Which calls of Dapper send a SELECT that is written out and has no condition and no limit?</summary>
internal sealed class PlainSelects(SqlSinks sinks, SourceNames names, RowFates fates)
{
    private static readonly Regex Comments = new(@"--[^\r\n]*|/\*.*?\*/|'(?:[^']|'')*'", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Whole = new(@"^\s*select\s+(?!distinct\b|top\b|first\b)(?<columns>[^;]+?)\s+from\s+(?<table>(?>[\w.""`\[\]]+))\s*(?<rest>[^;(][^;]*)?;?\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Limits = new(@"\b(where|limit|fetch|offset|group|having|union|intersect|except|rownum|tablesample|select|on)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Aggregates = new(@"\b(count|sum|min|max|avg|exists|string_agg|array_agg|json_agg|jsonb_agg)\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public PlainSelect? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("Query" or "QueryAsync" or "QueryUnbufferedAsync") || sinks.Of(call) is not { Kind: SqlSinkKind.Dapper, IsProcedure: false, Text: var text } || OneTimeWork.Is(call.EnclosingSymbol(cancellationToken)))
            return null;
        var sql = Origins.Of(text, names, cancellationToken).ConstantValue is { HasValue: true, Value: string written } ? written : null;
        return sql is not null && TableOf(sql) is { } table ? new(call, table, method.TypeArguments.LastOrDefault(), fates.Of(call, cancellationToken)) : null;
    }

    /// <summary>Null for whatever is not all rows of one table.</summary>
    internal static string? TableOf(string sql)
    {
        var match = Whole.Match(Comments.Replace(sql, " "));
        if (!match.Success || Limits.IsMatch(match.Groups["rest"].Value) || Aggregates.IsMatch(match.Groups["columns"].Value))
            return null;
        return match.Groups["table"].Value.Split('.').Last().Trim('"', '`', '[', ']');
    }
}
