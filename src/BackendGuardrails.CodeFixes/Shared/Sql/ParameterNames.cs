namespace BackendGuardrails.Shared.Sql;

/// <summary>Names of parameters: after what they hold, each once.</summary>
internal sealed class ParameterNames(IEnumerable<string> taken)
{
    private const string Fallback = "value";

    private static readonly string[] Pagers = { "OFFSET", "LIMIT" };

    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that the SQL uses already, without their at sign or colon, and such that others gave.</summary>
    public static ParameterNames For(SqlSlots slots, IEnumerable<string> others) =>
        new(slots.Tokens.Where((token, index) => token.Text[0] == '@' || index > 0 && slots.Tokens[index - 1].Is(":")).Select(token => token.Text.TrimStart('@')).Concat(others));

    public string Next(ExpressionSyntax value, SqlSlot slot)
    {
        var name = NameFor(value, slot);
        var free = new[] { name }.Concat(Enumerable.Range(2, 1000).Select(number => $"{name}{number}")).First(candidate => !_taken.Contains(candidate));
        _taken.Add(free);
        return free;
    }

    /// <summary>What is calculated is called after what it is for.</summary>
    private static string NameFor(ExpressionSyntax value, SqlSlot slot)
    {
        var name = NameOf(value);
        var isCalculated = name == Fallback || value is BinaryExpressionSyntax { RawKind: not ((int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AddExpression) };
        if (!isCalculated)
            return name;
        return Pagers.Contains(slot.Before) ? slot.Before.ToLowerInvariant() : slot.Column is { } column ? Camel(column) : name;
    }

    /// <summary><c>filter.Name</c> is name, <c>GetCity()</c> is city, <c>Request.Query["page"]</c> is page.</summary>
    public static string NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => Camel(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "Length" or "Count" } access => NameOf(access.Expression),
        MemberAccessExpressionSyntax access => Camel(access.Name.Identifier.ValueText),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element =>
            arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string key } ? Camel(key) : NameOf(element.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => Called(access.Name.Identifier.ValueText, call) ?? NameOf(access.Expression),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } call => Called(name.Identifier.ValueText, call) ?? Camel(name.Identifier.ValueText),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => Camel(binding.Name.Identifier.ValueText),
        ConditionalAccessExpressionSyntax conditional => NameOf(conditional.Expression),
        ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        AwaitExpressionSyntax await => NameOf(await.Expression),
        PostfixUnaryExpressionSyntax postfix => NameOf(postfix.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => NameOf(coalesce.Left),
        BinaryExpressionSyntax binary when binary.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(IsNamed).Take(1).ToList() is { Count: 1 } operands => NameOf(operands[0]),
        InterpolatedStringExpressionSyntax { Contents: var contents } => contents.OfType<InterpolationSyntax>().Select(hole => NameOf(hole.Expression)).FirstOrDefault() ?? Fallback,
        _ => Fallback,
    };

    private static bool IsNamed(ExpressionSyntax operand) => operand is not (BinaryExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax);

    private static string? Called(string method, InvocationExpressionSyntax call)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - "Async".Length);
        return method.StartsWith("Get", StringComparison.Ordinal) && method.Length > 3 && call.ArgumentList.Arguments.Count == 0 ? Camel(method.Substring(3)) : null;
    }

    private static string Camel(string name)
    {
        var letters = new string(name.Where(character => char.IsLetterOrDigit(character) || character == '_').ToArray()).TrimStart('_');
        if (letters.Length == 0 || !char.IsLetter(letters[0]))
            return Fallback;
        return letters.All(letter => !char.IsLower(letter)) ? letters.ToLowerInvariant() : char.ToLowerInvariant(letters[0]) + letters.Substring(1);
    }
}
