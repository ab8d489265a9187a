namespace BackendGuardrails.Queries;

/// <summary>The call that reads the rows of a query, with what waits for it; or a query that is given the type of a plain sequence.</summary>
/// <param name="Query">What is read.</param>
/// <param name="Whole">The call, and the <c>await</c> around it.</param>
internal sealed record RowReading(ExpressionSyntax Query, InvocationExpressionSyntax? Call, ExpressionSyntax Whole)
{
    public string Name => Call is { Expression: MemberAccessExpressionSyntax access } ? access.Name.Identifier.ValueText : "";

    public bool IsAsync => Whole is AwaitExpressionSyntax;

    /// <summary>What the call is given: a token, or nothing.</summary>
    public string Arguments => Call?.ArgumentList.Arguments.ToString() ?? "";

    /// <summary><c>.ConfigureAwait(false)</c></summary>
    public string Suffix { get; private init; } = "";

    /// <summary>What stands in front of the dot of the call: a line end, a comment, or nothing.</summary>
    public string Before => Call is { Expression: MemberAccessExpressionSyntax access } ? Between(access.Expression, access.OperatorToken) : "";

    /// <summary>The line end and what indents the dot.</summary>
    public string Line => Before.LastIndexOf('\n') is var at && at < 0 ? "" : Before.Substring(at > 0 && Before[at - 1] == '\r' ? at - 1 : at);

    /// <summary>The call as it is written behind the query.</summary>
    public string Text => Call is null ? "" : $"{Line}.{Name}({Arguments})";

    /// <summary>The variable that is declared with the rows.</summary>
    public VariableDeclaratorSyntax? Variable => Outermost(Whole).Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }, Variables.Count: 1 } } variable } ? variable : null;

    /// <summary>Null where it is neither waited for nor finished.</summary>
    public static RowReading? Of(ExpressionSyntax reader)
    {
        if (reader is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call || !access.Name.Identifier.ValueText.StartsWith("To", StringComparison.Ordinal) && access.Name.Identifier.ValueText is not ("AsEnumerable" or "AsAsyncEnumerable"))
            return new(reader, null, reader);
        if (!access.Name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal))
            return new(access.Expression, call, call);
        if (call.Parent is AwaitExpressionSyntax plain)
            return new(access.Expression, call, plain);
        return call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configure && configure.Parent is InvocationExpressionSyntax { Parent: AwaitExpressionSyntax await } configured
            ? new(access.Expression, call, await) { Suffix = configured.ToString().Substring(call.Span.End - configured.SpanStart) }
            : null;
    }

    public static ExpressionSyntax Outermost(ExpressionSyntax code)
    {
        while (code.Parent is ParenthesizedExpressionSyntax outer)
            code = outer;
        return code;
    }

    internal static string Between(ExpressionSyntax receiver, SyntaxToken dot) =>
        dot.SyntaxTree!.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(receiver.Span.End, dot.SpanStart));
}
