namespace BackendGuardrails.Facts.Flow;

/// <summary>Do two operations stand in branches of one choice, so that one runs or the other?</summary>
internal static class Branches
{
    public static bool Exclude(IOperation one, IOperation other)
    {
        IOperation child = one;
        foreach (var around in one.Ancestors())
        {
            if (around.Syntax.Span.Contains(other.Syntax.Span))
                return OtherThan(around, child).Any(branch => branch.Syntax.Span.Contains(other.Syntax.Span));
            child = around;
        }

        return false;
    }

    /// <summary>What runs instead of the operation: the other branches of each choice around it.</summary>
    public static IEnumerable<IOperation> Instead(IOperation operation)
    {
        IOperation child = operation;
        foreach (var around in operation.Ancestors())
        {
            foreach (var branch in OtherThan(around, child))
                yield return branch;
            child = around;
        }
    }

    private static IEnumerable<IOperation> OtherThan(IOperation choice, IOperation branch) => choice switch
    {
        IConditionalOperation conditional when branch == conditional.WhenTrue => conditional.WhenFalse is { } otherwise ? new[] { otherwise } : Enumerable.Empty<IOperation>(),
        IConditionalOperation conditional when branch == conditional.WhenFalse => new[] { conditional.WhenTrue },
        ISwitchOperation sections => sections.Cases.Where(section => section != branch && sections.Cases.Contains(branch)),
        ISwitchExpressionOperation arms => arms.Arms.Where(arm => arm != branch && arms.Arms.Contains(branch)),
        _ => Enumerable.Empty<IOperation>(),
    };
}
