using BackendGuardrails.Facts.Http;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

internal enum AwaitPlace
{
    /// <summary>The code cannot await, or nothing says that it should.</summary>
    None,

    /// <summary>In an async function.</summary>
    Here,

    /// <summary>In a function that returns a task and is not async.</summary>
    ReturnsTask,

    /// <summary>In a function that a framework calls with a request, whatever it returns.</summary>
    Endpoint,

    /// <summary>In a private function that is called from such places.</summary>
    Private,
}

/// <summary>Can the code at this place await, or could it when its function became async, without anybody noticing who is not in sight?</summary>
internal sealed class AsyncPlaces(Callers callers, RequestCode requests)
{
    private const int MostCalls = 3;

    public AwaitPlace Of(IOperation operation, CancellationToken cancellationToken) => Of(operation, MostCalls, cancellationToken);

    /// <summary>Whether a request comes here, through the methods of this compilation.</summary>
    public bool IsReachedByRequest(IOperation operation, CancellationToken cancellationToken) =>
        !IsBarred(operation) && FunctionOf(operation, cancellationToken) is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method && !IsEnd(method)
        && IsReachedByRequest(method, MostCalls, [], cancellationToken);

    /// <summary>The function that would have to be async.</summary>
    public static IMethodSymbol? FunctionOf(IOperation operation, CancellationToken cancellationToken) => operation.EnclosingSymbol(cancellationToken) as IMethodSymbol;

    private AwaitPlace Of(IOperation operation, int calls, CancellationToken cancellationToken)
    {
        if (IsBarred(operation) || FunctionOf(operation, cancellationToken) is not { } function || IsStart(function) || IsEnd(function))
            return AwaitPlace.None;
        if (function.IsAsync)
            return AwaitPlace.Here;
        if (function.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            || function.Parameters.Any(parameter => parameter.RefKind != RefKind.None) || IsIterator(function, cancellationToken))
            return AwaitPlace.None;
        if (IsTask(function.ReturnType))
            return AwaitPlace.ReturnsTask;
        if (function.MethodKind == MethodKind.AnonymousFunction)
            return operation.EnclosingFunction() is IAnonymousFunctionOperation lambda && RequestCode.IsEndpoint(lambda) ? AwaitPlace.Endpoint : AwaitPlace.None;
        if (function.MethodKind == MethodKind.Ordinary && Callers.IsReachedUnseen(function))
            return AwaitPlace.None;
        if (requests.IsEndpoint(function, cancellationToken))
            return AwaitPlace.Endpoint;
        var isPrivate = function.MethodKind == MethodKind.LocalFunction || function.DeclaredAccessibility == Accessibility.Private;
        return isPrivate && calls > 0 && callers.Of(function, cancellationToken).Any(use => use is IInvocationOperation && Of(use, calls - 1, cancellationToken) != AwaitPlace.None) ? AwaitPlace.Private : AwaitPlace.None;
    }

    public static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.IsIn("System.Threading.Tasks");

    private bool IsReachedByRequest(IMethodSymbol method, int calls, HashSet<ISymbol> seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(method))
            return false;
        if (requests.IsEndpoint(method, cancellationToken))
            return true;
        return calls > 0 && callers.OfDispatched(method, cancellationToken).OfType<IInvocationOperation>().Any(call =>
            call.EnclosingFunction() is IAnonymousFunctionOperation lambda && RequestCode.IsEndpoint(lambda)
            || call.EnclosingMember(cancellationToken) is IMethodSymbol caller && IsReachedByRequest(caller, calls - 1, seen, cancellationToken));
    }

    /// <summary>Code that no await may stand in: under a lock, in the filter of a catch, in code that a provider reads.</summary>
    private static bool IsBarred(IOperation operation)
    {
        for (IOperation inner = operation, outer = operation.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (outer is ILockOperation || outer is ICatchClauseOperation clause && clause.Filter == inner)
                return true;
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                break;
        }

        return operation.Syntax.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax || outer is GlobalStatementSyntax)
            .Any(outer => outer is UnsafeStatementSyntax);
    }

    /// <summary>What runs before there are requests, once.</summary>
    private static bool IsStart(IMethodSymbol function) => function.Name == "<Main>$" || function is { Name: "Main", IsStatic: true } || OneTimeWork.Is(function);

    private static bool IsEnd(IMethodSymbol function) => function.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "DisposeCore" || function.MethodKind == MethodKind.Destructor;

    private static bool IsIterator(IMethodSymbol function, CancellationToken cancellationToken) =>
        function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } syntax
        && syntax.DescendantNodes(node => node == syntax || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement));
}
