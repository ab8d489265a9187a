using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Loops;

/// <summary>What repeats this operation, seen from the member it is written in: loop statements, and calls that run a function for each element.</summary>
internal sealed class Loops(ElementFunctions functions)
{
    /// <summary>From the inside out. What is in the head of a loop and runs once is not in the loop.</summary>
    public IEnumerable<Loop> Around(IOperation operation, CancellationToken cancellationToken)
    {
        var inner = operation;
        for (var outer = operation.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case IForEachLoopOperation each when inner != each.Collection:
                    yield return OfForEach(each);
                    break;
                case IForLoopOperation counted when !counted.Before.Contains(inner):
                    yield return CountingLoops.Of(counted);
                    break;
                case IWhileLoopOperation repeated:
                    yield return CountingLoops.Of(repeated);
                    break;
                case IBlockOperation block when BackEdge(block, inner) is { } jump:
                    yield return CountingLoops.Of(block, jump);
                    break;
                case ILocalFunctionOperation:
                    yield break;
                case IAnonymousFunctionOperation lambda:
                    switch (functions.RunsOf(lambda, cancellationToken))
                    {
                        case { Loop: { } loop }:
                            yield return loop;
                            break;
                        case { IsHere: true }:
                            break;
                        default:
                            yield break;
                    }

                    break;
            }
        }
    }

    private static Loop OfForEach(IForEachLoopOperation each)
    {
        var source = each.Collection;
        return new(each, Sources.KindOf(source, each.IsAsynchronous), source, Sources.NameOf(source));
    }

    /// <summary>The jump back to a label before the statement, from a place after it.</summary>
    private static IBranchOperation? BackEdge(IBlockOperation block, IOperation statement)
    {
        var at = block.Operations.IndexOf(statement);
        var label = statement is ILabeledOperation own ? own : block.Operations.Take(at < 0 ? 0 : at).OfType<ILabeledOperation>().LastOrDefault();
        if (label is null || at < 0)
            return null;
        return block.Operations.Skip(at).SelectMany(later => later.DescendantsAndSelf()).OfType<IBranchOperation>()
            .FirstOrDefault(branch => branch.BranchKind == BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(branch.Target, label.Label) && branch.Syntax is GotoStatementSyntax);
    }
}
