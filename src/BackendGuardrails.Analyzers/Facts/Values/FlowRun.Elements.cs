namespace BackendGuardrails.Facts.Values;

/// <summary>Arrays, lists, dictionaries, queues and builders: what goes in and what comes out.</summary>
internal sealed partial class FlowRun
{
    private object? KeyOf(ImmutableArray<IOperation> keys, Value collection)
    {
        if (keys.Length == 1 && keys[0].Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd)
            return Evaluate(fromEnd.Operand).Known is { HasValue: true, Value: int distance } && CountOf(collection) is { } count ? count - distance : null;
        var known = keys.Select(key => Evaluate(key).Known).ToList();
        if (known.Count == 0 || known.Any(key => key is not { HasValue: true, Value: not null }))
            return null;
        return known.Count == 1 ? known[0].Value : string.Join(",", known.Select(key => key.Value));
    }

    private int? CountOf(Value collection) =>
        collection.Objects.Length == 1 && collection.Origins.IsEmpty && Containers.IsContainer(collection.Objects[0].Type) ? _state.Heap.Of(collection.Objects[0]).Count : null;

    private void PutElement(Value receiver, object? key, Value value)
    {
        var certain = receiver.Objects.Length + receiver.Origins.Length == 1 && key is not null;
        foreach (var target in Targets(receiver))
            Put(target, key is null ? Slot.AnyElement : Slot.Element(key), value, certain);
    }

    private void PutKey(Value receiver, Value key)
    {
        if (key.IsHarmless)
            return;
        foreach (var target in Targets(receiver))
            Put(target, Slot.Keys, key, certain: false);
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        return ElementAt(array, KeyOf(element.Indices, array));
    }

    private Value Indexed(IPropertyReferenceOperation reference)
    {
        var receiver = reference.Instance is null ? Value.Safe : Evaluate(reference.Instance);
        var keys = reference.Arguments.Select(argument => argument.Value).ToImmutableArray();
        var at = KeyOf(keys, receiver);
        // "abc"[1]
        if (receiver.Known is { HasValue: true, Value: string text } && at is int position && position >= 0 && position < text.Length)
            return Value.Constant(text[position]);
        return ElementAt(receiver, at);
    }

    private Value ElementAt(Value receiver, object? key)
    {
        if (key is null)
            return ElementsOf(receiver);
        var value = Value.Safe;
        foreach (var target in Targets(receiver))
        {
            var node = _state.Heap.Of(target);
            var read = target is HeapObject { Type: { } type } && !Containers.IsContainer(type) ? Value.From((HeapObject)target)
                : node.Members.TryGetValue(Slot.Element(key), out var known) ? known
                : target is Origin { Kind: OriginKind.Parameter } origin && node.Touches.All(touch => touch.Site is null) && node.Members.IsEmpty ? Value.From(origin.Member(Slot.Element(key)))
                : Whole(target, node);
            if (node.Members.TryGetValue(Slot.AnyElement, out var any))
                read = read.Or(any);
            value = value == Value.Safe ? read : value.Or(read);
        }

        return Proven(value);
    }

    /// <summary>Any of the elements. What is not known to have elements stands for them itself.</summary>
    private Value ElementsOf(Value receiver)
    {
        Value? value = null;
        foreach (var target in Targets(receiver))
        {
            var node = _state.Heap.Of(target);
            if (target is HeapObject single && (!Containers.IsContainer(single.Type) || Containers.IsDictionary(single.Type)))
            {
                value = value?.Or(Value.From(single)) ?? Value.From(single);
                continue;
            }

            value = value?.Or(Whole(target, node)) ?? Whole(target, node);
            foreach (var element in node.Elements)
                value = value.Or(element.Value);
            if (Containers.IsBuilder((target as HeapObject)?.Type) && node.Members.TryGetValue(Slot.Text, out var text))
                value = value.Or(text);
        }

        return Proven(value ?? receiver.OnlyOrigins());
    }

    /// <summary>What the elements are that nothing here has written.</summary>
    private static Value Whole(object target, HeapNode node) => node.Touches.Aggregate(
        Value.Safe,
        (value, touch) => value.Or(touch.Site is null && target is Origin origin ? Value.From(origin) : touch.Read(target, Slot.AnyElement)));

    /// <summary>A method of the base library that changes what it is called on; null for all others.</summary>
    private Value? Change(IInvocationOperation call, Value receiver, IReadOnlyList<Value> arguments)
    {
        if (!Containers.IsContainer(call.Instance?.Type ?? call.TargetMethod.ContainingType) || call.TargetMethod.ContainingType.IsStatic)
            return null;
        if (call.TargetMethod.ContainingType.ContainingNamespace?.Name == "Immutable" && Containers.IsContainer(call.TargetMethod.ReturnType))
        {
            var copy = CopyOf(call, call.TargetMethod.ReturnType, receiver);
            return ChangeElements(call.TargetMethod, copy, arguments) is null ? null : copy;
        }

        return Containers.IsBuilder(call.TargetMethod.ContainingType) ? ChangeText(call, receiver, arguments) : ChangeElements(call.TargetMethod, receiver, arguments);
    }

    private Value? ChangeText(IInvocationOperation call, Value receiver, IReadOnlyList<Value> arguments)
    {
        var name = call.TargetMethod.Name;
        if (name is "Clear")
        {
            foreach (var target in Targets(receiver))
                Put(target, Slot.Text, Value.Constant(""), receiver.Objects.Length + receiver.Origins.Length == 1);
            return receiver;
        }

        if (name is "ToString" or "GetStringBuilder" or "ToStringAndClear" or "ToArray" or "GetBuffer")
            return ContentOf(receiver);
        if (!(name.StartsWith("Append", StringComparison.Ordinal) || name.StartsWith("Write", StringComparison.Ordinal) || name is "Insert" or "Replace"))
            return null;
        var added = arguments.Select((argument, index) => TextOf(argument, call.TargetMethod.Parameters[Math.Min(index, call.TargetMethod.Parameters.Length - 1)].Type))
            .Aggregate(Value.Constant(""), (text, argument) => text.Then(argument));
        foreach (var argument in call.Arguments)
            _flow.Join(TextOf(arguments[argument.Parameter!.Ordinal], null), argument.Syntax);
        foreach (var target in Targets(receiver))
            Put(target, Slot.Text, TextIn(target).Then(added), receiver.Objects.Length + receiver.Origins.Length == 1);
        return receiver;
    }

    private Value TextIn(object target)
    {
        var node = _state.Heap.Of(target);
        return node.Members.TryGetValue(Slot.Text, out var text) ? text : node.Count == 0 ? Value.Constant("") : Whole(target, node);
    }

    private Value ContentOf(Value builder) => Proven(Targets(builder).Select(TextIn).DefaultIfEmpty(Value.Safe).Aggregate((all, text) => all.Or(text)));

    private Value? ChangeElements(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments)
    {
        var certain = receiver.Objects.Length == 1 && receiver.Origins.IsEmpty;
        var node = certain ? _state.Heap.Of(receiver.Objects[0]) : null;
        switch (method.Name)
        {
            case "Add" or "TryAdd" when arguments.Count == 2 && Containers.IsDictionary(method.ContainingType):
                PutKey(receiver, arguments[0]);
                PutElement(receiver, arguments[0].Known is { HasValue: true, Value: { } key } ? key : null, arguments[1]);
                return Value.Safe;
            case "Add" or "AddLast" or "Enqueue" or "Push" or "TryEnqueue" or "Append" when arguments.Count >= 1:
                Insert(receiver, node, node?.Count, arguments[0]);
                return Value.Safe;
            case "AddFirst" when arguments.Count == 1:
                Insert(receiver, node, 0, arguments[0]);
                return Value.Safe;
            case "Insert" when arguments.Count == 2:
                Insert(receiver, node, arguments[0].Known is { HasValue: true, Value: int at } ? at : null, arguments[1]);
                return Value.Safe;
            case "SetItem" when arguments.Count == 2:
                PutElement(receiver, arguments[0].Known is { HasValue: true, Value: { } replaced } ? replaced : null, arguments[1]);
                return Value.Safe;
            case "AddRange" or "InsertRange" or "UnionWith" or "SetRange":
                foreach (var added in arguments)
                    PutElement(receiver, null, ElementsOf(added));
                return Value.Safe;
            case "Clear" when certain:
                _state = _state.With(_state.Heap.With(receiver.Objects[0], HeapNode.New));
                return Value.Safe;
            case "RemoveAt":
                return Take(receiver, node, arguments.FirstOrDefault()?.Known is { HasValue: true, Value: int index } ? index : null);
            case "RemoveFirst" or "Dequeue" or "TryDequeue":
                return Take(receiver, node, 0);
            case "RemoveLast" or "Pop" or "TryPop":
                return Take(receiver, node, node?.Count - 1);
            case "Peek" or "TryPeek":
                return ElementAt(receiver, method.ContainingType.Name.Contains("Stack") ? node?.Count - 1 : 0);
            case "Remove" when certain && Containers.IsDictionary(method.ContainingType) && arguments[0].Known is { HasValue: true, Value: { } removed }:
                _state = _state.With(_state.Heap.With(receiver.Objects[0], node!.With(node.Members.Remove(Slot.Element(removed)), node.Count)));
                return Value.Safe;
            case "GetEnumerator" or "GetAsyncEnumerator" or "AsSpan" or "AsMemory" or "AsReadOnly":
                return receiver;
            default:
                return null;
        }
    }

    /// <summary>An element comes in at a position; where that is not certain it is anywhere, and so are the others.</summary>
    private void Insert(Value receiver, HeapNode? node, int? at, Value element)
    {
        if (node?.Count is not { } count || at is not { } position || position > count)
        {
            PutElement(receiver, null, element);
            if (node?.Count is not null)
                _state = _state.With(_state.Heap.With(receiver.Objects[0], Scattered(_state.Heap.Of(receiver.Objects[0]))));
            return;
        }

        var members = node.Members;
        for (var index = count; index > position; index--)
            members = Move(members, index - 1, index);
        Replace(receiver.Objects[0], node.With(members.SetItem(Slot.Element(position), element), count + 1));
        RunLate(receiver.Objects[0], Slot.Element(position), element);
    }

    private Value Take(Value receiver, HeapNode? node, int? at)
    {
        if (node?.Count is not { } count || at is not { } position || position < 0 || position >= count)
        {
            var any = ElementsOf(receiver);
            if (node is not null)
                Replace(receiver.Objects[0], Scattered(node));
            return any;
        }

        var taken = ElementAt(receiver, position);
        var members = node.Members;
        for (var index = position; index < count - 1; index++)
            members = Move(members, index + 1, index);
        Replace(receiver.Objects[0], node.With(members.Remove(Slot.Element(count - 1)), count - 1));
        return taken;
    }

    private void Replace(HeapObject target, HeapNode node) => _state = _state.With(_state.Heap.With(target, node));

    private static ImmutableDictionary<object, Value> Move(ImmutableDictionary<object, Value> members, int from, int to) =>
        members.TryGetValue(Slot.Element(from), out var value) ? members.SetItem(Slot.Element(to), value) : members.Remove(Slot.Element(to));

    private static HeapNode Scattered(HeapNode node)
    {
        var all = node.Elements.Select(element => element.Value).Aggregate(Value.Safe, (value, element) => value.Or(element));
        return node.With(node.Members.RemoveRange(node.Elements.Select(element => element.Key)).SetItem(Slot.AnyElement, all), count: null);
    }
}
