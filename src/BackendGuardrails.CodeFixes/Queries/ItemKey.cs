using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>The key that a query in a loop asks for, as something that each element has: <c>order.CustomerId</c>.</summary>
/// <param name="Elements">What the loop ranges over.</param>
/// <param name="Element">What an element is called.</param>
/// <param name="Path">The way from the element to the key; empty where it is the key.</param>
/// <param name="Type">Of the key as it is written in the query.</param>
/// <param name="IsUnwrapped">The query asks for the <c>.Value</c> of what the path leads to.</param>
internal sealed record ItemKey(ExpressionSyntax Elements, string? Element, string Path, ITypeSymbol Type, bool IsUnwrapped)
{
    private const int Hops = 8;

    /// <summary>What changes a list.</summary>
    internal static readonly string[] Changes = ["Add", "AddRange", "Insert", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "Sort", "Reverse"];

    /// <summary>What the last name on the way is.</summary>
    public string? Name => Path.Length == 0 ? null : Path.Substring(Path.LastIndexOf('.') + 1);

    /// <summary>Null where the key may be another one by the time the loop comes to it, or where it cannot be read of each element.</summary>
    public static ItemKey? Of(ExpressionSyntax key, ItemLoop loop)
    {
        var members = new List<(ExpressionSyntax Instance, ISymbol Member)>();
        if (Resolve(key, loop, members, Hops) is not { } found || members.Any(step => loop.Assigns(step.Member)) || loop.Source is null && loop.Key is null && loop.Varies(found.Elements))
            return null;
        if (members.Count > 0 && (IsChecked(members.Select(step => step.Instance), loop) || IsTouchedBefore(key, found, loop)))
            return null;
        return IsChanged(found.Elements, loop) ? null : found;
    }

    private static ItemKey? Resolve(ExpressionSyntax key, ItemLoop loop, List<(ExpressionSyntax Instance, ISymbol Member)> members, int hops)
    {
        switch (key)
        {
            case var _ when hops == 0:
                return null;
            case ParenthesizedExpressionSyntax parenthesized:
                return Resolve(parenthesized.Expression, loop, members, hops - 1);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                return Resolve(sure.Operand, loop, members, hops - 1);
            case IdentifierNameSyntax name when loop.Key is { } given && SymbolEqualityComparer.Default.Equals(loop.SymbolOf(name), given):
                return loop.Assigns(given) ? null : new(name, null, "", given.Type, false);
            case IdentifierNameSyntax name when loop.SymbolOf(name) is { } symbol:
                return OfVariable(symbol, loop, members, hops);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } index } element when IsCounter(index[0].Expression, loop) && loop.TypeOf(element) is { } type:
                return IsList(element.Expression, loop) ? new(element.Expression, null, "", type, false) : null;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dequeue" or "Pop" } taken, ArgumentList.Arguments.Count: 0 } call when loop.TypeOf(call) is { } type:
                return IsQueue(taken.Expression, loop) ? new(taken.Expression, null, "", type, false) : null;
            case MemberAccessExpressionSyntax access when loop.SymbolOf(access) is { } member && loop.TypeOf(access) is { } type:
                if (Resolve(access.Expression, loop, members, hops - 1) is not { IsUnwrapped: false } instance)
                    return null;
                if (member is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
                    return instance with { Type = type, IsUnwrapped = true };
                // Where the loop comes by there may be something, and elsewhere nothing.
                if (members.Count > 0 && members[members.Count - 1].Member is IPropertySymbol { Type: { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } })
                    return null;
                members.Add((access.Expression, member));
                return IsPlain(member) ? instance with { Path = $"{instance.Path}.{access.Name}", Type = type } : null;
            default:
                return null;
        }
    }

    private static ItemKey? OfVariable(ISymbol symbol, ItemLoop loop, List<(ExpressionSyntax Instance, ISymbol Member)> members, int hops)
    {
        if (loop.Assigns(symbol) || symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(loop.CancellationToken) is not { } declaration)
            return null;
        if (declaration == loop.Node && symbol is ILocalSymbol { Type: var each })
        {
            // The type of a var says less about null than the elements do; another type is a conversion.
            var type = loop.Model.GetForEachStatementInfo((CommonForEachStatementSyntax)declaration).ElementType;
            return SymbolEqualityComparer.Default.Equals(type, each) ? new(loop.Source!, symbol.Name, "", type!, false) : null;
        }

        if (declaration is ParameterSyntax && symbol is IParameterSymbol { Ordinal: 0, Type: var given } && declaration.FirstAncestorOrSelf<LambdaExpressionSyntax>() == loop.Node)
            return new(loop.Source!, symbol.Name, "", given, false);
        if (declaration is SingleVariableDesignationSyntax designation && loop.Node is ForEachVariableStatementSyntax parts && parts.Variable.Span.Contains(designation.Span))
            return OfPart(designation, parts, ((ILocalSymbol)symbol).Type, loop);
        if (declaration is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryDequeue" or "TryPop" } taken } } } })
            return IsQueue(taken.Expression, loop) ? new(taken.Expression, symbol.Name, "", ((ILocalSymbol)symbol).Type, false) : null;
        if (declaration is not VariableDeclaratorSyntax { Initializer.Value: var initial, Parent.Parent: LocalDeclarationStatementSyntax } || !loop.Node.Span.Contains(declaration.Span))
            return null;
        var found = Resolve(initial, loop, members, hops - 1);
        return found is { Path: "", IsUnwrapped: false, Element: null } ? found with { Element = symbol.Name } : found;
    }

    /// <summary><c>foreach (var (id, quantity) in …)</c>: a tuple, or a key and its value.</summary>
    private static ItemKey? OfPart(SingleVariableDesignationSyntax part, ForEachVariableStatementSyntax loop, ITypeSymbol type, ItemLoop around)
    {
        var info = around.Model.GetForEachStatementInfo(loop);
        if (part.Parent is not ParenthesizedVariableDesignationSyntax parts || parts.Parent is not DeclarationExpressionSyntax || info.ElementType is not INamedTypeSymbol element)
            return null;
        var at = parts.Variables.IndexOf(part);
        var member = element.IsTupleType ? element.TupleElements[at].Name : element.Is("System.Collections.Generic.KeyValuePair`2") ? at == 0 ? "Key" : "Value" : null;
        return member is null ? null : new(around.Source!, null, $".{member}", type, false);
    }

    private static bool IsCounter(ExpressionSyntax index, ItemLoop loop) => loop.Node switch
    {
        ForStatementSyntax { Declaration: { } declaration } => loop.SymbolOf(index) is ILocalSymbol local && local.DeclaringSyntaxReferences.Any(reference => declaration.Span.Contains(reference.Span)),
        WhileStatementSyntax or DoStatementSyntax => loop.SymbolOf(index switch
        {
            PostfixUnaryExpressionSyntax step => step.Operand,
            PrefixUnaryExpressionSyntax step => step.Operand,
            _ => index,
        }) is ILocalSymbol { Type.SpecialType: SpecialType.System_Int32 },
        _ => false,
    };

    /// <summary>Whichever element it is, it is one of these.</summary>
    private static bool IsList(ExpressionSyntax list, ItemLoop loop) => ItemSource.IsAtHand(list, loop) && !IsMap(loop.TypeOf(list)!) && (loop.Node is ForStatementSyntax || IsOnlyTakenFrom(list, loop));

    private static bool IsMap(ITypeSymbol type) => type.IsOrInherits("System.Collections.Generic.IReadOnlyDictionary`2") || type.IsOrInherits("System.Collections.Generic.IDictionary`2");

    /// <summary>What the loop takes from it was in it before, where the loop adds nothing.</summary>
    private static bool IsQueue(ExpressionSyntax queue, ItemLoop loop) => loop.Node is WhileStatementSyntax or DoStatementSyntax && ItemSource.IsAtHand(queue, loop)
        && (loop.TypeOf(queue).Is("System.Collections.Generic.Queue`1") || loop.TypeOf(queue).Is("System.Collections.Generic.Stack`1")) && IsOnlyTakenFrom(queue, loop);

    /// <summary>A variable of this method that nobody else gets to see in the loop.</summary>
    private static bool IsOnlyTakenFrom(ExpressionSyntax list, ItemLoop loop) => loop.SymbolOf(list) is ILocalSymbol or IParameterSymbol && loop.Node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == list.ToString())
        .All(name => name.Parent is ElementAccessExpressionSyntax { Parent: not AssignmentExpressionSyntax } element && element.Expression == name
            || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" or "Any" or "Dequeue" or "Pop" or "TryDequeue" or "TryPop" or "Peek" } access && access.Expression == name);

    /// <summary>A field, or a property that only gives away what is stored.</summary>
    private static bool IsPlain(ISymbol member) => member is IFieldSymbol || member is IPropertySymbol { IsIndexer: false } property
        && property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).All(declaration => declaration switch
        {
            PropertyDeclarationSyntax written => written is { ExpressionBody: null, AccessorList: { } accessors } && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null),
            _ => true,
        });

    /// <summary>What is compared with null may be null for some elements, for which the loop does not read the key.</summary>
    private static bool IsChecked(IEnumerable<ExpressionSyntax> instances, ItemLoop loop)
    {
        var texts = new HashSet<string>(instances.Select(instance => instance.ToString()));
        return loop.Node.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression or (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } compared =>
                texts.Contains(compared.Left.ToString()) || texts.Contains(compared.Right.ToString()),
            IsPatternExpressionSyntax pattern => texts.Contains(pattern.Expression.ToString()),
            ConditionalAccessExpressionSyntax access => texts.Contains(access.Expression.ToString()),
            SwitchExpressionSyntax choice => texts.Contains(choice.GoverningExpression.ToString()),
            SwitchStatementSyntax choice => texts.Contains(choice.Expression.ToString()),
            _ => false,
        });
    }

    /// <summary>A method of the element, or one that it is handed to, may change its key before the query.</summary>
    private static bool IsTouchedBefore(ExpressionSyntax key, ItemKey found, ItemLoop loop) => found.Element is { } element && loop.Node.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(call => call.Span.End <= key.SpanStart && (call.ArgumentList.Arguments.Any(argument => argument.Expression.ToString() == element) || call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax instance } && instance.Identifier.ValueText == element));

    private static bool IsChanged(ExpressionSyntax elements, ItemLoop loop)
    {
        var text = elements.ToString();
        return loop.Node.DescendantNodes().Any(node => node switch
        {
            MemberAccessExpressionSyntax access => Changes.Contains(access.Name.Identifier.ValueText) && access.Expression.ToString() == text,
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => element.Expression.ToString() == text,
            _ => false,
        });
    }
}
