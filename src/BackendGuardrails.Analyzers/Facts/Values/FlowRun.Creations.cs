namespace BackendGuardrails.Facts.Values;

/// <summary>What is made: arrays, lists, tuples, anonymous objects.</summary>
internal sealed partial class FlowRun
{
    private Value Fill(IOperation creation, ITypeSymbol type, IReadOnlyList<Value> elements)
    {
        var made = Made(creation, type, null);
        var members = ImmutableDictionary<object, Value>.Empty;
        for (var index = 0; index < elements.Count; index++)
            members = members.SetItem(Slot.Element(index), elements[index]);
        _state = _state.With(_state.Heap.With(made, HeapNode.New.With(members, elements.Count)));
        return Value.From(made);
    }

    private Value FillFromExpression(IOperation creation, ITypeSymbol type)
    {
        var spread = Value.Safe;
        var elements = new List<Value>();
        foreach (var part in creation.ChildOperations)
        {
            // .. others
            if (part.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax)
                spread = part.ChildOperations.Select(Evaluate).Aggregate(spread, (all, others) => all.Or(ElementsOf(others)));
            else
                elements.Add(Evaluate(part));
        }

        var filled = Fill(creation, type, elements);
        if (!spread.IsHarmless)
            Replace(filled.Objects[0], Scattered(_state.Heap.Of(filled.Objects[0]).With(Slot.AnyElement, spread)));
        return filled;
    }

    private HeapObject Made(IOperation creation, ITypeSymbol? type, CallSite? constructor)
    {
        var made = new HeapObject(creation.Syntax, type, constructor);
        _state = _state.With(_state.Heap.With(made, HeapNode.New));
        return made;
    }

    private Value CreateArray(IArrayCreationOperation creation)
    {
        var sizes = creation.DimensionSizes.Select(Evaluate).ToList();
        return creation.Initializer is { } initializer ? Fill(creation, creation.Type!, Flatten(initializer)) : Value.From(Sized(Made(creation, creation.Type, null), sizes));
    }

    private List<Value> Flatten(IArrayInitializerOperation initializer) => initializer.ElementValues
        .SelectMany(element => element is IArrayInitializerOperation inner ? Flatten(inner) : new List<Value> { Evaluate(element) })
        .ToList();

    private HeapObject Sized(HeapObject array, List<Value> sizes)
    {
        if (sizes.Count > 0)
            _state = _state.With(_state.Heap.With(array, HeapNode.New.With(ImmutableDictionary<object, Value>.Empty, count: null)));
        return array;
    }

    private Value CreateTuple(ITupleOperation tuple)
    {
        var parts = tuple.Elements.Select(Evaluate).ToList();
        var made = Made(tuple, tuple.Type, null);
        for (var index = 0; index < parts.Count; index++)
            Put(made, TupleItem.Of(tuple.Type, index), parts[index], certain: true);
        return Value.From(made);
    }

    private Value CreateAnonymous(IAnonymousObjectCreationOperation creation)
    {
        var values = creation.Initializers
            .Select(initializer => initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment ? (target.Property, Evaluate(assignment.Value)) : default)
            .ToList();
        var made = Made(creation, creation.Type, null);
        foreach (var (property, value) in values)
        {
            if (property is not null)
                Put(made, property.OriginalDefinition, value, certain: true);
        }

        return Value.From(made);
    }
}
