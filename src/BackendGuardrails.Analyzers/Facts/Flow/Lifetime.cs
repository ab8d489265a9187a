namespace BackendGuardrails.Facts.Flow;

/// <summary>What runs while a disposable object is open?</summary>
internal static class Lifetime
{
    private const int FactoryDepth = 3;

    /// <summary>
    /// The operations between the creation of an object and its disposal. When a method returns the object, those of its callers.
    /// Nothing for an object that is kept elsewhere, such as in a field: its lifetime is not visible.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation creation, Callers callers, CancellationToken cancellationToken) =>
        Find(creation, callers, FactoryDepth, cancellationToken) ?? Enumerable.Empty<IOperation>();

    /// <summary>Whether the object stays in a local, or goes to callers that can be read.</summary>
    public static bool IsVisible(IOperation creation, Callers callers, CancellationToken cancellationToken) =>
        Find(creation, callers, FactoryDepth, cancellationToken) is not null;

    /// <summary>The statements behind the one with the operation, block by block outward, to the end of the block that declares the local or of the function.</summary>
    public static IEnumerable<IOperation> Rest(IOperation operation, ILocalSymbol? local = null)
    {
        var child = operation;
        foreach (var ancestor in operation.Ancestors())
        {
            if (ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation)
                yield break;
            foreach (var statement in Statements(ancestor).SkipWhile(statement => statement != child).Skip(1))
                yield return statement;
            if (ancestor is IBlockOperation block && block.Locals.Any(declared => Same(declared, local)))
                yield break;
            child = ancestor;
        }
    }

    /// <summary>The awaits in an operation, those of nested functions excepted: they run when somebody calls them.</summary>
    public static IEnumerable<IOperation> Awaits(IOperation operation) => operation.Executed().Where(inner => inner
        is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true });

    private static IEnumerable<IOperation>? Find(IOperation creation, Callers callers, int depth, CancellationToken cancellationToken)
    {
        for (IOperation child = creation, parent = creation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IUsingOperation @using when child == @using.Resources:
                    return new[] { @using.Body };
                case IReturnOperation:
                    return OfCallers(parent, callers, depth, cancellationToken);
                case IVariableDeclaratorOperation { Symbol: var local }:
                    return UntilDisposed(parent, local, callers, depth, cancellationToken);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                    return UntilDisposed(parent, local, callers, depth, cancellationToken);
                case IConversionOperation or IConditionalOperation or ICoalesceOperation or IVariableInitializerOperation or IParenthesizedOperation or IAwaitOperation or IConditionalAccessOperation:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } } or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static IEnumerable<IOperation>? OfCallers(IOperation returning, Callers callers, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || returning.EnclosingSymbol(cancellationToken) is not IMethodSymbol factory)
            return null;
        var calls = callers.Of(factory, cancellationToken).OfType<IInvocationOperation>().ToList();
        return calls.Count == 0 ? null : calls.SelectMany(call => Find(call, callers, depth - 1, cancellationToken) ?? Enumerable.Empty<IOperation>());
    }

    /// <summary>
    /// The body of the <c>using</c> that declares the local, or the statements behind the declaration up to the one that disposes of it. A local that
    /// is returned lives on in the callers.
    /// </summary>
    private static IEnumerable<IOperation> UntilDisposed(IOperation declaration, ILocalSymbol local, Callers callers, int depth, CancellationToken cancellationToken)
    {
        var child = declaration;
        foreach (var ancestor in declaration.Ancestors().TakeWhile(ancestor => !Statements(ancestor).Any()))
        {
            if (ancestor is IUsingOperation @using && child == @using.Resources)
                return new[] { @using.Body };
            child = ancestor;
        }

        return Behind();

        IEnumerable<IOperation> Behind()
        {
            foreach (var statement in Rest(declaration, local))
            {
                if (Disposes(statement, local))
                    yield break;
                yield return statement;
                if (statement is ITryOperation { Finally: { } last } && last.Operations.Any(final => Disposes(final, local)) || IsUsing(statement, local))
                    yield break;
                if (statement is IReturnOperation { ReturnedValue: { } value } && IsLocal(value.Unwrap(), local))
                {
                    foreach (var operation in OfCallers(statement, callers, depth, cancellationToken) ?? Enumerable.Empty<IOperation>())
                        yield return operation;
                }
            }
        }
    }

    private static IEnumerable<IOperation> Statements(IOperation operation) => operation switch
    {
        IBlockOperation block => block.Operations,
        ISwitchCaseOperation section => section.Body,
        _ => Enumerable.Empty<IOperation>(),
    };

    /// <summary><c>local.Dispose();</c>, <c>local?.Dispose();</c> and <c>await local.DisposeAsync();</c>.</summary>
    private static bool Disposes(IOperation statement, ILocalSymbol local)
    {
        var operation = (statement as IExpressionStatementOperation)?.Operation;
        operation = (operation as IAwaitOperation)?.Operation ?? operation;
        var receiver = (operation as IConditionalAccessOperation)?.Operation;
        operation = (operation as IConditionalAccessOperation)?.WhenNotNull ?? operation;
        return operation is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" } call && (receiver ?? call.Instance)?.Unwrap() is { } disposed && IsLocal(disposed, local);
    }

    private static bool IsUsing(IOperation statement, ILocalSymbol local) => statement is IUsingOperation { Resources: var resource } && IsLocal(resource.Unwrap(), local);

    private static bool IsLocal(IOperation operation, ILocalSymbol local) => operation is ILocalReferenceOperation reference && Same(reference.Local, local);

    private static bool Same(ISymbol one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
