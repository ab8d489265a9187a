using Microsoft.CodeAnalysis.CSharp.Syntax;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Entities that a context tracks and nobody changes.</summary>
/// <param name="Reader">The call that runs the query, or the loop over it.</param>
/// <param name="Query">The query as it is written there.</param>
internal sealed record UntouchedRead(IOperation Reader, IOperation Query, ImmutableArray<QueryChain> Chains, EntityFate Fate)
{
    private static readonly string[] SetTypes = ["FromSql", "FromSqlRaw", "FromSqlInterpolated", "TemporalAll", "TemporalAsOf", "TemporalBetween", "TemporalContainedIn", "TemporalFromTo"];

    public QueryChain Chain => Chains[0];

    /// <summary>What a reader calls them: the set, or else the entity.</summary>
    public string Rows => Chain.Root.Unwrap() is IPropertyReferenceOperation { Instance.Type: var owner, Property.Name: var set } && EfCommands.IsContext(owner) ? set : Chain.Entity.Name;

    public Location Location => Reader is IInvocationOperation call ? call.NameLocation() : Query.Syntax.GetLocation();

    public string Name => Reader is IInvocationOperation call ? call.TargetMethod.Name : "foreach";

    /// <summary>
    /// Whether each row must stay one object: two rows lead to the same one, and whoever reads all of it sees what is tied to it; or a path leads back to where it comes from, which EF Core refuses without
    /// identities. Keeping identities without tracking takes more memory than tracking does.
    /// </summary>
    public bool NeedsIdentity => Chains.SelectMany(chain => chain.Includes).Any(include => LeadsBack(include.Path)) || Fate.Has(EntityUse.Serialized) && IsShared
        || Fate.Navigations.Any(place => EntityConventions.TargetOf(place.Property) is { IsCollection: true } && Included.Any(included => IsInverse(included.Navigation, place.Property)) && !Included.Any(included => SymbolEqualityComparer.Default.Equals(included.Navigation.Property, place.Property)));

    /// <summary>The types along the includes of the first query, from its entity on, as the model knows them.</summary>
    public ImmutableArray<(Navigation Navigation, int Depth)> Included { get; init; } = ImmutableArray<(Navigation, int)>.Empty;

    public bool IsIncluded(Navigation navigation) => Included.Any(included => SymbolEqualityComparer.Default.Equals(included.Navigation.Property, navigation.Property));

    /// <summary>The lines of an order lead back to it; both ends are tied when one is loaded.</summary>
    public bool IsTiedBack(Navigation navigation) => Included.Any(included => IsInverse(included.Navigation, navigation.Property));

    private static bool IsInverse(Navigation there, IPropertySymbol back) => there.Inverse is { } inverse
        ? inverse == back.Name && Inclusions.IsRelated(there.Target, back.ContainingType)
        : Inclusions.IsRelated(there.Target, back.ContainingType) && Inclusions.IsRelated(there.Property.ContainingType, (EntityConventions.TargetOf(back)?.Target ?? back.Type));

    private bool IsShared => Included.Any(included => !included.Navigation.IsCollection && (included.Depth > 0 || !IsOne));

    /// <summary>Whether it is a single entity.</summary>
    public bool IsOne => Reader is IInvocationOperation { TargetMethod.Name: var name } && (name.StartsWith("First", StringComparison.Ordinal) || name.StartsWith("Single", StringComparison.Ordinal) || name.StartsWith("Last", StringComparison.Ordinal));

    private bool LeadsBack(ImmutableArray<string> path) => path.Length > 1 && Included.Any(included => included.Depth > 0 && path.Contains(included.Navigation.Name)
        && Included.Any(before => before.Depth == included.Depth - 1 && (before.Navigation.Inverse == included.Navigation.Name || SymbolEqualityComparer.Default.Equals(before.Navigation.Property.ContainingType, included.Navigation.Target))));

    /// <summary>The query without what only says how it is enumerated.</summary>
    public IOperation Written
    {
        get
        {
            var written = Query.Unwrap();
            while (written is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" } call && call.Receiver() is { } source)
                written = source.Unwrap();
            return written;
        }
    }

    /// <summary>What the call is written behind: the set where the query begins here, else all of the query. Null where that would not compile.</summary>
    public SyntaxNode? Behind()
    {
        var written = Written;
        if (!ProviderQueries.IsQueryType(written.Type))
            return null;
        if (written is ITranslatedQueryOperation)
            return written.Syntax.Parent as ParenthesizedExpressionSyntax;
        var begin = (Root(written) ?? written).Syntax;
        if (begin.Parent is ParenthesizedExpressionSyntax around)
            return around;
        return begin is ExpressionSyntax and not (MemberBindingExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax) and var behind && !(behind is InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax }) ? behind : null;
    }

    /// <summary>The beginning of the chain as it is written here, if nothing behind it needs the type it has.</summary>
    private static IOperation? Root(IOperation query)
    {
        IInvocationOperation? next = null;
        while (query is IInvocationOperation call && QueryOperators.Of(call) != QueryOperator.None && call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } && call.Receiver() is { } source && !SetTypes.Contains(call.TargetMethod.Name))
        {
            next = call;
            query = source.Unwrap();
        }

        return next?.TargetMethod.Name is "ThenBy" or "ThenByDescending" or "ThenInclude" || !ProviderQueries.IsQueryType(query.Type) ? null : query;
    }
}
