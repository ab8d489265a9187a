using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>How are chains of calls written?</summary>
internal static class CallChains
{
    /// <summary>What comes out of these is what goes into them.</summary>
    private static readonly string[] KeepRows =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Skip", "Take", "Include", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery",
        "AsQueryable", "Distinct", "TagWith", "IgnoreQueryFilters",
    ];

    /// <summary>
    /// What comes in front of the dot of a new call: a chain with a call on each line gets one more line, indented like the next call, or like the last. Where the next call goes on
    /// behind this one, so does the new one.
    /// </summary>
    public static string LineOfCallBehind(this ExpressionSyntax behind)
    {
        var text = behind.SyntaxTree.GetText();
        var next = behind.GetLastToken().GetNextToken();
        if (IndentationOf(next, text) is { } line)
            return line;
        if (next.IsKind(SyntaxKind.DotToken))
            return "";
        return (behind is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { OperatorToken: var dot } } ? IndentationOf(dot, text) : null) ?? "";
    }

    /// <summary>What the lambdas beside call a row, before the query makes something else of it; null where none does.</summary>
    public static string? RowName(this ExpressionSyntax behind)
    {
        for (var call = behind as InvocationExpressionSyntax; call is { Expression: MemberAccessExpressionSyntax access }; call = access.Expression as InvocationExpressionSyntax)
        {
            if (!KeepRows.Contains(access.Name.Identifier.ValueText))
                return null;
            if (ParameterOf(call) is { } name)
                return name;
        }

        SyntaxNode code = behind;
        while (code.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } member && member.Expression == code)
        {
            if (ParameterOf(next) is { } name)
                return name;
            if (!KeepRows.Contains(member.Name.Identifier.ValueText))
                return null;
            code = next;
        }

        return null;
    }

    private static string? ParameterOf(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax { Parameter.Identifier.Text: var name } && name.Trim('_').Length > 0 ? name : null;

    private static string? IndentationOf(SyntaxToken dot, SourceText text)
    {
        if (dot.Kind() is not (SyntaxKind.DotToken or SyntaxKind.QuestionToken))
            return null;
        var line = text.Lines.GetLineFromPosition(dot.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart));
        return before.Trim().Length == 0 ? dot.Parent!.SyntaxTree.GetRoot().EndOfLine() + before : null;
    }
}
