using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Loops;

/// <summary>What repeats this operation, seen from the member it is written in: loop statements, and calls that run a function for each element.</summary>
internal sealed class Loops(ElementFunctions functions, Sources sources)
{
    /// <summary>From the inside out. What is in the head of a loop and runs once is not in the loop.</summary>
    public IEnumerable<Loop> Around(IOperation operation, CancellationToken cancellationToken)
    {
        var inner = operation;
        for (var outer = operation.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            var runs = Between(outer, inner, cancellationToken);
            if (runs.Loop is not null)
                yield return runs.Loop;
            else if (!runs.IsHere)
                yield break;
        }
    }

    /// <summary>How an operation runs when the one around it does: once, in a loop, or at another time.</summary>
    public Runs Between(IOperation outer, IOperation inner, CancellationToken cancellationToken) => outer switch
    {
        IForEachLoopOperation each when inner != each.Collection => new(OfForEach(each, cancellationToken), IsHere: true),
        IForLoopOperation counted when !counted.Before.Contains(inner) => new(CountingLoops.Of(counted, sources, cancellationToken), IsHere: true),
        IWhileLoopOperation repeated => new(CountingLoops.Of(repeated), IsHere: true),
        IBlockOperation block when BackEdge(block, inner) is { } jump => new(CountingLoops.Of(block, jump), IsHere: true),
        ILocalFunctionOperation => default,
        IAnonymousFunctionOperation lambda => functions.RunsOf(lambda, cancellationToken),
        _ => new(null, IsHere: true),
    };

    private Loop OfForEach(IForEachLoopOperation each, CancellationToken cancellationToken)
    {
        var source = each.Collection;
        return new(each, sources.KindOf(each, cancellationToken), source, Sources.NameOf(source));
    }

    /// <summary>The jump back to a label before the statement, from a place after it.</summary>
    private static IBranchOperation? BackEdge(IBlockOperation block, IOperation statement)
    {
        if (!block.Operations.Any(operation => operation is ILabeledOperation))
            return null;
        var at = block.Operations.IndexOf(statement);
        var label = statement is ILabeledOperation own ? own : block.Operations.Take(at < 0 ? 0 : at).OfType<ILabeledOperation>().LastOrDefault();
        if (label is null || at < 0)
            return null;
        return block.Operations.Skip(at).SelectMany(later => later.DescendantsAndSelf()).OfType<IBranchOperation>()
            .FirstOrDefault(branch => branch.BranchKind == BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(branch.Target, label.Label) && branch.Syntax is GotoStatementSyntax);
    }
}
