using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>
/// Makes functions async, as changes of the text: the one that is to await, and the private ones that call it and have to await it then. Nothing is done where one of them cannot be
/// async or is used in another way than called.
/// </summary>
internal sealed class AsyncFunctions(SemanticModel model, CancellationToken cancellationToken)
{
    private readonly List<TextChange> _changes = [];
    private readonly List<IMethodSymbol> _published = [];
    private readonly HashSet<SyntaxNode> _made = [];

    public IEnumerable<TextChange> Changes => _changes;

    public IReadOnlyCollection<IMethodSymbol> Published => _published;

    /// <summary>What the first function that becomes async is called.</summary>
    public string? First { get; private set; }

    /// <summary>Return types are written that were not.</summary>
    public bool NeedsTasks { get; private set; }

    /// <param name="isEndpoint">The function answers requests, so that only its framework calls it.</param>
    public bool TryAwaitAt(SyntaxNode place, bool isEndpoint)
    {
        if (FunctionAround(place) is not { } function)
            return place.Ancestors().Any(outer => outer is GlobalStatementSyntax);
        if (HoldsWhatCannotWait(function))
            return false;
        return IsAsync(function) || _made.Contains(function) || TryMake(function, isEndpoint);
    }

    private static SyntaxNode? FunctionAround(SyntaxNode place) =>
        place.Ancestors().FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax);

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>References to places and spans do not live across an await, and a transaction scope does not flow unless it is told to.</summary>
    private bool HoldsWhatCannotWait(SyntaxNode function) =>
        function.DescendantNodes().Any(node => node switch
        {
            VariableDeclaratorSyntax variable => model.GetDeclaredSymbol(variable, cancellationToken) is ILocalSymbol local && (local.IsRef || local.Type.IsRefLikeType),
            ObjectCreationExpressionSyntax creation => creation.Type.ToString().EndsWith("TransactionScope", StringComparison.Ordinal) && !HasFlow(creation.ArgumentList),
            ImplicitObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type is { Name: "TransactionScope" } && !HasFlow(creation.ArgumentList),
            _ => false,
        });

    private static bool HasFlow(ArgumentListSyntax? list) => list?.Arguments.Any(argument => argument.ToString().Contains("TransactionScopeAsyncFlowOption")) == true;

    private bool TryMake(SyntaxNode function, bool isEndpoint)
    {
        _made.Add(function);
        switch (function)
        {
            case MethodDeclarationSyntax { ReturnType: not RefTypeSyntax } method when !method.Modifiers.Any(SyntaxKind.PartialKeyword) && !method.Modifiers.Any(SyntaxKind.UnsafeKeyword) && model.GetDeclaredSymbol(method, cancellationToken) is { } symbol:
                First ??= symbol.Name;
                return TryMake(symbol, method.ReturnType, method.Body, method.ExpressionBody, isEndpoint);
            case LocalFunctionStatementSyntax { ReturnType: not RefTypeSyntax } local when model.GetDeclaredSymbol(local, cancellationToken) is IMethodSymbol symbol:
                First ??= symbol.Name;
                return TryMake(symbol, local.ReturnType, local.Body, local.ExpressionBody, isEndpoint);
            case LambdaExpressionSyntax lambda when lambda is not ParenthesizedLambdaExpressionSyntax { ReturnType: not null } && model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol symbol:
                First ??= "lambda";
                Add(new(lambda is SimpleLambdaExpressionSyntax simple ? simple.Parameter.SpanStart : ((ParenthesizedLambdaExpressionSyntax)lambda).ParameterList.SpanStart, 0), "async ");
                if (AsyncPlaces.IsTask(symbol.ReturnType))
                    return TryReturns(lambda.Block, lambda.ExpressionBody, ((INamedTypeSymbol)symbol.ReturnType).TypeArguments.IsEmpty);
                return isEndpoint;
            default:
                return false;
        }
    }

    private bool TryMake(IMethodSymbol symbol, TypeSyntax type, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, bool isEndpoint)
    {
        if (AsyncPlaces.IsTask(symbol.ReturnType))
        {
            Add(new(type.SpanStart, 0), "async ");
            return TryReturns(body, arrow?.Expression, ((INamedTypeSymbol)symbol.ReturnType).TypeArguments.IsEmpty);
        }

        NeedsTasks = true;
        if (symbol.ReturnsVoid)
        {
            Add(type.Span, "async Task");
        }
        else
        {
            Add(new(type.SpanStart, 0), "async Task<");
            Add(new(type.Span.End, 0), ">");
        }

        var isPrivate = symbol.MethodKind == MethodKind.LocalFunction || symbol.DeclaredAccessibility == Accessibility.Private;
        if (isEndpoint && !isPrivate)
        {
            _published.Add(symbol);
            return !symbol.IsVirtual && !symbol.IsOverride;
        }

        return isPrivate && symbol.ContainingType.DeclaringSyntaxReferences.Length == 1 && TryAwaitCalls(symbol, isEndpoint);
    }

    /// <summary>Each use in the file is a call that can be awaited.</summary>
    private bool TryAwaitCalls(IMethodSymbol symbol, bool isEndpoint)
    {
        foreach (var name in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, symbol))
                continue;
            var named = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
            if (named.Parent is not InvocationExpressionSyntax call || call.Expression != named)
            {
                // Handed to a Map method, which takes any function.
                if (isEndpoint && symbol.MethodKind == MethodKind.LocalFunction && named.Parent is ArgumentSyntax)
                    continue;
                return false;
            }

            if (IsBarred(call) || AwaitedCall.Of(call, Enumerable.Empty<TextChange>()) is not { } awaited)
                return false;
            _changes.AddRange(awaited);
            if (!TryAwaitAt(call, isEndpoint: false))
                return false;
        }

        return true;
    }

    private static bool IsBarred(SyntaxNode call) =>
        call.Ancestors().TakeWhile(outer => outer is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)).Any(outer => outer is LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or QueryExpressionSyntax);

    /// <summary>What returned a task returns what is in it.</summary>
    private bool TryReturns(BlockSyntax? body, ExpressionSyntax? expression, bool isEmpty)
    {
        if (expression is not null)
            return expression is ThrowExpressionSyntax || (Content(expression) is { } content ? !isEmpty && Unwrap(expression, content) : TryAwait(expression));
        if (body is null)
            return false;
        foreach (var result in body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>())
        {
            if (result.Expression is not { } value)
                return false;
            var done = isEmpty ? TryEnd(result, value, body) : Content(value) is { } content ? Unwrap(value, content) : TryReturn(value);
            if (!done)
                return false;
        }

        return true;
    }

    private bool TryEnd(ReturnStatementSyntax result, ExpressionSyntax value, BlockSyntax body)
    {
        var isLast = body.Statements.LastOrDefault() == result;
        if (IsDone(value))
        {
            if (!isLast)
                Add(TextSpan.FromBounds(result.ReturnKeyword.Span.End, value.Span.End), "");
            else
                AddRemoval(result);
            return true;
        }

        if (!isLast || !IsSimple(value))
            return false;
        Add(TextSpan.FromBounds(result.ReturnKeyword.SpanStart, value.SpanStart), "");
        return TryAwait(value);
    }

    private bool TryReturn(ExpressionSyntax value) => value is ThrowExpressionSyntax || TryAwait(value);

    private bool TryAwait(ExpressionSyntax value)
    {
        if (!IsSimple(value) || AwaitedCall.Of(value, Enumerable.Empty<TextChange>()) is not { } awaited)
            return false;
        _changes.AddRange(awaited);
        return true;
    }

    private static bool IsSimple(ExpressionSyntax value) => value is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax;

    /// <summary><c>Task.CompletedTask</c>, <c>default</c></summary>
    private static bool IsDone(ExpressionSyntax value) =>
        value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } || value.IsKind(SyntaxKind.DefaultLiteralExpression)
        || value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" }, Name.Identifier.ValueText: "FromResult" }, ArgumentList.Arguments: { Count: 1 } arguments } && arguments[0].Expression is LiteralExpressionSyntax;

    /// <summary>The <c>x</c> of <c>Task.FromResult(x)</c> and <c>new ValueTask&lt;T>(x)</c>.</summary>
    private static ExpressionSyntax? Content(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult", Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } }, ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
        ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "ValueTask" }, Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
        _ => null,
    };

    private bool Unwrap(ExpressionSyntax value, ExpressionSyntax content)
    {
        Add(TextSpan.FromBounds(value.SpanStart, content.SpanStart), "");
        Add(TextSpan.FromBounds(content.Span.End, value.Span.End), "");
        return true;
    }

    /// <summary>With its line, where nothing else stands on it.</summary>
    private void AddRemoval(StatementSyntax statement)
    {
        var text = statement.SyntaxTree.GetText(cancellationToken);
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var isAlone = text.ToString(line.Span).Trim() == statement.ToString();
        Add(isAlone ? line.SpanIncludingLineBreak : TextSpan.FromBounds(statement.GetFirstToken().GetPreviousToken().Span.End, statement.Span.End), "");
    }

    private void Add(TextSpan span, string text) => _changes.Add(new(span, text));
}
