using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does an endpoint answer with a list, and with nothing else when it succeeds, unless there is nothing? What only contains a list, such as a page or a view, is none.</summary>
internal static class ListAnswers
{
    private static readonly string[] Wrappers = ["Task", "ValueTask", "ActionResult", "Ok", "JsonHttpResult"];

    private static readonly string[] Answers = ["Ok", "Json", "Object"];

    /// <summary>Types that say by their name that they are a part of something longer.</summary>
    private static readonly string[] Parts = ["Page", "Paged", "Paginated", "Cursor", "Connection"];

    public static bool Is(Endpoint endpoint)
    {
        if (IsDeclared(endpoint.Function.ReturnType))
            return true;
        var answers = endpoint.Body.Executed()
            .OfType<IReturnOperation>()
            .Select(exit => exit.ReturnedValue)
            .OfType<IOperation>()
            .SelectMany(Responses.In)
            .Where(answer => answer.Status is null or >= 200 and < 300 and not 204)
            .ToList();
        return answers.Count > 0 && answers.All(answer => Answers.Contains(answer.Name) && answer.Body is { } body && IsList(body.Unwrap().Type));
    }

    private static bool IsDeclared(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
            return IsList(type);
        if (named.Name == "Results" && named.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Http.HttpResults")
            return named.TypeArguments.Any(IsDeclared);
        return named.TypeArguments.Length == 1 && Wrappers.Contains(named.Name) && named.OutermostNamespace() is "System" or "Microsoft" ? IsDeclared(named.TypeArguments[0]) : IsList(named);
    }

    private static bool IsList(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType is not (SpecialType.System_Byte or SpecialType.System_Char),
        INamedTypeSymbol { SpecialType: not SpecialType.System_String } named => IsSequence(named) && !Parts.Any(part => named.Name.StartsWith(part, StringComparison.Ordinal) || named.Name.EndsWith(part, StringComparison.Ordinal)),
        _ => false,
    };

    private static bool IsSequence(INamedTypeSymbol type)
    {
        var all = type.AllInterfaces.Add(type);
        return all.Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || one.Is("System.Collections.Generic.IAsyncEnumerable`1"))
            && !all.Any(one => one.Is("System.Collections.Generic.IReadOnlyDictionary`2") || one.Is("System.Collections.Generic.IDictionary`2"));
    }
}
