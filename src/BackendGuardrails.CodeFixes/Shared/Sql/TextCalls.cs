using System.Globalization;

namespace BackendGuardrails.Shared.Sql;

/// <summary>One piece of what a call makes: a constant, a value, or a list of values.</summary>
internal sealed record TextPiece(string? Constant, ExpressionSyntax? Value = null, string Clause = "", SqlList? List = null);

/// <summary>What do <c>string.Format</c>, <c>string.Concat</c> and <c>string.Join</c> put together?</summary>
internal static class TextCalls
{
    public static IReadOnlyList<TextPiece>? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String } method
            || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null))
            return null;
        return method.Name switch
        {
            "Format" => Format(arguments, method, model, cancellationToken),
            "Concat" when arguments.All(argument => IsOneValue(argument, model, cancellationToken)) => arguments.Select(argument => new TextPiece(null, argument)).ToList(),
            "Join" when arguments.Count == 2 && List(arguments[0], arguments[1], model, cancellationToken) is { } list => new[] { list },
            _ => null,
        };
    }

    private static IReadOnlyList<TextPiece>? Format(List<ExpressionSyntax> arguments, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var values = arguments.Skip(1).ToList();
        if (method.Parameters[0].Type.SpecialType != SpecialType.System_String
            || model.GetConstantValue(arguments[0], cancellationToken).Value is not string format
            || values.Any(value => !IsOneValue(value, model, cancellationToken)))
            return null;
        return Items(format, values);
    }

    /// <summary>What a format text is made of; null when it is none, or asks for a value that is not there.</summary>
    public static IReadOnlyList<TextPiece>? Items(string format, IReadOnlyList<ExpressionSyntax> values)
    {
        var pieces = new List<TextPiece>();
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < format.Length; index++)
        {
            var character = format[index];
            if (character is not ('{' or '}'))
            {
                text.Append(character);
                continue;
            }

            if (index + 1 < format.Length && format[index + 1] == character)
            {
                text.Append(character);
                index++;
                continue;
            }

            var end = format.IndexOf('}', index);
            if (character == '}' || end < 0 || Item(format.Substring(index + 1, end - index - 1), values) is not { } item)
                return null;
            pieces.Add(new(text.ToString()));
            text.Clear();
            pieces.Add(item);
            index = end;
        }

        pieces.Add(new(text.ToString()));
        return pieces.Where(piece => piece.Constant != "").ToList();
    }

    private static TextPiece? Item(string item, IReadOnlyList<ExpressionSyntax> values)
    {
        var digits = new string(item.TakeWhile(char.IsDigit).ToArray());
        var clause = item.Substring(digits.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < values.Count && (clause.Length == 0 || clause[0] is ',' or ':')
            ? new(null, values[number], clause)
            : null;
    }

    /// <summary>Not an array or sequence that is taken apart.</summary>
    private static bool IsOneValue(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(value, cancellationToken).Type is { } type && (type.SpecialType == SpecialType.System_String || ItemTypeOf(type) is null);

    private static TextPiece? List(ExpressionSyntax separator, ExpressionSyntax items, SemanticModel model, CancellationToken cancellationToken)
    {
        var quotes = model.GetConstantValue(separator, cancellationToken).Value?.ToString().Replace(" ", "") switch
        {
            "," => ListQuotes.None,
            "','" => ListQuotes.Between,
            _ => (ListQuotes?)null,
        };
        if (quotes is null || model.GetTypeInfo(items, cancellationToken).Type is not { } type || ItemTypeOf(type) is not { } item)
            return null;
        if (quotes == ListQuotes.None && Unquoted(items, model, cancellationToken) is { } source)
            return ItemTypeOf(model.GetTypeInfo(source, cancellationToken).Type) is { } inner ? new(null, source, "", new(inner, ListQuotes.AroundEach)) : null;
        return new(null, items, "", new(item, quotes.Value));
    }

    /// <summary><c>names</c> of <c>names.Select(name => $"'{name}'")</c>.</summary>
    private static ExpressionSyntax? Unquoted(ExpressionSyntax items, SemanticModel model, CancellationToken cancellationToken)
    {
        if (items is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" } select, ArgumentList.Arguments: { Count: 1 } arguments }
            || arguments[0].Expression is not SimpleLambdaExpressionSyntax { ExpressionBody: { } body } lambda
            || new TextFolding(model, 0, cancellationToken).Fold(body) is not { } parts)
            return null;
        return parts.Count == 3
            && parts[0] is SqlConstant { Value: "'" or "N'" } && parts[2] is SqlConstant { Value: "'" }
            && parts[1] is SqlHole { Clause: "", List: null } hole
            && HoleValue.WithoutEscaping(hole.Value) is IdentifierNameSyntax name && name.Identifier.ValueText == lambda.Parameter.Identifier.ValueText
            ? select.Expression
            : null;
    }

    private static ITypeSymbol? ItemTypeOf(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence => sequence.TypeArguments[0],
        _ => type.AllInterfaces.FirstOrDefault(implemented => implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
    };
}
