namespace BackendGuardrails.Facts.Flow;

/// <summary>What does this method or delegate do? Only code of this compilation can be read; everything else is null.</summary>
internal static class Bodies
{
    private const int Hops = 4;

    public static IOperation? Of(IMethodSymbol method, SourceNames names, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } syntax
            ? names.ModelOf(syntax.SyntaxTree)?.GetOperation(syntax, cancellationToken)
            : null;
    }

    /// <summary>The lambda, local function or method that a delegate stands for, also through a local or a field it is kept in.</summary>
    public static IOperation? OfDelegate(IOperation value, SourceNames names, CancellationToken cancellationToken) =>
        Origins.Of(value, names, cancellationToken) switch
        {
            IAnonymousFunctionOperation lambda => lambda,
            IMethodReferenceOperation reference => Of(reference.Method, names, cancellationToken),
            _ => null,
        };

    /// <summary>The operation and everything inside it, nested functions included.</summary>
    public static IEnumerable<IOperation> SelfAndDescendants(this IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var current = open.Pop();
            yield return current;
            foreach (var child in current.ChildOperations.Reverse())
                open.Push(child);
        }
    }

    /// <summary>The whole body of the member around the operation; with top-level statements, all of them.</summary>
    public static IOperation MemberBody(this IOperation operation) => operation.Ancestors().LastOrDefault() ?? operation;

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
            foreach (var operation in current.SelfAndDescendants())
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
}
