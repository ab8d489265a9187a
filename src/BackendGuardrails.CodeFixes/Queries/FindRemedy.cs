using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Find looks into the context first: what is loaded in front of the loop, it finds there. What was added and is not yet saved, it goes on finding.</summary>
internal static class FindRemedy
{
    /// <summary>The kind of <c>[id]</c>, which the oldest compiler we run in does not have.</summary>
    private const int CollectionExpression = 9076;

    public static (QueryCall Call, IReadOnlyList<string> Statements, IReadOnlyList<TextChange> Replacements)? For(QueryCall call, Diagnostic report)
    {
        var facts = QueryRemedyFacts.Of(report);
        if (facts.Portion is not null || Key(call, facts) is not var (property, _, item))
            return null;
        var names = new NewNames(call.Loop.Place);
        if (ItemSource.Of(item.Elements, item.Element, call, names) is not { } source)
            return null;
        var (keys, listed) = KeyList.Of(item, property, source, call.Loop, names);
        var row = names.Local(NewNames.Camel(call.Entity.Name), NewNames.Camel(call.Entity.Name.Substring(0, 1)), "row");
        var query = $"{call.Chain}.Where({row} => {keys}.Contains({row}.{property.Name}))";
        var load = call.IsAsync ? $"await {query}.LoadAsync({call.Token}){call.Configure};" : $"{query}.Load();";
        return (call, new[] { source.Statement, listed, load }.OfType<string>().ToList(), LoadRemedy.Renamed(source).ToList());
    }

    /// <summary>What the rows are found by: the primary key, and the key of an element.</summary>
    public static (IPropertySymbol Property, ExpressionSyntax Key, ItemKey Item)? Key(QueryCall call, QueryRemedyFacts facts)
    {
        if (facts.IsUntracked || facts.Key is null
            || PropertyOf(call.Entity, facts.Key) is not { Type: var type } property || !(type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 || type.Is("System.Guid"))
            || KeyOf(call) is not { } key || ItemKey.Of(key, call.Loop) is not { } item || !SymbolEqualityComparer.Default.Equals(item.Type, type))
            return null;
        return (property, key, item);
    }

    /// <summary><c>Find(id)</c>, <c>FindAsync([id], token)</c>, <c>FindAsync(new object[] { id }, token)</c></summary>
    private static ExpressionSyntax? KeyOf(QueryCall call) => call.Arguments.Count != 1 || call.Steps.Count > 0 ? null : call.Arguments[0] switch
    {
        ArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } only } => only[0],
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } only } => only[0],
        { RawKind: CollectionExpression } list => list.ChildNodes().ToList() is { Count: 1 } elements ? elements[0].ChildNodes().FirstOrDefault() as ExpressionSyntax : null,
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => call.Arguments[0],
        _ => null,
    };

    private static IPropertySymbol? PropertyOf(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return null;
    }
}
