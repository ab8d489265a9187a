using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What calls of libraries give: sequences, tasks, texts; and what the rest of the world may have done.</summary>
internal sealed partial class FlowRun
{
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
        var subjects = new CheckedCall(call.TargetMethod, call.Instance, call.Arguments);
        if (Checks.Of(subjects, receiver, values, IsOurs, ConstantTextOf) is { } check)
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
        return !elements.Origins.Any(origin => _facts.IsFromRequest(origin, _state.Heap, _session, _cancellationToken));
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
        if (ParameterOf(operation, method, method.ReturnType, arguments) is { } parameter)
            return parameter;
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
        SeeHolesOf(method, arguments, operation);
        return TextLibrary.Compose(method, receiver.Objects.IsEmpty ? receiver : TextOf(receiver, method.ContainingType).Or(Elements(receiver)), arguments.Select(argument => TextOf(argument, null).Or(Elements(argument))).ToList())
            .WithDoubledQuotes(DoubledQuotes.After(method, receiver, arguments));
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
}
