using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>Objects of libraries that hand on what they hold: pairs, tasks, channels, encodings, enumerators.</summary>
internal sealed partial class FlowRun
{
    private const string CommandParameter = "System.Data.IDataParameter";

    private static readonly string[] Keepers = ["Set", "TrySet", "Write", "TryWrite", "Post", "Send", "Add", "TryAdd", "Enqueue", "Push"];

    /// <summary>What is looked up is one of the values or the default, never the key.</summary>
    private Value? Lookup(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments)
    {
        var (dictionary, rest) = method.IsStatic ? (arguments[0], arguments.Skip(2)) : (receiver, arguments.Skip(1));
        return dictionary.Objects.Any(made => !Containers.IsDictionary(made.Type)) ? null : rest.Aggregate(Looked(dictionary), (all, other) => all.Or(other));
    }

    /// <summary>The values of a dictionary, without its keys.</summary>
    private Value Looked(Value dictionaries)
    {
        var value = dictionaries.OnlyOrigins();
        foreach (var dictionary in dictionaries.Objects)
        {
            var node = _state.Heap.Of(dictionary);
            value = node.Elements.Aggregate(value.Or(Whole(dictionary, node)), (all, element) => all.Or(element.Value));
        }

        return value;
    }

    private Value CreatePair(IMethodSymbol method, IReadOnlyList<Value> arguments, IOperation operation)
    {
        var made = Made(operation, method.ReturnType, null);
        for (var index = 0; index < arguments.Count; index++)
        {
            var member = method.ReturnType.IsTupleType ? TupleItem.Of(method.ReturnType, index)
                : MemberNamed(method.ReturnType, method.Parameters[index].Name) ?? (object?)MemberNamed(method.ReturnType, $"Item{index + 1}");
            if (member is not null)
                Put(made, member, arguments[index], certain: true);
        }

        return Value.From(made);
    }

    private bool IsParameterName(IPropertySymbol property) => property.Name == "ParameterName" && !_facts.IsSource(property) && property.IsMemberOf(CommandParameter);

    /// <summary>A new parameter of a command, with the name it is given: nothing else of it is text of the command.</summary>
    private Value? ParameterOf(IOperation operation, IMethodSymbol method, ITypeSymbol type, IReadOnlyList<Value> arguments)
    {
        if (!type.IsOrInherits(CommandParameter) || !(method.MethodKind == MethodKind.Constructor || method.Name == "CreateParameter" || method.Name is "Add" or "AddWithValue" && arguments.Count > 1))
            return null;
        var made = Made(operation, type, null);
        if (method.Parameters.Length > 0 && method.Parameters[0].Type.SpecialType == SpecialType.System_String)
            Put(made, Slot.ParameterName, arguments[0], certain: true);
        return Value.From(made);
    }

    /// <summary>Hexadecimal and Base64 digits do no harm, until they are bytes again.</summary>
    private Value? Encoded(IMethodSymbol method, IReadOnlyList<Value> arguments, IOperation operation)
    {
        switch (method.Name)
        {
            case "ToHexString" or "ToHexStringLower" or "ToBase64String":
                var content = TextOf(arguments[0], null).OnlyOrigins();
                if (content.IsHarmless)
                    return Value.Safe;
                var made = Made(operation, method.ReturnType, null);
                Put(made, Slot.Decoded, content, certain: true);
                return Value.From(made);
            case "FromHexString" or "FromBase64String":
                return arguments[0].Objects.Aggregate(arguments[0].OnlyOrigins(), (all, text) => all.Or(_state.Heap.Read(text, Slot.Decoded)));
            default:
                return null;
        }
    }

    /// <summary>Channels, completion sources and the like keep what they are given, to give it to somebody else.</summary>
    private void KeepIn(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments)
    {
        if (receiver.Objects.IsEmpty || !TextLibrary.IsTransparent(method.ContainingType) || !Keepers.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal)))
            return;
        foreach (var kept in arguments.Where(argument => !argument.IsHarmless))
            PutElement(receiver.Objects.Aggregate(Value.Safe, (all, made) => all.Or(Value.From(made))), null, kept);
    }

    private Value? LengthOf(Value receiver, IPropertySymbol property)
    {
        if (property.Name == "Length" && receiver.Known is { HasValue: true, Value: string text })
            return Value.Constant(text.Length);
        return property.Name is "Count" or "Length" && receiver.Objects.Length == 1 && receiver.Origins.IsEmpty && _state.Heap.Of(receiver.Objects[0]).Count is { } count && Containers.IsContainer(receiver.Objects[0].Type)
            ? Value.Constant(count)
            : null;
    }

    /// <summary>What a property of a library object gives; null where the object itself has it written down.</summary>
    private Value? LibraryProperty(Value receiver, IPropertySymbol property)
    {
        if (TextLibrary.IsDevelopers(property))
            return Value.Safe;
        var isPair = property.ContainingType.Is("System.Collections.Generic.KeyValuePair`2");
        switch (property.Name)
        {
            case "Key" or "Keys" when receiver.Objects.Any(made => Containers.IsDictionary(made.Type)):
                return receiver.Objects.Where(made => Containers.IsDictionary(made.Type)).Aggregate(receiver.OnlyOrigins(), (all, made) => all.Or(_state.Heap.Read(made, Slot.Keys)));
            case "Value" or "Values" when receiver.Objects.Any(made => Containers.IsDictionary(made.Type)):
                return Looked(receiver);
            case "Current" or "Value" or "First" or "Last" or "Result" or "Span" or "Memory" when !isPair:
                return ElementOfEnds(receiver, property);
        }

        if (Pairs.IsPart(property) && receiver.Objects.IsEmpty && !receiver.Origins.IsEmpty)
            return PartOfPairs(receiver, property);
        if (receiver.Objects.Any(made => _state.Heap.Of(made).Members.ContainsKey(property)) || !TextLibrary.IsTransparent(property.ContainingType))
            return null;
        // The two ends of a channel, the task of a completion source.
        if (property.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && !receiver.Objects.IsEmpty && property.ContainingType.OutermostNamespace() == "System")
            return receiver;
        return receiver.OnlyOrigins().Or(receiver.Objects.Aggregate(Value.Safe, (all, made) => all.Or(TextOf(Value.From(made), made.Type))));
    }

    /// <summary>The keys or values of what came in: of a dictionary as such, of a sequence of pairs by the members of its elements.</summary>
    private Value PartOfPairs(Value receiver, IPropertySymbol property)
    {
        var isKey = Pairs.IsKey(property);
        var value = Value.Safe;
        foreach (var origin in receiver.Origins)
        {
            var whole = Value.From(origin);
            value = value.Or(Containers.IsDictionary(OriginTypes.TypeOf(origin)) ? isKey ? Read(whole, Slot.Keys) : ValuesOf(whole) : Pairs.IsPart((object)property) ? Read(whole, property.OriginalDefinition) : whole);
        }

        return value;
    }

    private Value ValuesOf(Value dictionary) => _state.Heap.Of(dictionary.Origins[0].AsWhole()).Elements.Aggregate(Read(dictionary, Slot.AnyElement), (all, element) => all.Or(element.Value));

    private Value ElementOfEnds(Value receiver, IPropertySymbol property)
    {
        var certain = receiver.Objects.Length == 1 && receiver.Origins.IsEmpty && _state.Heap.Of(receiver.Objects[0]).Count is > 0;
        if (!certain || property.Name is not ("First" or "Last"))
            return receiver.Objects.Any(made => Containers.IsContainer(made.Type)) ? ElementsOf(receiver) : Transparent(receiver, property);
        return ElementAt(receiver, property.Name == "First" ? 0 : _state.Heap.Of(receiver.Objects[0]).Count - 1);
    }

    private Value Transparent(Value receiver, IPropertySymbol property) =>
        receiver.Objects.Any(made => _state.Heap.Of(made).Members.ContainsKey(property)) ? Read(receiver, property)
        : TextLibrary.IsTransparent(property.ContainingType) ? receiver
        : Read(receiver, property);
}
