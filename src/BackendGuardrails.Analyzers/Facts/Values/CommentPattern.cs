namespace BackendGuardrails.Facts.Values;

/// <summary>
/// May a regular expression, otherwise of names and numbers, let two dashes in a row pass? One dash is a minus at worst; two make a comment of the rest: <c>people--</c> without its <c>WHERE</c>.
/// Where that cannot be read with certainty, it may.
/// </summary>
internal static class CommentPattern
{
    /// <summary>So many hexadecimal digits and dashes are meant to be a Guid, and that stands in quotes.</summary>
    private const string GuidLength = "36";

    /// <summary>What is known at one place: whether a dash may be just before it, and of the group around it.</summary>
    private sealed class Level(bool afterDash)
    {
        public bool EnteredAfterDash { get; } = afterDash;

        /// <summary>Whether a dash may come first, or everything so far may be left out.</summary>
        public bool MayBegin { get; set; }

        public bool MayBeEmpty { get; set; } = true;

        /// <summary>What the alternatives before this one end with.</summary>
        public bool EndsWithDash { get; set; }

        public bool HasEmptyAlternative { get; set; }
    }

    public static bool MayMatch(string pattern)
    {
        var levels = new Stack<Level>();
        levels.Push(new(afterDash: false));
        var afterDash = false;
        for (var index = 0; index < pattern.Length;)
        {
            var level = levels.Peek();
            switch (pattern[index])
            {
                case '(':
                    index += index + 2 < pattern.Length && pattern[index + 1] == '?' ? 3 : 1;
                    levels.Push(new(afterDash));
                    continue;
                case '|':
                    level.EndsWithDash |= afterDash;
                    level.HasEmptyAlternative |= level.MayBeEmpty;
                    level.MayBeEmpty = true;
                    afterDash = level.EnteredAfterDash;
                    index++;
                    continue;
                case ')':
                    index++;
                    var group = levels.Pop();
                    if (levels.Count == 0)
                        return true;
                    var (isGroupOptional, isGroupRepeated) = Quantifier(pattern, ref index);
                    afterDash |= group.EndsWithDash;
                    if (isGroupRepeated && afterDash && group.MayBegin)
                        return true;
                    isGroupOptional |= group.MayBeEmpty || group.HasEmptyAlternative;
                    afterDash |= isGroupOptional && group.EnteredAfterDash;
                    Enter(levels.Peek(), group.MayBegin, isGroupOptional);
                    continue;
            }

            var mayBeDash = Atom(pattern, ref index);
            var (isOptional, isRepeated) = Quantifier(pattern, ref index);
            if (mayBeDash && (afterDash || isRepeated))
                return true;
            Enter(level, mayBeDash, isOptional);
            afterDash = mayBeDash || isOptional && afterDash;
        }

        return false;
    }

    /// <summary>Whether a dash is among the characters of a class, not counting that of a range.</summary>
    public static bool HasDash(string characters)
    {
        for (var index = 0; index < characters.Length; index++)
        {
            if (characters[index] != '-')
                continue;
            var isRange = index > 0 && index < characters.Length - 1 && char.IsLetterOrDigit(characters[index - 1]) && !(index > 1 && characters[index - 2] == '\\');
            if (!isRange)
                return true;
        }

        return false;
    }

    private static void Enter(Level level, bool mayBeginWithDash, bool isOptional)
    {
        level.MayBegin |= level.MayBeEmpty && mayBeginWithDash;
        level.MayBeEmpty &= isOptional;
    }

    /// <summary>One character of the text: a class, an escape or a character; whether that may be a dash.</summary>
    private static bool Atom(string pattern, ref int index)
    {
        switch (pattern[index])
        {
            case '[':
                var close = pattern.IndexOf(']', index + 1);
                var characters = close < 0 ? "-" : pattern.Substring(index + 1, close - index - 1);
                index = close < 0 ? pattern.Length : close + 1;
                return HasDash(characters);
            case '\\' when index + 1 < pattern.Length:
                index += 2;
                return pattern[index - 1] == '-';
            default:
                return pattern[index++] == '-';
        }
    }

    private static (bool IsOptional, bool IsRepeated) Quantifier(string pattern, ref int index)
    {
        if (index >= pattern.Length)
            return (false, false);
        (bool, bool) read;
        switch (pattern[index])
        {
            case '*':
                (read, index) = ((true, true), index + 1);
                break;
            case '+':
                (read, index) = ((false, true), index + 1);
                break;
            case '?':
                (read, index) = ((true, false), index + 1);
                break;
            case '{' when pattern.IndexOf('}', index) is > 0 and var close:
                var counts = pattern.Substring(index + 1, close - index - 1);
                (read, index) = ((counts.StartsWith("0", StringComparison.Ordinal), counts is not ("1" or "0,1" or GuidLength)), close + 1);
                break;
            default:
                return (false, false);
        }

        // Lazy or greedy, it matches the same texts.
        if (index < pattern.Length && pattern[index] is ('?' or '+'))
            index++;
        return read;
    }
}
