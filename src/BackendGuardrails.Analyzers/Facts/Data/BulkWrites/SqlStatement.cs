using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Sql;

namespace BackendGuardrails.Facts.Data.BulkWrites;

/// <summary>A statement of SQL that changes all rows of a table.</summary>
/// <param name="IsConditioned">There is a condition, and it is true.</param>
internal sealed record SqlStatement(BulkVerb Verb, string Table, bool IsConditioned)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant;
    private const string Name = @"(?:only\s+)?(?<table>[\w.""`\[\]@#$]+)";

    private static readonly Regex Silent = new(@"--[^\r\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", Options);
    private static readonly Regex Literals = new(@"'(?:[^']|'')*'", Options);
    private static readonly Regex Code = new(@"\b(?:create|alter)\s+(?:or\s+(?:replace|alter)\s+)?(?:definer\S*\s+|temp(?:orary)?\s+)?(?:procedure|proc|function|trigger|rule|event|view|policy)\b", Options);
    private static readonly Regex Beginnings = new(@"^(?:\s|begin\b(?:\s+tran(?:saction)?\b)?|set\s+nocount\s+on\b|pragma\s+\S+)+", Options);
    private static readonly Regex Always = new(@"\bwhere\s+\(?\s*(?:true|1\s*=\s*1|1|'[^']*'\s*=\s*'[^']*')\s*\)?\s*$", Options);

    private static readonly (BulkVerb Verb, Regex Form, Regex? Limits)[] Forms =
    [
        (BulkVerb.Deletes, new($@"^delete\s+(?:from\s+)?{Name}(?<rest>.*)$", Options), new(@"\b(where|join|using|limit|fetch|rownum|exists|current|from|top|partition)\b", Options)),
        (BulkVerb.Updates, new($@"^update\s+(?:or\s+\w+\s+)?{Name}(?:\s+(?:as\s+)?\w+)?\s+set\s+(?<rest>.+)$", Options), new(@"\b(where|join|from|limit|fetch|rownum|case|select|iif|if|top|output|partition)\b", Options)),
        (BulkVerb.Empties, new($@"^truncate\s+(?:table\s+)?{Name}\s*(?:,.*|restart\b.*|continue\b.*|cascade\b.*|restrict\b.*|with\b.*)?$", Options), null),
    ];

    /// <summary>Statements with a part that is not written are left out: it may be the condition. A value of its own, as a parameter has, is no such part.</summary>
    public static IEnumerable<SqlStatement> UnfilteredIn(string sql)
    {
        sql = Silent.Replace(sql, " ");
        if (Code.IsMatch(sql))
            yield break;
        foreach (var part in Literals.Replace(sql, "''").Split(';'))
        {
            var statement = Beginnings.Replace(part, "").TrimEnd();
            var condition = Always.Match(statement);
            var bare = condition.Success ? statement.Substring(0, condition.Index) : statement;
            foreach (var (verb, form, limits) in Forms)
            {
                if (form.Match(bare) is { Success: true } match && match.Groups["table"].Value is var table && !table.Equals("top", StringComparison.OrdinalIgnoreCase)
                    && limits?.IsMatch(match.Groups["rest"].Value) != true && bare.IndexOf(WrittenTexts.Hole) < 0 && !IsOfDatabase(table))
                    yield return new(verb, PlainName(table), condition.Success);
            }
        }
    }

    private static string PlainName(string table) => table.Split('.').Last().Trim('"', '`', '[', ']');

    /// <summary>The database's own bookkeeping: counters of keys, statistics.</summary>
    private static bool IsOfDatabase(string table) => table.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) || table.StartsWith("pg_", StringComparison.OrdinalIgnoreCase) || table.StartsWith("sys.", StringComparison.OrdinalIgnoreCase)
        || table.Equals("statistics", StringComparison.OrdinalIgnoreCase);
}
