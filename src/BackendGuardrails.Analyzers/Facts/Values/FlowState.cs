namespace BackendGuardrails.Facts.Values;

/// <summary>What is known at one point of a member: variables, objects, and what has been proven harmless on the way.</summary>
internal sealed class FlowState
{
    public static readonly FlowState Start = new(ImmutableDictionary<object, Value>.Empty, Heap.Empty, Proof.Nothing);

    private FlowState(ImmutableDictionary<object, Value> variables, Heap heap, Proof proven)
    {
        Variables = variables;
        Heap = heap;
        Proven = proven;
    }

    /// <summary>Locals, parameters that were assigned to, and the captures of the control-flow graph.</summary>
    public ImmutableDictionary<object, Value> Variables { get; }

    public Heap Heap { get; }

    public Proof Proven { get; }

    public FlowState With(object variable, Value value) => new(Variables.SetItem(variable, value), Heap, Proven.Without(variable));

    public FlowState Forget(object variable) => new(Variables.Remove(variable), Heap, Proven);

    public FlowState With(Heap heap) => ReferenceEquals(heap, Heap) ? this : new(Variables, heap, Proven);

    public FlowState With(Proof proven) => ReferenceEquals(proven, Proven) ? this : new(Variables, Heap, proven);

    /// <summary>Both ways met; this instance where the other adds nothing.</summary>
    public FlowState Or(FlowState other)
    {
        if (ReferenceEquals(this, other))
            return this;
        if (!ReferenceEquals(Proven, other.Proven) && Settled(other.Proven) is var mine && other.Settled(Proven) is var theirs && !(ReferenceEquals(mine, this) && ReferenceEquals(theirs, other)))
            return Both(mine, theirs) is var both && both.SaysTheSameAs(this) ? this : both;
        return Both(this, other);
    }

    /// <summary>What only this way proves is written into its values before the ways meet.</summary>
    private FlowState Settled(Proof others)
    {
        if (Proven.IsNothing)
            return this;
        var lost = Proven.Items.Where(item => !others.Holds(item)).ToList();
        if (lost.Count == 0)
            return this;
        var proof = Proof.Of(lost);
        var variables = Variables;
        foreach (var pair in Variables)
        {
            var value = proof.Holds(pair.Key) ? pair.Value.Without(_ => true) : pair.Value.Without(origin => proof.Holds(origin.AsWhole()));
            if (!ReferenceEquals(value, pair.Value))
                variables = variables.SetItem(pair.Key, value);
        }

        var heap = Heap;
        foreach (var item in lost)
        {
            if (item is IParameterSymbol parameter && !Variables.ContainsKey(parameter) || item is Origin { Kind: OriginKind.Parameter, Chain.IsEmpty: true, Key: var key } && (parameter = (IParameterSymbol)key) is not null && !Variables.ContainsKey(parameter))
                variables = variables.SetItem(parameter, Value.Safe);
            else if (item is Origin { Chain.IsEmpty: false } member && member.Holder is { } holder && !heap.Of(holder).Members.ContainsKey(member.Chain[member.Chain.Length - 1]))
                heap = heap.With(holder, heap.Of(holder).With(member.Chain[member.Chain.Length - 1], Value.Safe));
        }

        return new(variables, heap, Proven);
    }

    private bool SaysTheSameAs(FlowState other) =>
        ReferenceEquals(Heap, other.Heap) && ReferenceEquals(Proven, other.Proven) && Variables.Count == other.Variables.Count
        && Variables.All(pair => other.Variables.TryGetValue(pair.Key, out var value) && ReferenceEquals(value, pair.Value));

    private static FlowState Both(FlowState one, FlowState other) => one.Met(other);

    private FlowState Met(FlowState other)
    {
        var variables = Variables;
        if (variables != other.Variables)
        {
            foreach (var pair in other.Variables)
            {
                // Not assigned on one way: a parameter is what it was, a local cannot be read there.
                var mine = Variables.TryGetValue(pair.Key, out var value) ? value : pair.Key is IParameterSymbol ? null : pair.Value;
                var both = mine?.Or(pair.Value) ?? EntryOf(pair.Key).Or(pair.Value);
                if (!ReferenceEquals(both, value))
                    variables = variables.SetItem(pair.Key, both);
            }

            foreach (var pair in Variables)
            {
                if (pair.Key is IParameterSymbol && !other.Variables.ContainsKey(pair.Key) && pair.Value.Or(EntryOf(pair.Key)) is var both && !ReferenceEquals(both, pair.Value))
                    variables = variables.SetItem(pair.Key, both);
            }
        }

        var heap = Heap.Or(other.Heap);
        var proven = Proven.And(other.Proven);
        return variables == Variables && ReferenceEquals(heap, Heap) && ReferenceEquals(proven, Proven) ? this : new(variables, heap, proven);
    }

    public static Value EntryOf(object parameter) => Value.From(new Origin(OriginKind.Parameter, ((IParameterSymbol)parameter).OriginalDefinition));
}
