using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What a call gives, and what it does to what it was given.</summary>
internal sealed partial class FlowRun
{
    /// <summary>What was evaluated ahead, with what was known before and after, so that it is not done twice.</summary>
    private (IOperation Operation, FlowState Before, Value Value, FlowState After) _watched;

    private void Watch(IOperation operation, Value? known = null)
    {
        if (_facts.Watched(operation) is not { } watched)
            return;
        // What is watched comes up again in its place: calls in it must not meet what they did here.
        var before = _state;
        var value = known ?? Evaluate(watched);
        if (known is null)
            _watched = (watched, before, value, _state);
        _flow.Watch(operation.Syntax, watched.Type is { } type && Containers.IsFormattable(type) ? Read(value, Slot.Format) : Proven(TextOf(value, watched.Type)));
        _state = before;
    }

    private Value Call(IInvocationOperation call)
    {
        Watch(call);
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke && call.Instance is { } function)
            return CallDelegate(call, Evaluate(function), call.Arguments.Select(argument => Evaluate(argument.Value)).ToArray());
        if (method.MethodKind == MethodKind.LocalFunction)
            return CallLocalFunction(call);
        if (method.Name == "<Clone>$" && call.Instance is { } original)
            return Clone(call, Evaluate(original));
        if (method is { Name: "ToString", IsImplicitlyDeclared: true } && call.Instance is { } written)
            return TextOf(Evaluate(written), method.ContainingType);
        if (method is { Name: "Deconstruct", IsImplicitlyDeclared: true } && call.Instance is { } taken)
            return TakeApart(call, Evaluate(taken));
        if (_facts.OutsideSource(method, call) is { } source)
        {
            var operands = EvaluateOperands(call);
            var brought = Renew(source.Index == (int)OutsideKind.File && operands.All(operand => operand.IsHarmless) ? source.As(OutsideKind.OwnFile) : source);
            StoreOutputs(call.Arguments, brought);
            FillBuffers(method, brought, operands);
            return brought;
        }

        if (_facts.IsSanitizer(method, call))
        {
            EvaluateOperands(call);
            var subjects = call.Arguments.SelectMany(argument => SubjectsOf(argument.Value)).ToList();
            if (SafeTypes.IsTruth(Containers.Awaited(method.ReturnType)))
                return Value.Truth(Proof.Of(subjects), Proof.Nothing);
            ProveAll(subjects);
            return Value.Safe;
        }

        if (method.ContainingType.Is("System.Runtime.CompilerServices.FormattableStringFactory"))
            return CreateFormattable(call, EvaluateOperands(call));
        return _facts.MayRunCode(method) ? CallSource(call, method, call.Instance, call.Arguments, null) : CallLibrary(call);
    }

    private Value CreateFormattable(IInvocationOperation call, Value[] operands)
    {
        var made = Made(call, call.Type, null);
        Put(made, Slot.Format, operands[0].OnlyOrigins(), certain: true);
        Put(made, Slot.Text, operands.Aggregate(Value.Constant(""), (text, operand) => text.Then(TextOf(operand, null))), certain: true);
        return Value.From(made);
    }

    private Value[] EvaluateOperands(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
            Evaluate(instance);
        var values = Enumerable.Repeat(Value.Safe, call.TargetMethod.Parameters.Length).ToArray();
        foreach (var argument in call.Arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length)
                values[parameter.Ordinal] = value;
        }

        return values;
    }

    private Value Clone(IInvocationOperation call, Value original)
    {
        var made = new HeapObject(call.Syntax, call.Type, original.Objects.Length == 1 ? original.Objects[0].Constructor : null);
        var node = original.Objects.Length == 1 && original.Origins.IsEmpty
            ? _state.Heap.Of(original.Objects[0])
            : original.Objects.Aggregate(HeapNode.New, (all, copied) => all.Or(_state.Heap.Of(copied), copied));
        // The members of what came in from elsewhere are read as they are needed, so they are copied by name.
        foreach (var property in original.Origins.IsEmpty ? Enumerable.Empty<IPropertySymbol>() : call.Type!.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsStatic && !property.IsIndexer))
            node = node.With(property.OriginalDefinition, Read(original, property.OriginalDefinition));
        _state = _state.With(_state.Heap.With(made, node));
        return Value.From(made);
    }

    private Value TakeApart(IInvocationOperation call, Value taken)
    {
        for (var index = 0; index < call.Arguments.Length; index++)
            Store(call.Arguments[index].Value, Part(taken, call.TargetMethod.ContainingType, index, call.Arguments.Length).Value);
        return Value.Safe;
    }

    /// <summary>An operator or conversion written in this compilation; null for those of libraries.</summary>
    private Value? Invoke(IOperation operation, IMethodSymbol method, IOperation? instance, params IOperation[] operands)
    {
        if (!_facts.MayRunCode(method))
            return null;
        var site = Site(operation, method, instance is null ? Value.Safe : Evaluate(instance), instance?.Type);
        for (var index = 0; index < operands.Length; index++)
            site.Arguments[index] = Evaluate(operands[index]);
        return Result(site, method);
    }

    private CallSite Site(IOperation operation, IMethodSymbol method, Value receiver, ITypeSymbol? receiverType)
    {
        var site = _flow.SiteOf(operation.Syntax, (method.ReducedFrom ?? method).OriginalDefinition);
        site.Receiver = receiver;
        site.ReceiverType = receiverType;
        site.Before = _state.Heap;
        return site;
    }

    private Value CallSource(IOperation operation, IMethodSymbol method, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, Value? assigned)
    {
        var receiver = instance is null ? Value.Safe : Evaluate(instance);
        var values = arguments.Select(argument => argument.Parameter?.RefKind == RefKind.Out ? Value.Safe : Evaluate(argument.Value)).ToArray();
        var site = Site(operation, method, receiver, instance?.Type);
        site.IsBaseCall = instance?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax;
        for (var index = 0; index < values.Length; index++)
        {
            if (arguments[index].Parameter is { } parameter && parameter.Ordinal < site.Arguments.Length)
                site.Arguments[parameter.Ordinal] = HandOver(Proven(values[index]));
        }

        if (assigned is not null && site.Arguments.Length > 0)
            site.Arguments[site.Arguments.Length - 1] = assigned;
        ForgetStatics();
        if (method.MethodKind == MethodKind.Constructor)
            _state = _state.With(_state.Heap.With(Origin.This, HeapNode.After(site, Origin.ReceiverIndex)));
        else
            Touch(site, receiver, instance?.Type, Origin.ReceiverIndex);
        for (var index = 0; index < values.Length; index++)
        {
            if (arguments[index].Parameter is not { } parameter)
                continue;
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                Store(arguments[index].Value, SafeTypes.IsSafe(parameter.Type) ? Value.Safe : Value.From(new Origin(OriginKind.Out, site, parameter.Ordinal)));
            else
                Touch(site, values[index], parameter.Type, parameter.Ordinal);
        }

        if (_facts.MayProve(method))
            _state = _state.With(_state.Proven.Or(Here(_facts.ProvenAfter(site, _session, _cancellationToken), instance, arguments)));
        if (site.Arguments.Length == 0 && method.ReturnType.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64 && _facts.TruthOf(site, _session, _cancellationToken)?.Known is { HasValue: true, Value: var constant })
            return Value.Constant(constant);
        return SafeTypes.IsTruth(Containers.Awaited(method.ReturnType)) ? TruthOf(site, instance, arguments) : Result(site, method);
    }

    private static Value Result(CallSite site, IMethodSymbol method) =>
        method.ReturnsVoid || SafeTypes.IsSafe(method.ReturnType) ? Value.Safe : Value.From(new Origin(OriginKind.Call, site));

    /// <summary>Functions handed to other code of ours run at some time; once here, so that what they write is known.</summary>
    private Value HandOver(Value value)
    {
        foreach (var function in value.Objects.Where(made => made.Function is IFlowAnonymousFunctionOperation))
            RunHandedOn(function);
        return value;
    }

    /// <summary>Other code may have written to them.</summary>
    private void ForgetStatics()
    {
        foreach (var variable in _statics)
            _state = _state.Forget(variable);
    }

    private void Touch(CallSite site, Value value, ITypeSymbol? type, int index)
    {
        if (!_facts.MayChange(type))
            return;
        foreach (var target in Targets(value))
        {
            if (target is HeapObject { Function: not null })
                continue;
            if (target is Origin { Kind: OriginKind.Outside or OriginKind.Internal })
                continue;
            _state = _state.With(_state.Heap.With(target, HeapNode.After(site, index)));
        }
    }

    /// <summary>One argument is dynamic, but only one method can be meant.</summary>
    private Value CallLateBound(IDynamicInvocationOperation call, IMethodSymbol method)
    {
        var receiver = call.Operation is IDynamicMemberReferenceOperation { Instance: { } instance } ? Evaluate(instance) : method.IsStatic ? Value.Safe : Value.From(Origin.This);
        var values = call.Arguments.Select(Evaluate).ToArray();
        var site = Site(call, method, receiver, method.ContainingType);
        for (var index = 0; index < values.Length && index < site.Arguments.Length; index++)
            site.Arguments[index] = HandOver(Proven(values[index]));
        ForgetStatics();
        Touch(site, receiver, method.ContainingType, Origin.ReceiverIndex);
        return Result(site, method);
    }

    private Value Create(IObjectCreationOperation creation)
    {
        Watch(creation);
        if (creation.Constructor is not { } constructor)
            return Value.Safe;
        if (_facts.HasBody(constructor) || _facts.IsSource(constructor.ContainingType))
        {
            var site = Site(creation, constructor, Value.Safe, creation.Type);
            var arguments = creation.Arguments.Select(argument => Evaluate(argument.Value)).ToArray();
            for (var index = 0; index < arguments.Length; index++)
            {
                if (creation.Arguments[index].Parameter is { } parameter)
                    site.Arguments[parameter.Ordinal] = HandOver(Proven(arguments[index]));
            }

            return Value.From(Made(creation, creation.Type, site));
        }

        return CreateFromLibrary(creation, creation.Arguments.Select(argument => Evaluate(argument.Value)).ToArray());
    }

    private Value CreateFromLibrary(IObjectCreationOperation creation, Value[] arguments)
    {
        var type = creation.Constructor!.ContainingType;
        if (_facts.OutsideSource(creation.Constructor, creation) is { } source)
            return Value.From(source);
        if (ParameterOf(creation, creation.Constructor, type, arguments) is { } parameter)
            return parameter;
        var functions = arguments.SelectMany(argument => argument.Objects).Where(made => made.Function is not null).ToList();
        if (functions.Count > 0)
            return functions.Select(function => Run(function, Array.Empty<Value>())).Aggregate((all, result) => all.Or(result));
        if (Containers.IsContainer(type))
        {
            var made = Made(creation, creation.Type, null);
            if (Containers.IsBuilder(type))
                Put(made, Slot.Text, arguments.Select(argument => TextOf(argument, null)).Aggregate(Value.Constant(""), (text, argument) => text.Then(argument)), certain: true);
            else
                FillFrom(made, creation, arguments);
            return Value.From(made);
        }

        if (type.IsTupleType || type.Is("System.Collections.Generic.KeyValuePair`2") || type.Is("System.Tuple`2") || type.Is("System.Tuple`3"))
        {
            var made = Made(creation, creation.Type, null);
            foreach (var argument in creation.Arguments)
            {
                var name = argument.Parameter!.Name;
                if ((type.IsTupleType ? (object)TupleItem.Of(type, argument.Parameter.Ordinal) : MemberNamed(type, name)) is { } member)
                    Put(made, member, arguments[argument.Parameter.Ordinal], certain: true);
            }

            return Value.From(made);
        }

        // What else a library makes consists of what it is made of.
        if (type.SpecialType == SpecialType.System_String)
            return arguments.Select(argument => TextOf(argument, null)).Aggregate(Value.Safe, (all, part) => all.Or(part)).OnlyOrigins();
        var created = Made(creation, creation.Type, null);
        var content = arguments.Aggregate(Value.Safe, (all, argument) => all.Or(argument));
        return content.IsHarmless ? Value.From(created) : Value.From(created).Or(Spread(created, content));
    }

    private Value Spread(HeapObject created, Value content)
    {
        Put(created, Slot.AnyElement, content, certain: true);
        return content;
    }

    private void FillFrom(HeapObject made, IObjectCreationOperation creation, Value[] arguments)
    {
        foreach (var argument in arguments.Where((_, index) => !SafeTypes.IsSafe(creation.Arguments[index].Parameter?.Type)))
        {
            if (argument.IsHarmless)
                continue;
            PutElement(Value.From(made), null, ElementsOf(argument));
            if (Containers.IsDictionary(made.Type))
                PutKey(Value.From(made), Read(argument, Slot.Keys));
        }
    }
}
