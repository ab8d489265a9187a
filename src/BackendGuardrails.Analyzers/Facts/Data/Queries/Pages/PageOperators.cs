using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>What an operator does by the position of the rows.</summary>
internal enum PagePart
{
    Skip,
    Take,

    /// <summary>The last row: EF Core turns the order around for it, and throws where there is none.</summary>
    Last,

    /// <summary>The row at a place that is counted.</summary>
    Element,
}

/// <summary>Which operators of a provider's query depend on the order of its rows?</summary>
internal static class PageOperators
{
    private static readonly string[] Chances = ["System.Random", "System.Security.Cryptography.RandomNumberGenerator"];

    /// <summary>Null for all else, for one row of many, as First takes it, and for a place that is left to chance.</summary>
    public static PagePart? Of(IInvocationOperation call)
    {
        PagePart? part = call.TargetMethod.Name switch
        {
            "Skip" => PagePart.Skip,
            "Take" => PagePart.Take,
            "Last" or "LastOrDefault" or "LastAsync" or "LastOrDefaultAsync" => PagePart.Last,
            "ElementAt" or "ElementAtOrDefault" or "ElementAtAsync" or "ElementAtOrDefaultAsync" => PagePart.Element,
            _ => null,
        };
        return part is null || QueryOperators.Of(call) == QueryOperator.None || QueryOperators.IsInMemory(call) || IsAnyRow(call, part.Value) ? null : part;
    }

    public static bool IsSort(IInvocationOperation call) => IsFirstSort(call) || call.TargetMethod.Name is "ThenBy" or "ThenByDescending";

    public static bool IsFirstSort(IInvocationOperation call) => call.TargetMethod.Name is "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending";

    /// <summary>The last of the operators that are written behind a call, in the same expression.</summary>
    public static IEnumerable<IInvocationOperation> Following(IInvocationOperation call)
    {
        for (IOperation current = call; current.Parent is { } parent; current = parent)
        {
            if (parent is IInvocationOperation next && QueryOperators.Of(next) != QueryOperator.None && next.Receiver()?.Unwrap() is { } source && Leads(source, call))
                yield return next;
            else if (parent is not (IConversionOperation or IParenthesizedOperation or IArgumentOperation or ITranslatedQueryOperation))
                yield break;
        }
    }

    private static bool Leads(IOperation source, IOperation call) => source.Syntax.Span.Contains(call.Syntax.Span);

    private static bool IsAnyRow(IInvocationOperation call, PagePart part)
    {
        if (part == PagePart.Last || call.Arguments.LastOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Int32)?.Value is not { } number)
            return false;
        return number.IsConstant(part == PagePart.Take ? 1 : 0) || part == PagePart.Take && number.IsConstant(int.MaxValue) || IsByChance(number);
    }

    private static bool IsByChance(IOperation number) => number.DescendantsAndSelf().Any(part => part switch
    {
        IInvocationOperation drawn => Chances.Any(drawn.TargetMethod.ContainingType.IsOrInherits),
        ILocalReferenceOperation local => Origins.InitialValue(local) is { } value && value.DescendantsAndSelf().OfType<IInvocationOperation>().Any(drawn => Chances.Any(drawn.TargetMethod.ContainingType.IsOrInherits)),
        _ => false,
    });
}
