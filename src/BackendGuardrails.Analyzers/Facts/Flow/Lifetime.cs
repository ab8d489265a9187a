using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

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
        Of(creation, callers, FactoryDepth, cancellationToken);

    /// <summary>The awaits in an operation, those of nested functions excepted: they run when somebody calls them.</summary>
    public static IEnumerable<IOperation> Awaits(IOperation operation)
    {
        if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            yield break;
        if (operation is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true })
            yield return operation;
        foreach (var child in operation.ChildOperations)
        {
            foreach (var await in Awaits(child))
                yield return await;
        }
    }

    private static IEnumerable<IOperation> Of(IOperation creation, Callers callers, int depth, CancellationToken cancellationToken)
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
                    return UntilDisposed(parent, local);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                    return UntilDisposed(parent, local);
                case IConversionOperation or IConditionalOperation or ICoalesceOperation or IVariableInitializerOperation or IParenthesizedOperation or IObjectOrCollectionInitializerOperation:
                    continue;
                default:
                    return Enumerable.Empty<IOperation>();
            }
        }

        return Enumerable.Empty<IOperation>();
    }

    private static IEnumerable<IOperation> OfCallers(IOperation returning, Callers callers, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || returning.SemanticModel?.GetEnclosingSymbol(returning.Syntax.SpanStart, cancellationToken) is not IMethodSymbol factory)
            return Enumerable.Empty<IOperation>();
        return callers.Of(factory, cancellationToken).OfType<IInvocationOperation>().SelectMany(call => Of(call, callers, depth - 1, cancellationToken));
    }

    /// <summary>The body of the <c>using</c> that declares the local, or the statements after the declaration up to a disposal beside it.</summary>
    private static IEnumerable<IOperation> UntilDisposed(IOperation declaration, ILocalSymbol local)
    {
        IOperation child = declaration;
        foreach (var ancestor in declaration.Ancestors())
        {
            if (ancestor is IUsingOperation @using && child == @using.Resources)
                return new[] { @using.Body };
            if (ancestor is IBlockOperation block)
                return block.Operations.SkipWhile(statement => statement != child).Skip(1).TakeWhile(statement => !Disposes(statement, local));
            child = ancestor;
        }

        return Enumerable.Empty<IOperation>();
    }

    private static bool Disposes(IOperation statement, ILocalSymbol local) =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Dispose", Instance: ILocalReferenceOperation instance } }
        && SymbolEqualityComparer.Default.Equals(instance.Local, local);
}
