using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>Functions that a library is given: it runs them on the elements it is given, at once or when a query is read.</summary>
internal sealed partial class FlowRun
{
    /// <summary>Queries that are waiting to be read, by the list they read.</summary>
    private readonly Dictionary<(HeapObject List, HeapObject Result), HeapObject> _late = new();

    private static readonly ImmutableHashSet<string> Selecting = ImmutableHashSet.Create(
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "FindAll", "FindLast", "TakeWhile");

    private static readonly ImmutableHashSet<string> Keeping = ImmutableHashSet.Create(
        "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "SkipWhile", "DistinctBy", "MinBy", "MaxBy", "GroupBy", "ToLookup", "Order", "ExceptBy", "UnionBy", "IntersectBy");

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
            return isProven ? Value.Safe : results.Count == 1 ? Selected(operation, method.ReturnType, inputs, results[0].Result.WhenTrue) : inputs;
        if (Keeping.Contains(method.Name))
            return inputs;
        var returned = results.Select(result => result.Result).Where(result => !IsTruth(result)).ToList();
        if (method.Name is "ToDictionary" && Containers.IsDictionary(method.ReturnType))
            return DictionaryOf(operation, method.ReturnType, returned, inputs);
        if (method.Name == "Select" && functions.Count == 1 && arguments[0].Objects.Any(made => Containers.IsContainer(made.Type)))
            return SelectLate(operation, method, arguments[0], functions[0], returned.Count > 0 ? returned[0] : Value.Safe);
        if (functions.All(function => ReturnOf(function) is null or { SpecialType: SpecialType.System_Void }))
            return inputs;
        if (method.Name is "Aggregate")
            return Accumulated(method, arguments, returned.Aggregate(inputs, (all, result) => all.Or(result)));
        return returned.Aggregate(Value.Safe, (all, result) => all.Or(result));
    }

    /// <summary>The elements stand beside one another; what it starts with stays as it is where there are none.</summary>
    private static Value Accumulated(IMethodSymbol method, IReadOnlyList<Value> arguments, Value all) =>
        method.Parameters.Length == 3 && arguments[1].Objects.IsEmpty ? all.AsPart().Or(arguments[1].OnlyOrigins()) : all.AsPart();

    /// <summary>The elements that a check of one of their members lets pass: all members as they are, but that one.</summary>
    private Value Selected(IOperation operation, ITypeSymbol sequence, Value inputs, Proof proof)
    {
        var proven = proof.Items.OfType<Origin>().Where(item => inputs.Origins.Any(item.StartsFrom)).ToList();
        if (proven.Count == 0 || !inputs.Objects.IsEmpty || inputs.Origins.Any(origin => origin.IsPart) || ElementType(sequence) is not INamedTypeSymbol type)
            return inputs;
        var members = type.IsTupleType
            ? type.TupleElements.Select((_, index) => (object)TupleItem.Of(type, index)).ToList()
            : MembersOf(type).ToList();
        if (!proven.All(item => item.Chain[item.Chain.Length - 1] is var last && (last is Slot.Keys || members.Contains(last)) && inputs.Origins.Contains(item.Holder!)))
            return inputs;
        var element = Made(operation, type, null);
        foreach (var member in members)
        {
            var read = Pairs.IsPart(member) ? PartOfPairs(inputs, (IPropertySymbol)member) : Read(inputs, member);
            Put(element, member, read.Without(origin => proof.Holds(origin)), certain: true);
        }

        return Value.From(element);
    }

    private static ITypeSymbol? ElementType(ITypeSymbol sequence) => sequence is INamedTypeSymbol { TypeArguments.Length: 1 } generic ? generic.TypeArguments[0] : (sequence as IArrayTypeSymbol)?.ElementType ?? sequence;

    /// <summary>What an object is read by.</summary>
    private static IEnumerable<object> MembersOf(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(member => !member.IsStatic))
            {
                if (member is IPropertySymbol { IsIndexer: false } or IFieldSymbol { IsImplicitlyDeclared: false })
                    yield return member.OriginalDefinition;
            }
        }
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
            "All" or "TrueForAll" => Value.Truth(OfElements(result.WhenTrue), Proof.Nothing),
            "Any" or "Exists" => Value.Truth(result.WhenTrue.Without(subject => parameters.Contains(subject) || IsOfElement(subject)), OfElements(result.WhenFalse)),
            _ => Value.Safe,
        };

        // What is proven of one is proven of each: of the elements, or of a member of theirs.
        Proof OfElements(Proof proof) => Proof.Of(parameters.Any(proof.Holds) ? subjects : proof.Items.Where(IsOfElement));

        bool IsOfElement(object subject) => subject is Origin { Chain.IsEmpty: false } member && subjects.Any(collection => collection is Origin root && member.StartsFrom(root));
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
}
