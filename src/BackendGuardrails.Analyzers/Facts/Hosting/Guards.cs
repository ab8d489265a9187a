using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>How far a piece of code is kept from production.</summary>
internal enum Guard
{
    /// <summary>It runs wherever the application runs.</summary>
    None,

    /// <summary>It runs when a Boolean setting says so: somebody decides, and we cannot see how.</summary>
    Setting,

    /// <summary>It runs in development, in a debug build or under a debugger only.</summary>
    Development,
}

/// <summary>Under which condition does this operation run: its own <c>if</c>, an early exit before it, <c>#if DEBUG</c>, or the guard of all its callers?</summary>
internal sealed class Guards(Callers callers, OptionReader options)
{
    private const int CallerDepth = 3;

    public Guard Of(IOperation operation, CancellationToken cancellationToken) => Of(operation, CallerDepth, cancellationToken);

    private Guard Of(IOperation operation, int depth, CancellationToken cancellationToken)
    {
        if (IsInDebugRegion(operation.Syntax))
            return Guard.Development;
        var conditions = new GuardConditions(options.Read(GuardrailOptions.DevelopmentGuards, operation.Syntax.SyntaxTree));
        var guard = Guard.None;
        IOperation child = operation;
        foreach (var ancestor in operation.Ancestors())
        {
            guard = Stronger(guard, ancestor switch
            {
                IConditionalOperation conditional when child != conditional.Condition => conditions.Implied(conditional.Condition, child == conditional.WhenTrue),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand => conditions.Implied(both.LeftOperand, true),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when child == either.RightOperand => conditions.Implied(either.LeftOperand, false),
                ISwitchCaseOperation section when section.Parent is ISwitchOperation choice => conditions.ImpliedBySection(choice, section),
                ISwitchExpressionArmOperation arm when arm.Parent is ISwitchExpressionOperation choice => conditions.ImpliedByArm(choice, arm),
                ICatchClauseOperation { Filter: { } filter } when child != filter => conditions.Implied(filter, true),
                IBlockOperation block => ImpliedByEarlierExit(conditions, block.Operations, child),
                ILocalFunctionOperation function => OfCallers(function.Symbol, depth, cancellationToken),
                _ => Guard.None,
            });
            if (guard == Guard.Development)
                return guard;
            child = ancestor;
        }

        return operation.EnclosingMember(cancellationToken) is IMethodSymbol method
            ? Stronger(guard, IsForDevelopmentByConvention(method) ? Guard.Development : OfCallers(method, depth, cancellationToken))
            : guard;
    }

    /// <summary>The weakest guard among all visible uses; none when there is no use to see or the budget is spent.</summary>
    private Guard OfCallers(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0 || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || Callers.IsReachedUnseen(method))
            return Guard.None;
        // What calls itself runs where the others start it.
        var uses = callers.Of(method, cancellationToken).Where(use => !IsInside(use, method, cancellationToken)).ToList();
        var weakest = uses.Count == 0 ? Guard.None : Guard.Development;
        foreach (var use in uses)
        {
            if (weakest == Guard.None)
                break;
            var guard = Of(use, depth - 1, cancellationToken);
            weakest = guard < weakest ? guard : weakest;
        }

        return weakest;
    }

    private static bool IsInside(IOperation use, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var enclosing = use.EnclosingSymbol(cancellationToken);
        while (enclosing is IMethodSymbol && !SymbolEqualityComparer.Default.Equals(enclosing, method))
            enclosing = enclosing.ContainingSymbol;
        return enclosing is IMethodSymbol;
    }

    /// <summary><c>if (!env.IsDevelopment()) return;</c> guards all that follows it.</summary>
    private static Guard ImpliedByEarlierExit(GuardConditions conditions, ImmutableArray<IOperation> statements, IOperation until)
    {
        var guard = Guard.None;
        foreach (var statement in statements)
        {
            if (statement == until)
                break;
            if (statement is not IConditionalOperation exit)
                continue;
            if (AlwaysLeaves(exit.WhenTrue))
                guard = Stronger(guard, conditions.Implied(exit.Condition, false));
            else if (AlwaysLeaves(exit.WhenFalse))
                guard = Stronger(guard, conditions.Implied(exit.Condition, true));
        }

        return guard;
    }

    private static bool AlwaysLeaves(IOperation? statement) => statement switch
    {
        IBlockOperation block => AlwaysLeaves(block.Operations.LastOrDefault()),
        IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation => true,
        IThrowOperation => true,
        IExpressionStatementOperation expression => expression.Operation.Unwrap() is IThrowOperation,
        _ => false,
    };

    /// <summary>What ASP.NET Core calls in development only, and what the compiler leaves out of release builds.</summary>
    private static bool IsForDevelopmentByConvention(IMethodSymbol method) =>
        method.Name is "ConfigureDevelopment" or "ConfigureDevelopmentServices" or "ConfigureDevelopmentContainer"
        || method.ContainingType?.Name == "StartupDevelopment"
        || method.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Diagnostics.ConditionalAttribute")
            && attribute.ConstructorArguments.FirstOrDefault().Value is "DEBUG");

    private static bool IsInDebugRegion(SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        if (!root.ContainsDirectives)
            return false;
        var open = new Stack<bool>();
        for (var directive = root.GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax opening:
                    open.Push(MeansDebug(opening.Condition));
                    break;
                case ElifDirectiveTriviaSyntax other when open.Count > 0:
                    open.Pop();
                    open.Push(MeansDebug(other.Condition));
                    break;
                case ElseDirectiveTriviaSyntax @else when open.Count > 0:
                    open.Pop();
                    open.Push(IsElseOfRelease(@else));
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    break;
            }
        }

        return open.Contains(true);
    }

    private static bool MeansDebug(ExpressionSyntax condition) => condition switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "DEBUG" } => true,
        ParenthesizedExpressionSyntax parenthesized => MeansDebug(parenthesized.Expression),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => MeansDebug(both.Left) || MeansDebug(both.Right),
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: "RELEASE" } } => true,
        _ => false,
    };

    private static bool IsElseOfRelease(ElseDirectiveTriviaSyntax @else) =>
        @else.GetRelatedDirectives().FirstOrDefault() is IfDirectiveTriviaSyntax { Condition: var condition }
        && condition is IdentifierNameSyntax { Identifier.ValueText: "RELEASE" } or PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: "DEBUG" } };

    private static Guard Stronger(Guard one, Guard other) => one > other ? one : other;
}
