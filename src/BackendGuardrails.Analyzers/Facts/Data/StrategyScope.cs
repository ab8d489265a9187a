namespace BackendGuardrails.Facts.Data;

/// <summary>Is this code run by an execution strategy? When a delegate goes where it cannot be followed, the answer is yes: nothing is certain.</summary>
internal sealed class StrategyScope(Callers callers, CallTargets targets)
{
    private const int MaxDepth = 4;

    private static readonly string[] StrategyTypes =
    [
        "Microsoft.EntityFrameworkCore.Storage.IExecutionStrategy", "Microsoft.EntityFrameworkCore.ExecutionStrategyExtensions",
        "Microsoft.EntityFrameworkCore.RelationalExecutionStrategyExtensions",
    ];

    /// <summary>Those run delegates in their own ways, but never in a strategy.</summary>
    private static readonly string[] Frameworks = ["System", "Microsoft", "Polly"];

    public bool Covers(IOperation operation, CancellationToken cancellationToken) => Covers(operation, MaxDepth, cancellationToken);

    private bool Covers(IOperation operation, int depth, CancellationToken cancellationToken)
    {
        foreach (var function in operation.Ancestors())
        {
            if (function is IAnonymousFunctionOperation && RunsInStrategy(function, depth, cancellationToken))
                return true;
            if (function is ILocalFunctionOperation { Symbol: var local } && AllUsesAreCovered(local, depth, cancellationToken))
                return true;
        }

        return operation.EnclosingMember(cancellationToken) is IMethodSymbol method && AllUsesAreCovered(method, depth, cancellationToken);
    }

    private bool AllUsesAreCovered(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
            return false;
        var uses = callers.OfDispatched(method, cancellationToken);
        return uses.Count > 0 && uses.All(use => use is not IInvocationOperation && RunsInStrategy(use, depth - 1, cancellationToken) || Covers(use, depth - 1, cancellationToken));
    }

    /// <summary>Where a lambda or method group goes.</summary>
    private bool RunsInStrategy(IOperation function, int depth, CancellationToken cancellationToken)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation or IConditionalOperation)
            parent = parent.Parent;
        return parent switch
        {
            IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } => IsStrategy(call.TargetMethod) || ParameterRuns(parameter, depth, cancellationToken),
            IArgumentOperation { Parameter: { } parameter } => ParameterRuns(parameter, depth, cancellationToken),
            IVariableDeclaratorOperation { Symbol: var local } => IsUsedInStrategy(parent, local, depth, cancellationToken),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => IsUsedInStrategy(parent, local, depth, cancellationToken),
            IAssignmentOperation or IReturnOperation or IFieldInitializerOperation or IPropertyInitializerOperation => true,
            _ => false,
        };
    }

    private bool ParameterRuns(IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || parameter.ContainingSymbol is not IMethodSymbol method)
            return true;
        var target = targets.Resolve(method, cancellationToken);
        if (targets.BodyOf(target, cancellationToken) is not { } body)
            return !IsFramework(method);
        var ordinal = parameter.Ordinal + (method.ReducedFrom is null ? 0 : 1);
        return ordinal < target.Parameters.Length && IsUsedInStrategy(body, target.Parameters[ordinal], depth - 1, cancellationToken);
    }

    private bool IsUsedInStrategy(IOperation within, ISymbol variable, int depth, CancellationToken cancellationToken) =>
        within.MemberBody().Descendants().Any(operation => IsReferenceTo(operation, variable)
            && (depth > 0 && RunsInStrategy(operation, depth - 1, cancellationToken) || operation.Ancestors().Any(ancestor =>
                ancestor is IAnonymousFunctionOperation && RunsInStrategy(ancestor, Math.Max(depth - 1, 0), cancellationToken))));

    private static bool IsReferenceTo(IOperation operation, ISymbol variable) => operation switch
    {
        ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, variable),
        IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, variable.OriginalDefinition),
        _ => false,
    };

    private static bool IsStrategy(IMethodSymbol method) => StrategyTypes.Any(type => method.IsMemberOf(type));

    private static bool IsFramework(IMethodSymbol method) => method.OutermostNamespace() is { } name && Frameworks.Contains(name);
}
