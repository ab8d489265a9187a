using BackendGuardrails.Facts;

namespace BackendGuardrails.Shared.Sql;

/// <summary>What is handed to the database instead of being written into the SQL.</summary>
/// <param name="Code">The expression of the value.</param>
/// <param name="IsList">Whether it is a sequence of values.</param>
/// <param name="NeedsLinq">Whether it calls a method of System.Linq.</param>
/// <param name="MayBeNull">Whether it is text of which the code says that it may be null; in the SQL that was an empty text.</param>
/// <param name="IsQuoted">Whether it is text that stood in quotes as it is.</param>
internal sealed record SlotValue(ExpressionSyntax Code, bool IsList = false, bool NeedsLinq = false, bool MayBeNull = false, bool IsQuoted = false)
{
    private static readonly string[] Pure = { "Trim", "TrimStart", "TrimEnd", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "GetString" };

    private static readonly string[] Orders = { "<", ">", "<=", ">=", "BETWEEN", "AND" };

    /// <summary>The value as the SQL had it: the null of the database is equal to nothing, but text that was null stood there as an empty one.</summary>
    public ExpressionSyntax AsInText => MayBeNull ? OrEmpty : Code;

    /// <summary>The value, or an empty text where it is null.</summary>
    public ExpressionSyntax OrEmpty =>
        SyntaxFactory.ParseExpression($"{(Code is ConditionalAccessExpressionSyntax or AwaitExpressionSyntax ? Code.WithoutTrivia().ToString() : LiteralWriter.Operand(Code))} ?? \"\"");

    /// <summary>Null where the database might take the value for something else than the text it was.</summary>
    public static SlotValue? Of(SqlSlot slot, SqlDialect dialect, SemanticModel model, CancellationToken cancellationToken)
    {
        if (slot.Alone is { IsParameter: true } parameter)
            return slot.Position is HolePosition.Value or HolePosition.Number ? new(parameter.Value) : null;
        if (slot.Holes.Any(hole => hole.IsParameter) || slot.Holes.Any(hole => HoleValue.IsPrepared(HoleValue.WithoutEscaping(hole.Value), model, cancellationToken)))
            return null;
        return slot.Position switch
        {
            HolePosition.Literal when slot.Alone is { Clause: "", List: null } alone => OfText(HoleValue.WithoutEscaping(alone.Value), alone.Type, slot, dialect, model, cancellationToken),
            HolePosition.Literal when slot.Holes.All(hole => hole.List is null) && IsText(slot, dialect) => Composed(slot) is { } composed ? new(composed) : null,
            HolePosition.Value when slot.Alone is { Clause: "", List: null } alone => OfValue(alone, slot, dialect, model, cancellationToken),
            HolePosition.Number when slot.Alone is { Clause: "", List: null, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 } count => new(count.Value),
            HolePosition.List when slot.Alone is { List: { } list } items => OfList(items, list, slot, dialect),
            _ => null,
        };
    }

    /// <summary>What stood in quotes stays text, except where PostgreSQL would not compare text with what it must be.</summary>
    private static SlotValue? OfText(ExpressionSyntax value, ITypeSymbol type, SqlSlot slot, SqlDialect dialect, SemanticModel model, CancellationToken cancellationToken)
    {
        var isCertain = dialect == SqlDialect.Other || slot.IsPattern || slot.Before == "||" || slot.After == "::";
        if (type.SpecialType == SpecialType.System_String)
            return isCertain || !Orders.Contains(slot.Before) && !MayBeOtherThanText(slot)
                ? new(value, MayBeNull: model.GetTypeInfo(value, cancellationToken).Nullability.FlowState == NullableFlowState.MaybeNull, IsQuoted: true)
                : null;
        if (type.SpecialType == SpecialType.System_Char)
            return new(SyntaxFactory.ParseExpression($"{LiteralWriter.Operand(value)}.ToString()"));
        if (dialect == SqlDialect.PostgreSql && !isCertain && type.Is("System.Guid"))
            return new(value);
        return isCertain && type.IsValueType ? new(SyntaxFactory.ParseExpression($"{LiteralWriter.Operand(value)}.ToString()")) : null;
    }

    /// <summary>Whether a composed literal is compared as text: not as a date, for example, which PostgreSQL would have made of it.</summary>
    private static bool IsText(SqlSlot slot, SqlDialect dialect) =>
        dialect == SqlDialect.Other || slot.IsPattern || slot.Before == "||" || slot.After == "::"
        || slot.Before is "=" or "<>" or "!=" && slot.Holes.All(hole => hole.Type.SpecialType == SpecialType.System_String)
            && !MayBeOtherThanText(slot)
            && !slot.Content.Any(stretch => stretch.Text is { } text && text.Any(character => char.IsDigit(character) || character == ':'));

    /// <summary>PostgreSQL makes what a column needs of a literal, not of a text parameter.</summary>
    private static bool MayBeOtherThanText(SqlSlot slot) =>
        slot.Column is { } column && SqlColumns.MayBeOtherThanText(column)
        || slot.Holes.Any(hole => !(slot.Column is not null && IsTextWork(hole.Value)) && SqlColumns.MayBeOtherThanText(ParameterNames.NameOf(hole.Value)));

    /// <summary>What is done to text only: <c>from</c> may be a date, <c>from.Trim()</c> is a person or a place.</summary>
    private static bool IsTextWork(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method }, ArgumentList.Arguments.Count: 0 } && Pure.Contains(method);

    private static SlotValue? OfValue(SqlHole hole, SqlSlot slot, SqlDialect dialect, SemanticModel model, CancellationToken cancellationToken) => hole.Type.Underlying().SpecialType switch
    {
        SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single
            or SpecialType.System_Byte or SpecialType.System_Boolean => new(hole.Value),
        // Text without quotes is a number mostly, and can be a piece of SQL: only what comes as it is from elsewhere is taken for a value.
        SpecialType.System_String when dialect == SqlDialect.Other && slot.Before is "=" or "<>" or "!="
            && model.GetSymbolInfo(hole.Value, cancellationToken).Symbol is IParameterSymbol or IPropertySymbol => new(hole.Value),
        _ => null,
    };

    private static SlotValue? OfList(SqlHole items, SqlList list, SqlSlot slot, SqlDialect dialect)
    {
        var isNumber = list.ItemType is { SpecialType: SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 };
        var fits = list.Quotes == ListQuotes.None ? isNumber : list.ItemType.SpecialType == SpecialType.System_String || dialect == SqlDialect.PostgreSql && list.ItemType.Is("System.Guid");
        // In the text, an item that is null was an empty one; the database's null makes NOT IN find nothing.
        if (!fits || dialect == SqlDialect.Unknown || list.ItemType.NullableAnnotation == NullableAnnotation.Annotated && list.Quotes != ListQuotes.None || dialect == SqlDialect.PostgreSql && list.ItemType.SpecialType == SpecialType.System_String && MayBeOtherThanText(slot))
            return null;
        if (dialect == SqlDialect.Other || items.Type is IArrayTypeSymbol || items.Type.Is("System.Collections.Generic.List`1"))
            return new(items.Value.WithoutTrivia(), IsList: true);
        return new(SyntaxFactory.ParseExpression($"{LiteralWriter.Operand(items.Value)}.ToArray()"), IsList: true, NeedsLinq: true);
    }

    /// <summary><c>"%" + name + "%"</c>, or an interpolated string where the text is more complicated.</summary>
    private static ExpressionSyntax? Composed(SqlSlot slot)
    {
        var units = slot.Content.Select(stretch => Unescaped(SqlUnit.Of(stretch, keepNames: false))).ToList();
        var isSimple = units.Count(unit => unit.Code is not null) == 1 && slot.Holes.Single() is { Clause: "", Type.SpecialType: SpecialType.System_String };
        var text = isSimple
            ? string.Join(" + ", units.Select(unit => unit.Code is { } code ? LiteralWriter.Operand(code) : LiteralWriter.Regular(unit.Text!)))
            : LiteralWriter.Write(units, interpolated: true);
        return text is null ? null : SyntaxFactory.ParseExpression(text);
    }

    private static SqlUnit Unescaped(SqlUnit unit) => unit.Code is { } code
        ? unit with { Code = HoleValue.WithoutEscaping(code) }
        : new(unit.Text!.Replace("''", "'"), null, null, "", unit.Origin, unit.Break);
}
