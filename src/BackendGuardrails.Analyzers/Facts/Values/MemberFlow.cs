using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>
/// What one member does with values, seen from the member alone: what it hands to the calls it makes, what it returns, what it writes to fields.
/// What its parameters are, and what calls return, is left open; <see cref="ValueSearch"/> follows that on demand.
/// </summary>
internal sealed class MemberFlow(SyntaxNode root, IMethodSymbol? method)
{
    private readonly Dictionary<(SyntaxNode, object), CallSite> _sites = new();
    private readonly Dictionary<SyntaxNode, List<CallSite>> _sitesAt = new();
    private readonly Dictionary<SyntaxNode, Value> _watched = new();
    private readonly Dictionary<ISymbol, Value> _written = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(ISymbol, object), Value> _contents = new();
    private readonly Dictionary<SyntaxNode, Value> _functionResults = new();
    private readonly Dictionary<Origin, SyntaxNode> _joined = new();
    private readonly Dictionary<Origin, TextPlace> _places = new();

    public SyntaxNode Root { get; } = root;

    /// <summary>The method, constructor or accessor; null for an initializer.</summary>
    public IMethodSymbol? Method { get; } = method;

    /// <summary>What the member returns; of an iterator, the elements.</summary>
    public Value Returned { get; private set; } = Value.Safe;

    /// <summary>What is known wherever the member is left in the ordinary way; null if it never is.</summary>
    public FlowState? Exit { get; private set; }

    /// <summary>The objects as they may be when the member, or a function declared in it, has run.</summary>
    public Heap FinalHeap { get; private set; } = Heap.Empty;

    public IEnumerable<CallSite> Sites => _sites.Values;

    public CallSite SiteOf(SyntaxNode syntax, IMethodSymbol target)
    {
        var key = (syntax, (object)target.OriginalDefinition);
        if (!_sites.TryGetValue(key, out var site))
        {
            _sites.Add(key, site = new(this, syntax, target.OriginalDefinition));
            if (!_sitesAt.TryGetValue(syntax, out var there))
                _sitesAt.Add(syntax, there = new());
            there.Add(site);
        }

        return site;
    }

    public IEnumerable<CallSite> SitesAt(SyntaxNode syntax) => _sitesAt.TryGetValue(syntax, out var sites) ? sites : Enumerable.Empty<CallSite>();

    /// <summary>The value that was seen at a watched place; null where the code is never reached.</summary>
    public Value? WatchedAt(SyntaxNode place) => _watched.TryGetValue(place, out var value) ? value : null;

    /// <summary>What the member assigns to a field or property of any object.</summary>
    public Value? WrittenTo(ISymbol member) => _written.TryGetValue(member, out var value) ? value : null;

    /// <summary>What the member puts into the object that a field or property holds.</summary>
    public IEnumerable<(object Member, Value Value)> PutInto(ISymbol member) =>
        _contents.Where(pair => SymbolEqualityComparer.Default.Equals(pair.Key.Item1, member)).Select(pair => (pair.Key.Item2, pair.Value));

    /// <summary>What a lambda or local function written in the member returns when it is handed on.</summary>
    public Value ResultOf(SyntaxNode function) => _functionResults.TryGetValue(function, out var value) ? value : Value.Safe;

    /// <summary>Where a value was put into a text that was begun before: <c>sql += name</c>, <c>text.Append(name)</c>.</summary>
    public Location? JoinedAt(Origin origin) => _joined.TryGetValue(origin.AsWhole(), out var place) ? place.GetLocation() : null;

    public void Join(Value added, SyntaxNode place)
    {
        foreach (var origin in added.Origins)
        {
            if (!_joined.ContainsKey(origin.AsWhole()))
                _joined.Add(origin.AsWhole(), place);
        }
    }

    /// <summary>Where a value stands whenever it is a part of a text here; null where nobody has seen it.</summary>
    public TextPlace? PlaceOf(Origin origin) => _places.TryGetValue(origin.AsWhole(), out var place) ? place : null;

    public void Stand(Value part, TextPlace place)
    {
        foreach (var origin in part.Origins)
        {
            // What is a part already stands where it was put first, which may be anywhere.
            var whole = origin.AsWhole();
            _places[whole] = !origin.IsPart && (!_places.TryGetValue(whole, out var known) || known == place) ? place : TextPlace.Anywhere;
        }
    }

    public void Watch(SyntaxNode place, Value value) => Add(_watched, place, value);

    public void Write(ISymbol member, Value value) => Add(_written, member.OriginalDefinition, value);

    public void Put(ISymbol member, object slot, Value value) => Add(_contents, (member.OriginalDefinition, slot), value);

    public void AddResult(SyntaxNode function, Value value) => Add(_functionResults, function, value);

    public void Return(Value value) => Returned = Returned == Value.Safe ? value : Returned.Or(value);

    public void Leave(FlowState state) => Exit = Exit?.Or(state) ?? state;

    public void Keep(Heap heap) => FinalHeap = FinalHeap.Or(heap);

    private static void Add<TKey>(Dictionary<TKey, Value> values, TKey key, Value value)
        where TKey : notnull =>
        values[key] = values.TryGetValue(key, out var known) ? known.Or(value) : value;
}
