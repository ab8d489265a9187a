namespace BackendGuardrails.Shared.Sql;

/// <summary>Names of parameters: after what they hold, each once.</summary>
internal sealed class ParameterNames(IEnumerable<string> taken)
{
    private const string Fallback = "value";

    /// <summary>What <c>GetString()</c> and its like say about the type, not about the value.</summary>
    private static readonly string[] Types =
    {
        "String", "Text", "RawText", "Value", "Object", "Boolean", "Byte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "Char",
    };

    private static readonly string[] TextWork = { "Trim", "To", "Replace", "Remove", "Substring", "Pad", "Normalize", "Insert", "Add" };

    private static readonly string[] Pagers = { "OFFSET", "LIMIT" };

    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that the SQL uses already, without their at sign or colon, and such that others gave.</summary>
    public static ParameterNames For(SqlSlots slots, IEnumerable<string> others) =>
        new(slots.Tokens.Where((token, index) => token.Text[0] == '@' || index > 0 && slots.Tokens[index - 1].Is(":")).Select(token => token.Text.TrimStart('@')).Concat(others));

    public string Next(ExpressionSyntax value, SqlSlot slot)
    {
        var name = Plain(NameFor(value, slot), slot);
        var free = new[] { name }.Concat(Enumerable.Range(2, 1000).Select(number => $"{name}{number}")).First(candidate => !_taken.Contains(candidate));
        _taken.Add(free);
        return free;
    }

    /// <summary>A keyword would need an at sign wherever it is mentioned.</summary>
    private static string Plain(string name, SqlSlot slot)
    {
        if (!IsKeyword(name))
            return name;
        return slot.Column is { } column && Camel(column) is var better && !IsKeyword(better) ? better : $"{name}Value";
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None;

    /// <summary>What is calculated is called after what it is for.</summary>
    private static string NameFor(ExpressionSyntax value, SqlSlot slot)
    {
        var name = NameOf(value);
        var isCalculated = name == Fallback || IsAnswer(value) || value is BinaryExpressionSyntax { RawKind: not ((int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AddExpression) };
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
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => Called(access.Name.Identifier.ValueText, call) ?? Keyed(access.Name.Identifier.ValueText, call) ?? NameOf(access.Expression),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } call => Called(name.Identifier.ValueText, call) ?? Keyed(name.Identifier.ValueText, call) ?? Camel(name.Identifier.ValueText),
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

    /// <summary>What is asked of something is not called after whom it is asked: <c>connection.ExecuteScalar(…)</c>, <c>element.GetString()</c>.</summary>
    private static bool IsAnswer(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var method }, ArgumentList.Arguments.Count: var count } call
        && (count == 0
            ? receiver is SimpleNameSyntax && method.StartsWith("Get", StringComparison.Ordinal) && Types.Contains(method.Substring(3))
            : Keyed(method, call) is null && !TextWork.Any(work => method.StartsWith(work, StringComparison.Ordinal)));

    private static bool IsNamed(ExpressionSyntax operand) => operand is not (BinaryExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax);

    private static string? Called(string method, InvocationExpressionSyntax call)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - "Async".Length);
        return method.StartsWith("Get", StringComparison.Ordinal) && method.Length > 3 && call.ArgumentList.Arguments.Count == 0 && !Types.Contains(method.Substring(3))
            ? Camel(method.Substring(3))
            : null;
    }

    /// <summary><c>line.GetProperty("name")</c> is name.</summary>
    private static string? Keyed(string method, InvocationExpressionSyntax call) =>
        method.StartsWith("Get", StringComparison.Ordinal) && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: string key } && key.All(IsNamePart)
            ? Camel(key)
            : null;

    private static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    private static string Camel(string name)
    {
        var letters = new string(name.Where(character => char.IsLetterOrDigit(character) || character == '_').ToArray()).TrimStart('_');
        if (letters.Length == 0 || !char.IsLetter(letters[0]))
            return Fallback;
        return letters.All(letter => !char.IsLower(letter)) ? letters.ToLowerInvariant() : char.ToLowerInvariant(letters[0]) + letters.Substring(1);
    }
}
