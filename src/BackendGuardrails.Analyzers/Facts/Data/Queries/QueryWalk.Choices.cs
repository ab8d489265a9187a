using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries;

internal sealed partial class QueryWalk
{
    /// <summary>What a variable holds behind these writes, which stand in one branch or in none. Of the ways that a choice has, one is taken: where each of them writes, what was there before is gone.</summary>
    private QueryOrigins? After(IReadOnlyList<IOperation> writes, IOperation use, IOperation? branch, QueryOrigins? now, (ISymbol, Frame?) key, Frame? frame)
    {
        for (var at = 0; at < writes.Count; at++)
        {
            var write = writes[at];
            var around = LeavesOut(write, use, branch);
            if (around?.Syntax is { } code && WaysOf(around) is { IsEmpty: false } ways && code.Span.End <= use.Syntax.SpanStart)
            {
                var inside = writes.Skip(at).TakeWhile(next => code.Span.Contains(next.Syntax.Span)).ToList();
                now = Joined(ways.Select(way => way is null ? now : IsExit(way) ? null : After(inside.Where(next => way.Syntax.Span.Contains(next.Syntax.Span)).ToList(), use, way, now, key, frame)));
                at += inside.Count - 1;
                continue;
            }

            if (Written(write, key, now, frame) is { } next)
                now = now is null || around is null && (branch is not null || WriteOrder.Dominates(write, use)) ? next : now.Join(next);
        }

        return now;
    }

    private static QueryOrigins? Joined(IEnumerable<QueryOrigins?> ways) => ways.OfType<QueryOrigins>().ToList() is { Count: > 0 } all ? QueryOrigins.JoinAll(all) : null;

    /// <summary>The outermost code around the write, inside the branch, that may be left out on the way to the use; null when there is none.</summary>
    private static IOperation? LeavesOut(IOperation write, IOperation use, IOperation? branch)
    {
        IOperation? outermost = null;
        var child = write;
        if (write is IForEachLoopOperation or IVariableDeclaratorOperation)
            return null;
        foreach (var around in write.Ancestors().TakeWhile(around => around != branch))
        {
            if (WriteOrder.MayLeaveOut(around, child) && !child.Syntax.Span.Contains(use.Syntax.Span))
                outermost = around is ISwitchCaseOperation { Parent: ISwitchOperation choice } ? choice : around;
            child = around;
        }

        return outermost;
    }

    /// <summary>The branches of an <c>if</c> or <c>switch</c>; null stands for the way around all of them. Empty for all else.</summary>
    private static ImmutableArray<IOperation?> WaysOf(IOperation choice) => choice switch
    {
        IConditionalOperation { WhenTrue: var then, WhenFalse: var otherwise } => ImmutableArray.Create(then, otherwise),
        ISwitchOperation { Cases: var cases } => cases.Cast<IOperation?>().Concat(cases.Any(one => one.Clauses.Any(clause => clause is IDefaultCaseClauseOperation)) ? [] : new IOperation?[] { null }).ToImmutableArray(),
        _ => ImmutableArray<IOperation?>.Empty,
    };

    /// <summary>Who goes this way does not come back to the code behind it.</summary>
    private static bool IsExit(IOperation way) => way switch
    {
        IBlockOperation { Operations: { IsEmpty: false } block } => IsExit(block[block.Length - 1]),
        ISwitchCaseOperation { Body: { IsEmpty: false } body } => IsExit(body[body.Length - 1]),
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => way is IReturnOperation or IThrowOperation,
    };
}
