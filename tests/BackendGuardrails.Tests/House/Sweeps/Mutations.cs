using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>Damages code the way typing does. The same seed damages it the same way.</summary>
internal static class Mutations
{
    private static readonly Func<string, Random, string>[] Wounds =
    [
        (text, random) => DropToken(text, random, _ => true),
        (text, random) => DropToken(text, random, kind => kind is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken),
        (text, random) => DropToken(text, random, kind => kind is SyntaxKind.IdentifierToken),
        (text, random) => text[..random.Next(text.Length)],
        SwapIdentifiers,
        RemoveLine,
        RepeatLine,
        CutMember,
        AddBrace,
        SwapArguments,
        CutString,
        Rename,
        CutAfterDot,
        SwapTypes,
    ];

    public static string Of(string source, int seed)
    {
        var random = new Random(seed);
        var text = source;
        for (var wounds = random.Next(1, 4); wounds > 0 && text.Length > 0; wounds--)
            text = Wounds[random.Next(Wounds.Length)](text, random);
        return text;
    }

    private static string DropToken(string text, Random random, Func<SyntaxKind, bool> isWanted) =>
        Pick(Tokens(text).Where(token => isWanted(token.Kind())), random) is { RawKind: not 0 } token ? Replace(text, token.Span, "") : text;

    private static string RemoveLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.RemoveAt(random.Next(lines.Count));
        return string.Join('\n', lines);
    }

    private static string RepeatLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]);
        return string.Join('\n', lines);
    }

    /// <summary>A name where another belongs: calls of itself, locals made of themselves, the wrong types.</summary>
    private static string SwapIdentifiers(string text, Random random)
    {
        var names = Names(text);
        return names.Count == 0 ? text : Replace(text, names[random.Next(names.Count)].Span, names[random.Next(names.Count)].Text);
    }

    /// <summary>A member whose end is not typed yet.</summary>
    private static string CutMember(string text, Random random) =>
        Pick(Nodes<MemberDeclarationSyntax>(text).Where(member => member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)), random) is { Span: var span }
            ? Replace(text, TextSpan.FromBounds(random.Next(span.Start, span.End), span.End), "")
            : text;

    private static string AddBrace(string text, Random random) => Pick(Tokens(text), random) is { RawKind: not 0 } token
        ? text.Insert(token.SpanStart, Pick<string>(["{", "}", "(", ")", "=> ", "\"", "/*"], random)!)
        : text;

    private static string SwapArguments(string text, Random random)
    {
        if (Pick(Nodes<ArgumentListSyntax>(text).Where(list => list.Arguments.Count > 1), random) is not { Arguments: var arguments })
            return text;
        var first = random.Next(arguments.Count - 1);
        return Replace(Replace(text, arguments[first + 1].Span, arguments[first].ToString()), arguments[first].Span, arguments[first + 1].ToString());
    }

    /// <summary>A string without its end.</summary>
    private static string CutString(string text, Random random) =>
        Pick(Tokens(text).Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringEndToken), random) is { RawKind: not 0 } end
            ? Replace(text, TextSpan.FromBounds(end.IsKind(SyntaxKind.StringLiteralToken) ? random.Next(end.SpanStart + 1, end.Span.End) : end.SpanStart, end.Span.End), "")
            : text;

    /// <summary>One use of a name gets a letter more, as while it is renamed.</summary>
    private static string Rename(string text, Random random) => Pick(Names(text), random) is { RawKind: not 0 } name ? text.Insert(name.Span.End, "X") : text;

    private static string CutAfterDot(string text, Random random) => Pick(Nodes<MemberAccessExpressionSyntax>(text), random) is { } access
        ? Replace(text, TextSpan.FromBounds(access.Name.SpanStart, access.Parent is InvocationExpressionSyntax call ? call.Span.End : access.Span.End), "")
        : text;

    private static string SwapTypes(string text, Random random)
    {
        var types = Nodes<TypeSyntax>(text).Where(type => type.Parent is VariableDeclarationSyntax or ParameterSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax or TypeArgumentListSyntax).ToList();
        return types.Count == 0 ? text : Replace(text, types[random.Next(types.Count)].Span, types[random.Next(types.Count)].ToString());
    }

    private static List<SyntaxToken> Tokens(string text) => [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)];

    private static List<SyntaxToken> Names(string text) => [.. Tokens(text).Where(token => token.IsKind(SyntaxKind.IdentifierToken))];

    private static IEnumerable<T> Nodes<T>(string text) where T : SyntaxNode => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<T>().Where(node => node.Span.Length > 0);

    private static T? Pick<T>(IEnumerable<T> all, Random random)
    {
        var list = all.ToList();
        return list.Count == 0 ? default : list[random.Next(list.Count)];
    }

    private static string Replace(string text, TextSpan span, string by) => text.Remove(span.Start, span.Length).Insert(span.Start, by);
}
