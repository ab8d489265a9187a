namespace BackendGuardrails.Facts.Values;

/// <summary>
/// What is known of the members of objects at one point of a member. An object is one made here (<see cref="HeapObject"/>) or one that came in
/// (an <see cref="Origin"/>, such as a parameter). What is not written down is as it was before.
/// </summary>
internal sealed class Heap
{
    public static readonly Heap Empty = new(ImmutableDictionary<object, HeapNode>.Empty);

    private readonly ImmutableDictionary<object, HeapNode> _nodes;

    private Heap(ImmutableDictionary<object, HeapNode> nodes) => _nodes = nodes;

    public bool IsEmpty => _nodes.IsEmpty;

    public HeapNode? Find(object instance) => _nodes.TryGetValue(instance, out var node) ? node : null;

    public HeapNode Of(object instance) => Find(instance) ?? HeapNode.Untouched;

    public Heap With(object instance, HeapNode node) => new(_nodes.SetItem(instance, node));

    /// <summary>With what another member made and handed over.</summary>
    public Heap WithObjectsOf(Heap other) => new(_nodes.AddRange(other._nodes.Where(pair => pair.Key is HeapObject && !_nodes.ContainsKey(pair.Key))));

    public Value Read(object instance, object member)
    {
        var node = Of(instance);
        return node.Members.TryGetValue(member, out var value) ? value : node.Before(instance, member);
    }

    /// <summary>Both ways met; this instance where the other adds nothing.</summary>
    public Heap Or(Heap other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var nodes = _nodes;
        foreach (var pair in other._nodes)
        {
            // An object made on one way only is as it is there; one that came in is as it came on the other.
            if (!nodes.TryGetValue(pair.Key, out var mine))
            {
                if (pair.Key is HeapObject)
                {
                    nodes = nodes.Add(pair.Key, pair.Value);
                    continue;
                }

                mine = HeapNode.Untouched;
            }

            var both = mine.Or(pair.Value, pair.Key);
            if (!ReferenceEquals(both, mine))
                nodes = nodes.SetItem(pair.Key, both);
        }

        foreach (var pair in _nodes)
        {
            if (pair.Key is Origin && !other._nodes.ContainsKey(pair.Key))
            {
                var both = pair.Value.Or(HeapNode.Untouched, pair.Key);
                if (!ReferenceEquals(both, pair.Value))
                    nodes = nodes.SetItem(pair.Key, both);
            }
        }

        return nodes == _nodes ? this : new(nodes);
    }
}

/// <summary>One object: the members written here, the number of elements while it is certain, and the calls it was handed to before.</summary>
internal sealed class HeapNode
{
    public static readonly HeapNode Untouched = new(ImmutableDictionary<object, Value>.Empty, count: null, ImmutableArray.Create(new Touch(null, 0)));

    public static readonly HeapNode New = new(ImmutableDictionary<object, Value>.Empty, count: 0, ImmutableArray.Create(new Touch(null, 0)));

    public HeapNode(ImmutableDictionary<object, Value> members, int? count, ImmutableArray<Touch> touches)
    {
        Members = members;
        Count = count;
        Touches = touches;
    }

    public ImmutableDictionary<object, Value> Members { get; }

    /// <summary>How many elements a list holds; null as soon as that depends.</summary>
    public int? Count { get; }

    /// <summary>The calls that may have changed what is not among the members; an empty one where it may be as it was made or came in.</summary>
    public ImmutableArray<Touch> Touches { get; }

    public IEnumerable<KeyValuePair<object, Value>> Elements => Members.Where(member => Slot.IsElement(member.Key));

    public HeapNode With(object member, Value value) => new(Members.SetItem(member, value), Count, Touches);

    public HeapNode With(ImmutableDictionary<object, Value> members, int? count) => new(members, count, Touches);

    /// <summary>After a call got hold of the object nothing is certain here; the call knows.</summary>
    public static HeapNode After(CallSite site, int index) => new(ImmutableDictionary<object, Value>.Empty, count: null, ImmutableArray.Create(new Touch(site, index)));

    public Value Before(object instance, object member) => Touches.Aggregate(Value.Safe, (value, touch) => value.Or(touch.Read(instance, member)));

    public HeapNode Or(HeapNode other, object instance)
    {
        if (ReferenceEquals(this, other))
            return this;
        var members = Members;
        foreach (var key in Members.Keys.Concat(other.Members.Keys.Where(key => !Members.ContainsKey(key))))
        {
            var mine = Members.TryGetValue(key, out var here) ? here : Before(instance, key);
            var theirs = other.Members.TryGetValue(key, out var there) ? there : other.Before(instance, key);
            var both = mine.Or(theirs);
            if (!ReferenceEquals(both, here))
                members = members.SetItem(key, both);
        }

        var touches = Touches.Union(other.Touches).ToImmutableArray();
        var count = Count == other.Count ? Count : null;
        if (members == Members && count == Count && touches.Length == Touches.Length)
            return this;
        return new(members, count, touches.Length == Touches.Length ? Touches : touches);
    }
}

/// <summary>A call that was given the object: as an argument, or as the receiver. No call: as it was made or came in.</summary>
internal readonly record struct Touch(CallSite? Site, int Index)
{
    public Value Read(object instance, object member) => (Site, instance) switch
    {
        ({ } site, _) => Value.From(new Origin(OriginKind.After, new TouchedObject(site, instance), Index).Member(member)),
        (null, Origin origin) => Value.From(origin.Member(member)),
        (null, HeapObject { Constructor: { } constructor }) => Value.From(new Origin(OriginKind.After, new TouchedObject(constructor, instance), Origin.ReceiverIndex).Member(member)),
        _ => Value.Safe,
    };
}

/// <summary>The object that a call was given.</summary>
internal sealed record TouchedObject(CallSite Site, object Instance);
