using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>Where an Include can be written so that the query loads a path: directly behind this expression, of which so much of the path is the last word already.</summary>
internal sealed record IncludePlace(Location Behind, int Known)
{
    private static readonly string[] Combining = ["Concat", "Union", "UnionBy", "Except", "Intersect"];

    /// <summary>Null where it is not certain that it would compile and load what is meant.</summary>
    public static IncludePlace? Of(QueryChain chain, ImmutableArray<Navigation> path)
    {
        if (chain.Has("Find") || chain.Has("FindAsync") || Combining.Any(chain.Has) || EfSets.Of(chain.Root.Type) is not { } set || !LeadsFrom(set, path))
            return null;
        var (behind, known) = BehindInclude(chain, path);
        behind ??= chain.Steps.LastOrDefault(step => step is { IsConditional: false, Name: var name } && (name.StartsWith("FromSql", StringComparison.Ordinal) || name.StartsWith("Temporal", StringComparison.Ordinal)))?.Call ?? chain.Root;
        return MayChangeType(behind, isSet: behind == chain.Root) ? new(behind.Syntax.GetLocation(), known) : null;
    }

    /// <summary>The include that loads the longest part of the path and that a ThenInclude can follow; else the last one.</summary>
    private static (IOperation? Call, int Known) BehindInclude(QueryChain chain, ImmutableArray<Navigation> path)
    {
        var sure = chain.Includes.Where(include => !include.IsConditional).ToList();
        if (sure.Count == 0)
            return (null, 0);
        var names = path.Select(navigation => navigation.Name).ToList();
        var before = sure
            .Where(include => include.Path.Length < names.Count && include.Path.SequenceEqual(names.Take(include.Path.Length)) && !IsText(include.Call) && !chain.Includes.Any(next => next.Call.TargetMethod.Name == "ThenInclude" && next.Call.Receiver()?.Unwrap() == include.Call))
            .OrderByDescending(include => include.Path.Length)
            .FirstOrDefault();
        return before is not null ? (before.Call, before.Path.Length) : (sure[sure.Count - 1].Call, 0);
    }

    private static bool IsText(IInvocationOperation include) =>
        include.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.Type?.SpecialType == SpecialType.System_String;

    /// <summary>Each navigation is a member of what the one before leads to, not of a class that derives from it.</summary>
    private static bool LeadsFrom(ITypeSymbol entity, ImmutableArray<Navigation> path)
    {
        foreach (var navigation in path)
        {
            if (!Inclusions.IsOrDerives(entity, navigation.Property.ContainingType))
                return false;
            entity = navigation.Target;
        }

        return true;
    }

    /// <summary>A query with an Include has another type than without: nobody depends on it when it is converted, called on, or enumerated.</summary>
    private static bool MayChangeType(IOperation query, bool isSet)
    {
        var value = query;
        while (value.Parent is IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IConversionOperation conversion => EfSets.Of(conversion.Type) is null,
            IForEachLoopOperation or ITranslatedQueryOperation => true,
            IInvocationOperation { TargetMethod.Name: "AsQueryable" or "AsAsyncEnumerable" or "AsEnumerable" } => true,
            IArgumentOperation { Parameter: { } parameter } => EfSets.Of(parameter.Type) is null,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => !isSet && !IsAssigned(declared),
            _ => false,
        };
    }

    private static bool IsAssigned(IVariableDeclaratorOperation declared) => declared.MemberBody().DescendantsAndSelf().Any(operation =>
        operation is IAssignmentOperation { Target: ILocalReferenceOperation target } && SymbolEqualityComparer.Default.Equals(target.Local, declared.Symbol));
}
