using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>Sets of a context, and whether using one brings entities into it.</summary>
internal static class EfSets
{
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";

    /// <summary>What the set is of; null for what is no set.</summary>
    public static INamedTypeSymbol? Of(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(DbSet))
                return ((INamedTypeSymbol)current).TypeArguments[0] as INamedTypeSymbol;
        }

        return null;
    }

    /// <summary>Only counted, asked about, loaded without tracking, or part of another query.</summary>
    public static bool IsHarmless(IOperation set)
    {
        if (NavigationReads.IsInExpressionTree(set))
            return true;
        for (var parent = set.Parent; parent is IConversionOperation or IArgumentOperation or IInvocationOperation or IParenthesizedOperation; parent = parent.Parent)
        {
            if (parent is not IInvocationOperation call)
                continue;
            switch (QueryOperators.Of(call))
            {
                case QueryOperator.None:
                    return false;
                case QueryOperator.Reduce:
                case QueryOperator.Tracking when call.TargetMethod.Name == "AsNoTracking":
                    return true;
            }
        }

        return false;
    }
}
