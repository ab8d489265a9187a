namespace BackendGuardrails.Shared.Sql;

/// <summary>The value behind a hole, without what only turns it into SQL text.</summary>
internal static class HoleValue
{
    private static readonly string[] Words = { "escape", "quote", "sanit", "encode", "literal" };

    /// <summary><c>id</c> of <c>id.ToString()</c> and <c>id.ToString(CultureInfo.InvariantCulture)</c> when it is a number.</summary>
    public static ExpressionSyntax WithoutToString(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } access, ArgumentList.Arguments: var arguments }
        && (arguments.Count == 0 || arguments.Count == 1 && arguments[0].Expression.ToString().EndsWith("InvariantCulture", StringComparison.Ordinal))
        && model.GetTypeInfo(access.Expression, cancellationToken).Type is { } type && type.IsNumber()
            ? access.Expression
            : value;

    /// <summary><c>name</c> of <c>name.Replace("'", "''")</c>: a parameter needs no escaping, it would store both quotes.</summary>
    public static ExpressionSyntax WithoutEscaping(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" } access, ArgumentList.Arguments: { Count: 2 } arguments }
        && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "'" }
        && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: "''" }
            ? access.Expression
            : value;

    /// <summary>Whether the value is text that was prepared for standing in SQL: as a parameter it would mean something else.</summary>
    public static bool IsPrepared(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Prepares(value))
            return true;
        return model.GetSymbolInfo(value, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol
            && value is IdentifierNameSyntax { Identifier.ValueText: var name }
            && value.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) is var member
            && (member ?? value.SyntaxTree.GetRoot(cancellationToken)).DescendantNodes().Any(node => node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var initial } variable => variable.Identifier.ValueText == name && Prepares(initial),
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment => left.Identifier.ValueText == name && Prepares(assignment.Right),
                _ => false,
            });
    }

    public static bool IsNumber(this ITypeSymbol type) =>
        type.Underlying() is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double, TypeKind: not TypeKind.Enum };

    /// <summary>The type without <c>Nullable</c>.</summary>
    public static ITypeSymbol Underlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static bool Prepares(ExpressionSyntax value) => value.DescendantNodesAndSelf().Any(node => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.Contains('\''),
        InterpolatedStringTextSyntax text => text.TextToken.ValueText.Contains('\''),
        InvocationExpressionSyntax call => Words.Any(word => call.Expression.NameOf().IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0),
        _ => false,
    });
}
