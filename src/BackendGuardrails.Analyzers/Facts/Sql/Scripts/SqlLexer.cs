using System.Text;

namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>
/// Of which tokens does a text of SQL consist, as PostgreSQL and SQL Server write it? Comments are left out. Any text can be read: what is opened and never closed goes on to the end.
/// Each character is looked at a constant number of times.
/// </summary>
internal sealed class SqlLexer
{
    /// <summary>No name of SQL Server is longer, so a bracket that is not closed by then opens none.</summary>
    private const int LongestName = 130;

    private static readonly string[] BeforeNames = ["SELECT", "FROM", "UPDATE", "INTO", "TABLE", "JOIN", "ON", "SET", "WHERE", "BY", "AND", "OR", "DELETE", "COLUMN", "CONSTRAINT", "INDEX"];

    private readonly string _sql;
    private readonly List<SqlToken> _tokens = new();
    private int _at;
    private bool _isLineBegun;

    private SqlLexer(string sql) => _sql = sql;

    public static IReadOnlyList<SqlToken> Read(string sql)
    {
        var lexer = new SqlLexer(sql);
        while (lexer._at < sql.Length)
            lexer.ReadOne();
        return lexer._tokens;
    }

    private char Next => Peek(1);

    private char Upper => char.ToUpperInvariant(_sql[_at]);

    private char Peek(int ahead) => _at + ahead < _sql.Length ? _sql[_at + ahead] : '\0';

    private void ReadOne()
    {
        var start = _at;
        var first = _sql[_at];
        if (char.IsWhiteSpace(first))
        {
            _isLineBegun &= first is not ('\n' or '\r');
            _at++;
            return;
        }

        if (first == '-' && Next == '-')
        {
            SkipLine();
            return;
        }

        if (first == '/' && Next == '*')
        {
            SkipComment();
            return;
        }

        var (kind, text) = Take(first);
        _tokens.Add(new(kind, text, start, _at));
        _isLineBegun = true;
    }

    private (SqlTokenKind Kind, string Text) Take(char first)
    {
        if (first == '\'')
            return (SqlTokenKind.Text, Enclosed('\''));
        if (first is '"' or '`')
            return (SqlTokenKind.Quoted, Enclosed(first));
        if (first == '[' && OpensName())
            return (SqlTokenKind.Quoted, Enclosed(']'));
        if (first == '$' && DollarTag() is { } tag)
            return (SqlTokenKind.Body, Body(tag));
        if (first == WrittenTexts.Hole)
            return (SqlTokenKind.Hole, Take(1));
        if (char.IsDigit(first))
            return (SqlTokenKind.Number, TakeWhile(character => char.IsLetterOrDigit(character) || character == '.'));
        if (IsWordStart(first))
            return TakeWord();
        return (SqlTokenKind.Symbol, Take(first == ':' && Next == ':' ? 2 : 1));
    }

    private (SqlTokenKind Kind, string Text) TakeWord()
    {
        if (Upper is 'E' && Next == '\'')
        {
            _at++;
            return (SqlTokenKind.Text, Enclosed('\'', hasEscapes: true));
        }

        if (Upper is 'N' or 'B' or 'X' && Next == '\'')
        {
            _at++;
            return (SqlTokenKind.Text, Enclosed('\''));
        }

        if (Upper is 'U' && Next == '&' && Peek(2) is '\'' or '"')
        {
            _at += 2;
            return _sql[_at] == '"' ? (SqlTokenKind.Quoted, Enclosed('"')) : (SqlTokenKind.Text, Enclosed('\''));
        }

        var isFirst = !_isLineBegun;
        var word = TakeWhile(IsWordPart);
        return (isFirst && word.Equals("GO", StringComparison.OrdinalIgnoreCase) && IsLineOver() ? SqlTokenKind.Batch : SqlTokenKind.Word, word);
    }

    /// <summary>Nothing more on the line than how often the batch is run.</summary>
    private bool IsLineOver()
    {
        var end = _at;
        while (end < _sql.Length && (_sql[end] is ' ' or '\t' or ';' || char.IsDigit(_sql[end])))
            end++;
        if (end < _sql.Length && _sql[end] is not ('\n' or '\r') && !(_sql[end] == '-' && end + 1 < _sql.Length && _sql[end + 1] == '-'))
            return false;
        _at = end;
        return true;
    }

    private string Enclosed(char close, bool hasEscapes = false)
    {
        var text = new StringBuilder();
        for (_at++; _at < _sql.Length; _at++)
        {
            if (hasEscapes && _sql[_at] == '\\' && _at + 1 < _sql.Length)
            {
                _at++;
            }
            else if (_sql[_at] == close)
            {
                if (Next != close || _at + 1 >= _sql.Length)
                {
                    _at++;
                    break;
                }

                _at++;
            }

            text.Append(_sql[_at]);
        }

        return text.ToString();
    }

    /// <summary><c>[dbo].[Orders]</c> has names, <c>tags[1]</c> and <c>int[]</c> do not.</summary>
    private bool OpensName()
    {
        if (_tokens.Count > 0 && _tokens[_tokens.Count - 1] is var before && before.End == _at
            && (before.Kind == SqlTokenKind.Word && !before.IsAny(BeforeNames) || before.Kind == SqlTokenKind.Quoted || before.IsAny(")", "]")))
            return false;
        var length = Math.Min(LongestName, _sql.Length - _at);
        var close = _sql.IndexOf(']', _at, length);
        return close > _at + 1 && _sql.IndexOf('\'', _at, close - _at) < 0;
    }

    /// <summary><c>$$</c> or <c>$body$</c>; <c>$1</c> is a parameter.</summary>
    private string? DollarTag()
    {
        var end = _at + 1;
        while (end < _sql.Length && end - _at < LongestName && (char.IsLetter(_sql[end]) || _sql[end] == '_' || end > _at + 1 && char.IsDigit(_sql[end])))
            end++;
        return end < _sql.Length && _sql[end] == '$' ? _sql.Substring(_at, end - _at + 1) : null;
    }

    private string Body(string tag)
    {
        var start = _at + tag.Length;
        var end = _sql.IndexOf(tag, start, StringComparison.Ordinal);
        _at = end < 0 ? _sql.Length : end + tag.Length;
        return _sql.Substring(start, (end < 0 ? _sql.Length : end) - start);
    }

    private void SkipLine()
    {
        while (_at < _sql.Length && _sql[_at] is not ('\n' or '\r'))
            _at++;
    }

    /// <summary>One comment may stand in another.</summary>
    private void SkipComment()
    {
        var depth = 0;
        do
        {
            var step = _sql[_at] == '/' && Next == '*' ? 1 : _sql[_at] == '*' && Next == '/' ? -1 : 0;
            depth += step;
            _at += step == 0 ? 1 : 2;
        }
        while (depth > 0 && _at < _sql.Length);
    }

    private string TakeWhile(Func<char, bool> belongs)
    {
        var end = _at + 1;
        while (end < _sql.Length && belongs(_sql[end]))
            end++;
        return Take(end - _at);
    }

    private string Take(int length)
    {
        _at += length;
        return _sql.Substring(_at - length, length);
    }

    private static bool IsWordStart(char character) => char.IsLetter(character) || character is '_' or '@' or '#';

    private static bool IsWordPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '@' or '#' or '$';
}
