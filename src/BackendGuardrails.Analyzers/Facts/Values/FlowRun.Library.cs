using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What calls of libraries give: sequences, tasks, texts; and what the rest of the world may have done.</summary>
internal sealed partial class FlowRun
{
    private static readonly ImmutableHashSet<string> Selecting = ImmutableHashSet.Create(
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "FindAll", "FindLast", "TakeWhile");

    private static readonly ImmutableHashSet<string> Keeping = ImmutableHashSet.Create(
        "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "SkipWhile", "DistinctBy", "MinBy", "MaxBy", "GroupBy", "ToLookup", "Order", "ExceptBy", "UnionBy", "IntersectBy");

    private readonly Dictionary<(HeapObject List, HeapObject Result), HeapObject> _late = new();

    private static readonly string[] Keepers = ["Set", "TrySet", "Write", "TryWrite", "Post", "Send", "Add", "TryAdd", "Enqueue", "Push"];

    private static readonly ImmutableHashSet<string> Copying = ImmutableHashSet.Create(
        "ToList", "ToArray", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToImmutableHashSet", "ToFrozenSet", "ToListAsync", "ToArrayAsync", "Split", "ToCharArray");

    private Value CallLibrary(IInvocationOperation call)
    {
        var receiver = call.Instance is null ? Value.Safe : Evaluate(call.Instance);
        var values = new Value[call.TargetMethod.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length)
                values[parameter.Ordinal] = parameter.RefKind == RefKind.Out ? Value.Safe : Proven(Evaluate(argument.Value));
        }

        for (var index = 0; index < values.Length; index++)
            values[index] ??= Value.Safe;
        // Whether a list is a whitelist matters only to a text that needs one.
        var isAsked = values.Concat(new[] { receiver }).Any(value => !value.Origins.IsEmpty);
        var subjects = new CheckedCall(call.TargetMethod, call.Instance, call.Arguments);
        if (Checks.Of(subjects, receiver, values, isAsked ? IsOurs : static _ => true, ConstantTextOf) is { } check)
        {
            StoreOutputs(call.Arguments, OutputOf(call, receiver));
            return Value.Truth(Proof.Of(check.WhenTrue.SelectMany(SubjectsOf)), Proof.Of(check.WhenFalse.SelectMany(SubjectsOf)));
        }

        if (Checks.ThrowsUnlessSafe(call.TargetMethod))
            ProveAll(call.Arguments.Take(1).SelectMany(argument => SubjectsOf(argument.Value)));
        var change = Change(call, receiver, values);
        var result = change ?? LibraryResult(call.TargetMethod, receiver, values, call);
        StoreOutputs(call.Arguments, change is not null && call.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal) ? change : OutputOf(call, receiver));
        FillBuffers(call.TargetMethod, TextOf(receiver, null).OnlyOrigins(), values);
        return result;
    }

    /// <summary>Whether nobody outside decides what is in there, so that to be in it is to be allowed.</summary>
    private bool IsOurs(Value collection)
    {
        var elements = ElementsOf(collection).Or(Read(collection, Slot.Keys));
        return !elements.Origins.Any(origin => _facts.IsFromRequest(_flow, origin, _state.Heap, _session, _cancellationToken));
    }

    /// <summary>The pattern of a regular expression, wherever it is kept.</summary>
    private string? ConstantTextOf(IOperation operation)
    {
        operation = operation.Unwrap();
        if (operation.ConstantValue is { HasValue: true, Value: string text })
            return text;
        switch (operation)
        {
            case IInvocationOperation { Arguments.IsEmpty: true } call:
                return _facts.PatternOf(call.TargetMethod, _cancellationToken);
            case IFieldReferenceOperation field when _facts.PatternOf(field.Field, _cancellationToken) is { } pattern:
                return pattern;
            case IPropertyReferenceOperation property when _facts.PatternOf(property.Property, _cancellationToken) is { } pattern:
                return pattern;
            case IObjectCreationOperation:
                return _facts.PatternOf(operation.Syntax, _cancellationToken);
        }

        var value = Variables(operation);
        return value.Known is { HasValue: true, Value: string known } ? known
            : value.Objects.Length == 1 && value.Origins.IsEmpty ? _facts.PatternOf(value.Objects[0].MadeBy, _cancellationToken)
            : null;
    }

    /// <summary>What an <c>out</c> argument gets: of a lookup what was looked up in, otherwise a mixture of all.</summary>
    private Value OutputOf(IInvocationOperation call, Value receiver)
    {
        if (!call.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out))
            return Value.Safe;
        if (call.TargetMethod.Name.StartsWith("TryGet", StringComparison.Ordinal) || call.TargetMethod.Name is "TryDequeue" or "TryPop" or "TryPeek" or "TryTake" or "TryRemove")
        {
            var elements = ElementsOf(receiver);
            if (elements.Objects.Any(made => Containers.IsDictionary(made.Type)))
                elements = Looked(elements);
            return call.TargetMethod.Name == "TryGetValue" && call.Arguments.Length > 0 && Evaluate(call.Arguments[0].Value).Known is { HasValue: true, Value: { } key } && call.Arguments[0].Value.ConstantValue.HasValue
                ? ElementAt(receiver, key)
                : elements;
        }

        return call.Arguments.Where(argument => argument.Parameter?.RefKind is not RefKind.Out).Aggregate(receiver, (all, argument) => all.Or(Proven(Variables(argument.Value)))).OnlyOrigins();
    }

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

    /// <summary>A value that is read again without doing anything.</summary>
    private Value Variables(IOperation operation) => operation.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation ? Evaluate(operation) : Value.Safe;

    private void StoreOutputs(ImmutableArray<IArgumentOperation> arguments, Value output)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                Store(argument.Value, SafeTypes.IsSafe(parameter.Type) ? Value.Safe : output);
        }
    }

    /// <summary>What is read from a stream ends up in the buffer that was handed over, and what is copied in the other stream.</summary>
    private void FillBuffers(IMethodSymbol method, Value receiver, Value[] values)
    {
        if (!(method.Name.Contains("Read") || method.Name.Contains("Receive") || method.Name.Contains("Copy") || method.Name.Contains("Get") || method.Name.Contains("Write") || method.Name.Contains("Encode")))
            return;
        for (var index = 0; index < values.Length; index++)
        {
            if (!Containers.IsContainer(method.Parameters[index].Type) || method.Name.Contains("Write"))
                continue;
            var content = values.Where((_, other) => other != index).Aggregate(receiver, (all, value) => all.Or(TextOf(value, null).OnlyOrigins()));
            if (content.IsHarmless)
                continue;
            foreach (var target in Targets(values[index]).Where(target => target is HeapObject { Function: null }))
                Put(target, Containers.IsBuilder(((HeapObject)target).Type) ? Slot.Text : Slot.AnyElement, content, certain: false);
        }
    }

    private Value LibraryResult(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments, IOperation operation)
    {
        if (Checks.IsCleaning(method, arguments, operation, ConstantTextOf))
            return Value.Safe;
        if (method is { Name: "Create", IsStatic: true, ContainingType.Name: "Tuple" or "ValueTuple" or "KeyValuePair" })
            return CreatePair(method, arguments, operation);
        if (method.ContainingType.Is("System.Convert") && Encoded(method, arguments, operation) is { } encoded)
            return encoded;
        var functions = arguments.SelectMany(argument => argument.Objects).Where(made => made.Function is not null).ToList();
        if (functions.Count > 0)
            return WithFunctions(method, receiver, arguments, functions, operation);
        KeepIn(method, receiver, arguments);
        if (method.ReturnsVoid || SafeTypes.IsSafe(method.ReturnType))
            return Value.Safe;
        if (method.IsStatic && method.Name.StartsWith("Create", StringComparison.Ordinal) && TextLibrary.IsTransparent(method.ContainingType) && method.ReturnType is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
            && arguments.All(argument => argument.IsHarmless))
            return Value.From(Made(operation, method.ReturnType, null));
        if (Copying.Contains(method.Name) && Containers.IsContainer(Containers.Awaited(method.ReturnType)))
            return CopyOf(operation, Containers.Awaited(method.ReturnType), method.IsStatic && arguments.Count > 0 ? arguments[0] : receiver);
        if (method.Name == "GetValueOrDefault" && Lookup(method, receiver, arguments) is { } found)
            return found;
        if (!TextLibrary.IsTransparent(method.ContainingType))
            return Foreign(method, receiver, arguments, operation);
        if (Sequences(method, receiver, arguments) is { } elements)
            return elements;
        return TextLibrary.Compose(method, receiver.Objects.IsEmpty ? receiver : TextOf(receiver, method.ContainingType).Or(Elements(receiver)), arguments.Select(argument => TextOf(argument, null).Or(Elements(argument))).ToList());
    }

    private Value CreatePair(IMethodSymbol method, IReadOnlyList<Value> arguments, IOperation operation)
    {
        var made = Made(operation, method.ReturnType, null);
        for (var index = 0; index < arguments.Count; index++)
        {
            var member = method.ReturnType.IsTupleType ? $"Item{index + 1}"
                : MemberNamed(method.ReturnType, method.Parameters[index].Name) ?? (object?)MemberNamed(method.ReturnType, $"Item{index + 1}");
            if (member is not null)
                Put(made, member, arguments[index], certain: true);
        }

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

    /// <summary>The objects among the elements, which a sequence hands on as they are.</summary>
    private Value Elements(Value value) => value.Objects.IsEmpty ? Value.Safe : ElementsOf(value);

    private Value? Sequences(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments)
    {
        if (!method.ContainingType.IsStatic || method.ContainingType.Name is not ("Enumerable" or "Queryable" or "AsyncEnumerable" or "CollectionExtensions" or "ImmutableArray" or "ImmutableList" or "Task" or "ValueTask" or "MemoryExtensions" or "Array" or "FrozenSet" or "Tuple"))
            return null;
        if (method.Name is "Intersect" && arguments.Count > 1)
            return IsOurs(arguments[1]) || IsOurs(arguments[0]) ? Value.Safe : ElementsOf(arguments[0]);
        if (method.Name is "Except" && arguments.Count > 1)
            return ElementsOf(arguments[0]);
        if (method.Name == "ElementAt" && arguments.Count > 1)
            return ElementAt(arguments[0], arguments[1].Known is { HasValue: true, Value: { } index } ? index : null);
        return arguments.Aggregate(receiver, (all, argument) => all == Value.Safe ? ElementsOf(argument) : all.Or(ElementsOf(argument)));
    }

    private Value CopyOf(IOperation operation, ITypeSymbol type, Value source)
    {
        var known = source.Objects.Length == 1 && source.Origins.IsEmpty && Containers.IsContainer(source.Objects[0].Type) ? _state.Heap.Of(source.Objects[0]) : null;
        var made = new HeapObject(operation.Syntax, type);
        var elements = source.Objects.Any(copied => Containers.IsBuilder(copied.Type)) ? ContentOf(source) : ElementsOf(source);
        if (elements.Objects.Contains(made))
            elements = elements.OnlyOrigins();
        Replace(made, known is not null && (Containers.IsDictionary(source.Objects[0].Type) ? Containers.IsDictionary(type) : known.Count is not null)
            ? known
            : HeapNode.New.With(ImmutableDictionary<object, Value>.Empty.Add(Slot.AnyElement, elements), count: null));
        return Value.From(made);
    }

    /// <summary>A library runs the functions it is given on the elements it is given; most give back what the functions return.</summary>
    private Value WithFunctions(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments, List<HeapObject> functions, IOperation operation)
    {
        var inputs = arguments.Where(argument => argument.Objects.All(made => made.Function is null)).Aggregate(ElementsOf(receiver), (all, argument) => all.Or(ElementsOf(argument)));
        if (!TextLibrary.IsTransparent(method.ContainingType) && !inputs.IsHarmless)
            inputs = inputs.OnlyOrigins();
        var results = new List<(Value Result, IReadOnlyList<IParameterSymbol> Parameters)>();
        foreach (var function in functions)
        {
            var parameters = ParametersOf(function);
            var isEndpoint = _facts.IsEndpointMapping(method);
            var entry = parameters.Select((parameter, index) => StateFor(method, arguments, function, index) is { } state ? state : isEndpoint || inputs.IsHarmless && !TextLibrary.IsTransparent(method.ContainingType) ? Parameter(parameter) : inputs).ToArray();
            var before = _state;
            var result = Run(function, entry);
            _state = before.Or(_state);
            results.Add((result, parameters));
            if (function.Function is IFlowAnonymousFunctionOperation lambda)
                _flow.AddResult(lambda.Syntax, result);
        }

        if (SafeTypes.IsTruth(method.ReturnType))
            return TruthOfAll(method, results, operation);
        if (method.ReturnsVoid || SafeTypes.IsSafe(method.ReturnType))
        {
            RemoveRejected(method, receiver, results);
            return Value.Safe;
        }

        var isProven = results.Count == 1 && results[0].Parameters.Any(parameter => results[0].Result.WhenTrue.Holds(parameter));
        if (Selecting.Contains(method.Name))
            return isProven ? Value.Safe : inputs;
        if (Keeping.Contains(method.Name))
            return inputs;
        var returned = results.Select(result => result.Result).Where(result => !IsTruth(result)).ToList();
        if (method.Name is "ToDictionary" && Containers.IsDictionary(method.ReturnType))
            return DictionaryOf(operation, method.ReturnType, returned, inputs);
        if (method.Name == "Select" && functions.Count == 1 && arguments[0].Objects.Any(made => Containers.IsContainer(made.Type)))
            return SelectLate(operation, method, arguments[0], functions[0], returned.Count > 0 ? returned[0] : Value.Safe);
        if (functions.All(function => ReturnOf(function) is null or { SpecialType: SpecialType.System_Void }))
            return inputs;
        return method.Name is "Aggregate" ? returned.Aggregate(inputs, (all, result) => all.Or(result)).AsPart() : returned.Aggregate(Value.Safe, (all, result) => all.Or(result));
    }

    /// <summary>A function whose parameter has the same type parameter as another argument gets that argument: <c>Run(static state => …, state)</c>.</summary>
    private static Value? StateFor(IMethodSymbol method, IReadOnlyList<Value> arguments, HeapObject function, int parameter)
    {
        var definition = method.OriginalDefinition;
        for (var index = 0; index < arguments.Count && index < definition.Parameters.Length; index++)
        {
            if (!arguments[index].Objects.Contains(function)
                || definition.Parameters[index].Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke }
                || parameter >= invoke.Parameters.Length
                || invoke.Parameters[parameter].Type is not ITypeParameterSymbol wanted)
                continue;
            for (var other = 0; other < arguments.Count && other < definition.Parameters.Length; other++)
            {
                if (other != index && SymbolEqualityComparer.Default.Equals(definition.Parameters[other].Type, wanted))
                    return arguments[other];
            }
        }

        return null;
    }

    /// <summary>The query runs when somebody reads it, on what the list holds by then.</summary>
    private Value SelectLate(IOperation operation, IMethodSymbol method, Value source, HeapObject function, Value result)
    {
        var made = Made(operation, method.ReturnType, null);
        PutElement(Value.From(made), null, result);
        foreach (var list in source.Objects.Where(list => Containers.IsContainer(list.Type)))
            _late[(list, made)] = function;
        return Value.From(made);
    }

    private void RunLate(object target, object member, Value value)
    {
        if (_late.Count == 0 || !Slot.IsElement(member))
            return;
        foreach (var query in _late.Where(query => query.Key.List.Equals(target)).ToList())
        {
            _late.Remove(query.Key);
            PutElement(Value.From(query.Key.Result), null, Run(query.Value, new[] { value }));
            _late[query.Key] = query.Value;
        }
    }

    private Value DictionaryOf(IOperation operation, ITypeSymbol type, List<Value> returned, Value inputs)
    {
        var made = Made(operation, type, null);
        PutKey(Value.From(made), returned.FirstOrDefault() ?? inputs);
        PutElement(Value.From(made), null, returned.Count > 1 ? returned[1] : inputs);
        return Value.From(made);
    }

    private void RemoveRejected(IMethodSymbol method, Value receiver, List<(Value Result, IReadOnlyList<IParameterSymbol> Parameters)> results)
    {
        if (method.Name == "RemoveAll" && receiver.Objects.Length == 1 && results.Count == 1 && results[0].Parameters.Any(parameter => results[0].Result.WhenFalse.Holds(parameter)))
            Replace(receiver.Objects[0], HeapNode.New.With(ImmutableDictionary<object, Value>.Empty, count: null));
    }

    private Value TruthOfAll(IMethodSymbol method, List<(Value Result, IReadOnlyList<IParameterSymbol> Parameters)> results, IOperation operation)
    {
        if (results.Count != 1 || operation is not IInvocationOperation call || call.Receiver() is not { } collection)
            return Value.Safe;
        var (result, parameters) = results[0];
        var subjects = SubjectsOf(collection).Concat(SubjectsOfCollection(collection)).ToList();
        return method.Name switch
        {
            "All" or "TrueForAll" => Value.Truth(parameters.Any(result.WhenTrue.Holds) ? Proof.Of(subjects) : Proof.Nothing, Proof.Nothing),
            "Any" or "Exists" => Value.Truth(
                result.WhenTrue.Without(subject => parameters.Contains(subject)),
                parameters.Any(result.WhenFalse.Holds) ? Proof.Of(subjects) : Proof.Nothing),
            _ => Value.Safe,
        };
    }

    /// <summary>All elements are checked, so the whole collection is.</summary>
    private IEnumerable<object> SubjectsOfCollection(IOperation collection)
    {
        collection = collection.Unwrap();
        return Variables(collection).Origins is { Length: 1 } origins && !origins[0].IsPart ? new object[] { origins[0] } : Enumerable.Empty<object>();
    }

    private static IReadOnlyList<IParameterSymbol> ParametersOf(HeapObject function) => function.Function switch
    {
        IFlowAnonymousFunctionOperation lambda => lambda.Symbol.Parameters,
        IMethodReferenceOperation reference => reference.Method.Parameters,
        _ => Array.Empty<IParameterSymbol>(),
    };

    private static ITypeSymbol? ReturnOf(HeapObject function) => function.Function switch
    {
        IFlowAnonymousFunctionOperation lambda => lambda.Symbol.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false } ? null : lambda.Symbol.ReturnType,
        IMethodReferenceOperation reference => reference.Method.ReturnType,
        _ => null,
    };

    private Value Foreign(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments, IOperation operation)
    {
        if (TextLibrary.IsDevelopers(method))
            return Value.Safe;
        var site = Site(operation, method, TextOf(receiver, null), method.ContainingType);
        for (var index = 0; index < arguments.Count && index < site.Arguments.Length; index++)
            site.Arguments[index] = TextOf(arguments[index], null);
        // A helper of texts that is given nothing but harmless ones.
        if (method.IsStatic && arguments.Count > 0 && site.Arguments.All(argument => argument.IsHarmless))
            return Value.Safe;
        return Value.From(new Origin(OriginKind.Foreign, site));
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
            case "Current" or "Value" or "First" or "Last" or "Result" or "Span" or "Memory" when !isPair || receiver.Objects.IsEmpty:
                return ElementOfEnds(receiver, property);
        }

        if (receiver.Objects.Any(made => _state.Heap.Of(made).Members.ContainsKey(property)) || !TextLibrary.IsTransparent(property.ContainingType))
            return null;
        // The two ends of a channel, the task of a completion source.
        if (property.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && !receiver.Objects.IsEmpty && property.ContainingType.OutermostNamespace() == "System")
            return receiver;
        return receiver.OnlyOrigins().Or(receiver.Objects.Aggregate(Value.Safe, (all, made) => all.Or(TextOf(Value.From(made), made.Type))));
    }

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
