namespace BackendGuardrails.Facts.Flow;

/// <summary>What does this method or delegate do? Only code of this compilation can be read; everything else is null.</summary>
internal static class Bodies
{
    private const int Hops = 4;

    /// <summary>The method, local function or accessor with all that belongs to it; of a partial method the part that does something.</summary>
    public static IOperation? Of(IMethodSymbol method, SourceNames names, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return DeclarationOf(definition.PartialImplementationPart ?? definition, names, cancellationToken);
    }

    /// <summary>The block or expression of a method or local function, as this declaration of it is written.</summary>
    public static IOperation? CodeOf(IMethodSymbol method, SourceNames names, CancellationToken cancellationToken) => DeclarationOf(method, names, cancellationToken) switch
    {
        ILocalFunctionOperation function => function.Body,
        IMethodBodyOperation member => member.BlockBody ?? member.ExpressionBody,
        _ => null,
    };

    /// <summary>The lambda, local function or method that a delegate stands for, also through a local or a field it is kept in.</summary>
    public static IOperation? OfDelegate(IOperation value, SourceNames names, CancellationToken cancellationToken) =>
        Origins.Of(value, names, cancellationToken) switch
        {
            IAnonymousFunctionOperation lambda => lambda,
            IMethodReferenceOperation reference => Of(reference.Method, names, cancellationToken),
            _ => null,
        };

    /// <summary>What runs in the code itself, without the functions declared in it: they run when somebody calls them.</summary>
    public static IEnumerable<IOperation> Executed(this IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            yield return current;
            foreach (var child in current.ChildOperations.Reverse())
                open.Push(child);
        }
    }

    /// <summary>The whole body of the member around the operation; with top-level statements, all of them.</summary>
    public static IOperation MemberBody(this IOperation operation)
    {
        var body = operation;
        while (body.Parent is { } parent)
            body = parent;
        return body;
    }

    /// <summary>
    /// The operation and the bodies of those source methods called in it that <paramref name="matters"/> says, a few calls deep: what may happen when it runs.
    /// </summary>
    public static IEnumerable<IOperation> Reachable(IOperation body, Func<IMethodSymbol, bool> matters, SourceNames names, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var next = new Queue<(IOperation Body, int Depth)>();
        next.Enqueue((body, 0));
        while (next.Count > 0)
        {
            var (current, depth) = next.Dequeue();
            foreach (var operation in current.DescendantsAndSelf())
            {
                yield return operation;
                var callee = operation switch
                {
                    IInvocationOperation call => call.TargetMethod,
                    IMethodReferenceOperation reference => reference.Method,
                    _ => null,
                };
                if (depth < Hops && callee is not null && matters(callee) && seen.Add(callee.OriginalDefinition) && Of(callee, names, cancellationToken) is { } inner)
                    next.Enqueue((inner, depth + 1));
            }
        }
    }

    private static IOperation? DeclarationOf(IMethodSymbol method, SourceNames names, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } syntax
            ? names.ModelOf(syntax.SyntaxTree)?.GetOperation(syntax, cancellationToken)
            : null;
}
