using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>May each time round have the same result in its hands? Not if it changes it, or hands it to somebody who may.</summary>
internal sealed class SharedResult(QueryCall call, bool isUntracked)
{
    private static readonly string[] Reading =
    [
        "Contains", "ContainsKey", "TryGetValue", "GetValueOrDefault", "IndexOf", "Find", "FindAll", "FindIndex", "FindLast", "Exists", "TrueForAll", "BinarySearch", "ToString", "Equals", "GetHashCode",
    ];

    private readonly bool _isUntracked = isUntracked || call.Steps.Any(step => ((ExpressionSyntax)step).NameOf() is "AsNoTracking" or "AsNoTrackingWithIdentityResolution" or "Select");

    public bool IsOnlyRead => call.Operation switch
    {
        "" => IsOnlyReadOneByOne((ForEachStatementSyntax)call.Whole.Parent!),
        "ToList" or "ToArray" or "ToHashSet" => IsRead(call.Whole),
        // With tracking it always was the same object.
        _ => !_isUntracked || IsImmutable(call.Loop.TypeOf(call.Whole)) || IsRead(call.Whole),
    };

    private static bool IsImmutable(ITypeSymbol? type) => type is { IsValueType: true } or { SpecialType: SpecialType.System_String } or { IsAnonymousType: true };

    private bool IsRead(ExpressionSyntax use) => use.Parent switch
    {
        ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => IsRead((ExpressionSyntax)use.Parent),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } => call.Loop.Node.Span.Contains(local.Span) && AreRead(local.Identifier.ValueText),
        MemberAccessExpressionSyntax access when access.Expression == use => IsReadMember(access),
        ElementAccessExpressionSyntax element when element.Expression == use => IsReadValue(element),
        ForEachStatementSyntax each when each.Expression == use => IsOnlyReadOneByOne(each),
        BinaryExpressionSyntax or IsPatternExpressionSyntax or InterpolationSyntax => true,
        _ => false,
    };

    private bool AreRead(string name) => call.Loop.Node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(identifier => identifier.Identifier.ValueText == name && !(identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier))
        .All(IsRead);

    private bool IsReadMember(MemberAccessExpressionSyntax access)
    {
        if (access.Parent is not InvocationExpressionSyntax asked)
            return IsReadValue(access);
        return call.Loop.SymbolOf(asked) is IMethodSymbol method && (method.ContainingType.Is("System.Linq.Enumerable") ? IsReadValue(asked) : Reading.Contains(method.Name));
    }

    private bool IsReadValue(ExpressionSyntax value) => value.Parent switch
    {
        AssignmentExpressionSyntax { Left: var target } when target == value => false,
        PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } => false,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => false,
        _ => !_isUntracked || IsImmutable(call.Loop.TypeOf(value)) || IsRead(value),
    };

    /// <summary>Without tracking the elements are new ones each time as well.</summary>
    private bool IsOnlyReadOneByOne(ForEachStatementSyntax each) => !_isUntracked || IsImmutable(call.Loop.Model.GetForEachStatementInfo(each).ElementType) || AreRead(each.Identifier.ValueText);
}
