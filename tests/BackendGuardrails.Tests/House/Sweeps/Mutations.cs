using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Tests.House;

/// <summary>Damages code the way typing does. The same seed damages it the same way.</summary>
internal static class Mutations
{
    public static string Of(string source, int seed)
    {
        var random = new Random(seed);
        var text = source;
        for (var wounds = random.Next(1, 4); wounds > 0 && text.Length > 0; wounds--)
            text = Wound(text, random);
        return text;
    }

    private static string Wound(string text, Random random)
    {
        switch (random.Next(7))
        {
            case 0:
                return DropToken(text, random, _ => true);
            case 1:
                return DropToken(text, random, kind => kind is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken);
            case 2:
                return DropToken(text, random, kind => kind is SyntaxKind.IdentifierToken);
            case 3:
                return text[..random.Next(text.Length)];
            case 4:
                return SwapIdentifiers(text, random);
            default:
                var lines = text.Split('\n').ToList();
                var line = random.Next(lines.Count);
                if (random.Next(2) == 0)
                    lines.RemoveAt(line);
                else
                    lines.Insert(random.Next(lines.Count), lines[line]);
                return string.Join('\n', lines);
        }
    }

    private static string DropToken(string text, Random random, Func<SyntaxKind, bool> isWanted)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Where(token => token.Span.Length > 0 && isWanted(token.Kind())).ToList();
        if (tokens.Count == 0)
            return text;
        var span = tokens[random.Next(tokens.Count)].Span;
        return text.Remove(span.Start, span.Length);
    }

    /// <summary>A name where another belongs: calls of itself, locals made of themselves, the wrong types.</summary>
    private static string SwapIdentifiers(string text, Random random)
    {
        var names = SyntaxFactory.ParseTokens(text).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        if (names.Count == 0)
            return text;
        var (target, source) = (names[random.Next(names.Count)], names[random.Next(names.Count)]);
        return text.Remove(target.SpanStart, target.Span.Length).Insert(target.SpanStart, source.Text);
    }
}
