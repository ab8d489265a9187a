using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A step of an Include: <c>order => order.Customer</c>, with <c>!</c> where what it starts from may be null.</summary>
internal sealed record IncludeStep(string Type, string Navigation, bool MayStartFromNull)
{
    public string Lambda(string parameter) => $"{parameter} => {parameter}{(MayStartFromNull ? "!" : "")}.{Navigation}";

    /// <summary>What the parameter is called where nothing else has the name.</summary>
    public string Parameter => char.ToLowerInvariant(Type[0]).ToString();
}

/// <summary>What is missing in which queries, for readers and for fixes.</summary>
internal sealed class MissingInclude
{
    /// <summary>The property with the steps, as <c>Order.Customer;Customer.Orders</c>; only where every query can be changed.</summary>
    public const string Steps = "Steps";

    /// <summary>The property with how many steps are the last word already at each of the additional locations.</summary>
    public const string Known = "Known";

    /// <summary>The property of a load that is written out, and not needed where the query includes what it loads.</summary>
    public const string Explicit = "Explicit";

    private MissingInclude(ImmutableArray<IncludeStep> steps, ImmutableArray<QueryChain> queries, ImmutableArray<IncludePlace> places)
    {
        Text = TextOf(steps);
        IsFind = queries.Any(query => query.Has("Find") || query.Has("FindAsync"));
        Query = queries[0].Root.Syntax.ToString();
        IsOfAnyType = queries[0].Root.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } rows } && rows[0].TypeKind == TypeKind.TypeParameter;
        Entity = steps[0].Type;
        Locations = places.IsEmpty ? queries.Select(query => query.Root.Syntax.GetLocation()).ToImmutableArray() : places.Select(place => place.Behind).ToImmutableArray();
        Properties = places.IsEmpty
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty
                .Add(Steps, string.Join(";", steps.Select(step => $"{step.Type}.{step.Navigation}{(step.MayStartFromNull ? "!" : "")}")))
                .Add(Known, string.Join(";", places.Select(place => place.Known)));
    }

    /// <summary>The calls as one would write them.</summary>
    public string Text { get; }

    /// <summary>A query by key has no place for an Include.</summary>
    private bool IsFind { get; }

    /// <summary>The root of the first query, as it is written.</summary>
    public string Query { get; }

    /// <summary>A query that a generic repository writes once for all entities has no place for an Include of one of them.</summary>
    private bool IsOfAnyType { get; }

    private string Entity { get; }

    /// <summary>What to do, for a message.</summary>
    public string Advice => (IsFind, IsOfAnyType) switch
    {
        (true, _) => $"read it with a query that has {Text} instead of Find",
        (_, true) => $"'{Query}' reads any type, so let its caller hand over {Text}, or read {Entity} with a query of its own",
        _ => $"add {Text} to the query of '{Query}'",
    };

    /// <summary>What to write the calls behind; the roots of the queries where that cannot be done.</summary>
    public ImmutableArray<Location> Locations { get; }

    public ImmutableDictionary<string, string?> Properties { get; }

    public static MissingInclude Of(ImmutableArray<QueryChain> queries, ImmutableArray<Navigation> path)
    {
        var steps = path.Select((navigation, index) => new IncludeStep(
            index == 0 ? navigation.Property.ContainingType.Name : path[index - 1].Target.Name,
            navigation.Name,
            index > 0 && path[index - 1] is { IsCollection: false, Property.NullableAnnotation: NullableAnnotation.Annotated })).ToImmutableArray();
        var places = queries.Select(query => IncludePlace.Of(query, path)).ToList();
        return new(steps, queries, places.Contains(null) || queries.Any(query => query.Path.Length != queries[0].Path.Length) ? ImmutableArray<IncludePlace>.Empty : places.OfType<IncludePlace>().ToImmutableArray());
    }

    public static string TextOf(ImmutableArray<IncludeStep> steps) =>
        string.Concat(steps.Select((step, index) => $"{(index == 0 ? "" : ".Then")}Include({step.Lambda(step.Parameter)})"));

    /// <summary>What <see cref="Steps"/> says; null for what it does not.</summary>
    public static ImmutableArray<IncludeStep>? Read(string? steps)
    {
        if (steps is null)
            return null;
        return steps.Split(';').Select(step => step.Split('.')).Select(parts => new IncludeStep(parts[0], parts[1].TrimEnd('!'), parts[1].EndsWith("!", StringComparison.Ordinal))).ToImmutableArray();
    }

    /// <summary>What a message calls the entity that a navigation is read of.</summary>
    public static string NameOf(IOperation entity) => entity.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property.Name,
        _ => entity.Unwrap().Type?.Name ?? "element",
    };
}
