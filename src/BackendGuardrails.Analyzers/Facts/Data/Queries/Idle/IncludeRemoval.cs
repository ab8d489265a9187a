using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Idle;

/// <summary>How can calls that include something go, so that what is left compiles? A query with an Include has another type than without.</summary>
internal static class IncludeRemoval
{
    public const string Key = "IncludeRemoval";

    /// <summary>The calls, and nothing else.</summary>
    public const string Calls = nameof(Calls);

    /// <summary>The calls; what is left has to be said to be a query, because the variable takes its type from it.</summary>
    public const string CallsOfVariable = nameof(CallsOfVariable);

    /// <summary><c>query = query.Include(…);</c></summary>
    public const string Statement = nameof(Statement);

    /// <summary>Null where it is not certain.</summary>
    public static string? Of(IdleInclude include)
    {
        if (!IsChain(include) || include.Call.Receiver() is not { } receiver)
            return null;
        if (IncludeGroup.Behind(include.Last) is { } next)
            return IsQueryType(next.TargetMethod.ReducedFrom?.Parameters[0].Type ?? next.Arguments.FirstOrDefault()?.Parameter?.Type) ? Calls : null;
        return include.Last.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => OfVariable(declared, receiver.Unwrap().Type),
            IConversionOperation { Parent: IVariableInitializerOperation or IReturnOperation or IArgumentOperation, Type: var type } => IsQueryType(type) ? Calls : null,
            IConversionOperation { Parent: ISimpleAssignmentOperation assignment, Type: var type } => IsQueryType(type) ? OfAssignment(assignment, receiver.Unwrap()) : null,
            ISimpleAssignmentOperation assignment => OfAssignment(assignment, receiver.Unwrap()) == Statement ? Statement : null,
            IForEachLoopOperation or IConversionOperation { Parent: IForEachLoopOperation } => Calls,
            _ => null,
        };
    }

    /// <summary>From the last call back to the first, each with a dot.</summary>
    private static bool IsChain(IdleInclude include)
    {
        for (var code = include.Last.Syntax; code is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }; code = access.Expression)
        {
            if (code == include.Call.Syntax)
                return include.Call.Receiver()?.Unwrap().Syntax is { } receiver && access.Expression.Span.Contains(receiver.Span);
        }

        return false;
    }

    private static string? OfVariable(IVariableDeclaratorOperation declared, ITypeSymbol? left)
    {
        if (declared.Syntax.Parent is not VariableDeclarationSyntax { Type.IsVar: true })
            return null;
        var isAssigned = declared.MemberBody().Descendants().OfType<IAssignmentOperation>().Any(assignment => assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, declared.Symbol));
        return isAssigned && !left.Is("System.Linq.IQueryable`1") ? CallsOfVariable : Calls;
    }

    /// <summary>An empty block, or none, would be left behind where it is the only statement.</summary>
    private static string? OfAssignment(ISimpleAssignmentOperation assignment, IOperation left)
    {
        if (left is not ILocalReferenceOperation local || assignment.Target is not ILocalReferenceOperation target || !SymbolEqualityComparer.Default.Equals(local.Local, target.Local))
            return Calls;
        return assignment.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Operations.Length: > 1 }, Syntax.Parent: BlockSyntax } ? Statement : null;
    }

    private static bool IsQueryType(ITypeSymbol? type) => type.Is("System.Linq.IQueryable`1") || type.Is("System.Collections.Generic.IEnumerable`1") || type.Is("System.Linq.IQueryable");
}
