namespace BackendGuardrails.Facts.Values;

/// <summary>Which regular expressions let nothing pass that could do harm inside SQL? Only what is read with certainty counts.</summary>
internal static class IdentifierPattern
{
    /// <summary>Anchored at both ends, and only characters of names, numbers and dates between: <c>^[A-Za-z_]\w*$</c>.</summary>
    public static bool Guards(string pattern)
    {
        var start = pattern.StartsWith("^", StringComparison.Ordinal) ? 1 : pattern.StartsWith(@"\A", StringComparison.Ordinal) ? 2 : 0;
        var end = pattern.EndsWith("$", StringComparison.Ordinal) && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? 1
            : pattern.EndsWith(@"\z", StringComparison.Ordinal) || pattern.EndsWith(@"\Z", StringComparison.Ordinal) ? 2
            : 0;
        if (start == 0 || end == 0 || pattern.Length <= start + end)
            return false;
        var inner = pattern.Substring(start, pattern.Length - start - end);
        // Anchors bind tighter than an alternation on top.
        return !HasAlternationOnTop(inner) && IsHarmless(inner) && !CommentPattern.MayMatch(inner);
    }

    /// <summary>Whether these RegexOptions leave the anchors at the ends of the text, and the pattern as it is written.</summary>
    public static bool IsForWhole(Optional<object?> options)
    {
        const int multiline = 2, ignoreWhiteSpace = 32;
        return options is { HasValue: true, Value: int flags } && (flags & (multiline | ignoreWhiteSpace)) == 0;
    }

    /// <summary>Matches all but characters of names, so that replacing the matches leaves a name: <c>[^A-Za-z0-9_]</c>, <c>\W</c>.</summary>
    public static bool RemovesTheRest(string pattern)
    {
        var single = pattern.TrimEnd('+', '*');
        if (single is @"\W" or @"\D")
            return true;
        return single.StartsWith("[^", StringComparison.Ordinal)
            && single.EndsWith("]", StringComparison.Ordinal)
            && single.IndexOf(']') == single.Length - 1
            && IsHarmlessClass(single.Substring(2, single.Length - 3))
            && !CommentPattern.HasDash(single.Substring(2, single.Length - 3));
    }

    private static bool HasAlternationOnTop(string pattern)
    {
        var depth = 0;
        foreach (var character in pattern)
        {
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == '|' && depth == 0)
                return true;
        }

        return false;
    }

    private static bool IsHarmless(string pattern)
    {
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '[':
                    var close = pattern.IndexOf(']', index + 1);
                    if (close < 0 || pattern[index + 1] == '^' || !IsHarmlessClass(pattern.Substring(index + 1, close - index - 1)))
                        return false;
                    index = close;
                    break;
                case '\\' when index + 1 < pattern.Length:
                    if (!IsHarmlessEscape(pattern[++index]))
                        return false;
                    break;
                case '{':
                    var end = pattern.IndexOf('}', index);
                    if (end < 0)
                        return false;
                    index = end;
                    break;
                case '(' when index + 2 < pattern.Length && pattern[index + 1] == '?':
                    if (pattern[index + 2] != ':')
                        return false;
                    index += 2;
                    break;
                case '(' or ')' or '+' or '*' or '?' or '|' or '_' or '-' or ',' or ':' or '@':
                    break;
                case var character when char.IsLetterOrDigit(character):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsHarmlessClass(string characters)
    {
        for (var index = 0; index < characters.Length; index++)
        {
            var character = characters[index];
            if (character == '\\')
            {
                if (++index >= characters.Length || !IsHarmlessEscape(characters[index]))
                    return false;
            }
            else if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.' or ',' or ':' or '@'))
            {
                return false;
            }
        }

        // A range that begins or ends outside letters and digits could span anything: [ -~].
        for (var index = 1; index < characters.Length - 1; index++)
        {
            if (characters[index] == '-' && !(IsSameKind(characters[index - 1], characters[index + 1]) || characters[index - 1] == '\\'))
                return characters[index - 1] is 'w' or 'd' && index > 1 && characters[index - 2] == '\\';
        }

        return true;
    }

    private static bool IsSameKind(char from, char to) =>
        char.IsDigit(from) && char.IsDigit(to) || char.IsLower(from) && char.IsLower(to) || char.IsUpper(from) && char.IsUpper(to);

    private static bool IsHarmlessEscape(char escaped) => escaped is 'w' or 'd' or '.' or '-' or '_';
}
