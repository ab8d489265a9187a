using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Products;

/// <summary>What a query includes, as one tree: from each entity the navigations that are loaded with it.</summary>
internal sealed class CollectionTree
{
    private const int MostLevels = 6;

    private readonly Dictionary<string, CollectionTree> _children = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol _entity;
    private readonly string _name;
    private readonly bool _multiplies;
    private bool _isConditional;

    private CollectionTree(INamedTypeSymbol entity, string name, bool multiplies, bool isConditional) => (_entity, _name, _multiplies, _isConditional) = (entity, name, multiplies, isConditional);

    public static CollectionTree Of(QueryChain chain, INamedTypeSymbol root, EntityModel model, CancellationToken cancellationToken)
    {
        var tree = new CollectionTree(root, "", multiplies: false, isConditional: false);
        foreach (var include in chain.Includes)
            tree.Add(include, model, cancellationToken);
        if (!chain.Has("IgnoreAutoIncludes"))
            tree.AddAutomatic(model, 0, cancellationToken);
        return tree;
    }

    /// <summary>The place with the most collections side by side; null where there are fewer than two.</summary>
    public (INamedTypeSymbol Owner, ImmutableArray<string> Collections, bool IsCertain, bool IsBehindCollection)? Siblings()
    {
        var collections = _children.Values.Where(child => child.HasCollection).ToList();
        var here = collections.Count < 2
            ? ((INamedTypeSymbol, ImmutableArray<string>, bool, bool)?)null
            : (_entity, collections.Select(child => child.PathToCollection).ToImmutableArray(), collections.Count(child => !child._isConditional) > 1, _multiplies);
        return new[] { here }.Concat(_children.Values.Select(child => child.Siblings())).Where(one => one is not null).OrderByDescending(one => one!.Value.Item2.Length).FirstOrDefault() is { } most
            ? (most.Item1, most.Item2, most.Item3, most.Item4 || _multiplies)
            : null;
    }

    private bool HasCollection => _multiplies || _children.Values.Any(child => child.HasCollection);

    private string PathToCollection => _multiplies ? _name : $"{_name}.{_children.Values.First(child => child.HasCollection).PathToCollection}";

    private void Add(IncludePath include, EntityModel model, CancellationToken cancellationToken)
    {
        var place = this;
        foreach (var (name, index) in include.Path.Select((name, index) => (name, index)))
        {
            // A navigation of a derived class is not found on its base; what is behind it is left out.
            if (model.Of(place._entity, cancellationToken)?.Find(name) is not { } navigation)
                return;
            place = place.Child(navigation, include.IsConditional, isOne: index == include.Path.Length - 1 && TakesOne(include.Call));
        }
    }

    private void AddAutomatic(EntityModel model, int level, CancellationToken cancellationToken)
    {
        if (level > MostLevels)
            return;
        foreach (var navigation in model.Of(_entity, cancellationToken)?.Navigations.Where(navigation => navigation.IsAutoIncluded) ?? Enumerable.Empty<Navigation>())
            Child(navigation, isConditional: false, isOne: false);
        foreach (var child in _children.Values)
            child.AddAutomatic(model, level + 1, cancellationToken);
    }

    private CollectionTree Child(Navigation navigation, bool isConditional, bool isOne)
    {
        if (!_children.TryGetValue(navigation.Name, out var child))
            return _children[navigation.Name] = new(navigation.Target, navigation.Name, navigation.IsCollection && !isOne, isConditional);
        child._isConditional &= isConditional;
        return child;
    }

    /// <summary><c>Include(o => o.Lines.OrderBy(…).Take(1))</c> multiplies by one.</summary>
    private static bool TakesOne(IInvocationOperation include) => include.Arguments.LastOrDefault()?.Value.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name == "Take" && call.Arguments.LastOrDefault()?.Value.IsConstant(1) == true) == true;
}
