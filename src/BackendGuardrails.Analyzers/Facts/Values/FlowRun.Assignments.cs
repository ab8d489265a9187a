using BackendGuardrails.Facts.Sql;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>Where values are put, and read from again: variables, fields, properties.</summary>
internal sealed partial class FlowRun
{
    /// <summary>What a capture stands for when it is assigned to.</summary>
    private readonly Dictionary<CaptureId, IOperation> _places = new();

    /// <summary>What a <c>ref</c> local is another name for.</summary>
    private readonly Dictionary<ILocalSymbol, IOperation> _aliases = new(SymbolEqualityComparer.Default);

    /// <summary>The static fields and properties that were assigned to.</summary>
    private readonly HashSet<object> _statics = new();

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment is { IsRef: true, Target: ILocalReferenceOperation { Local: var alias } })
        {
            _aliases[alias] = assignment.Value;
            return Evaluate(assignment.Value);
        }

        var value = Remember(Evaluate(assignment.Value));
        Watch(assignment, value);
        Store(assignment.Target, value);
        return value;
    }

    private Value Add(ICompoundAssignmentOperation compound)
    {
        var before = Evaluate(compound.Target);
        var added = TextOf(Evaluate(compound.Value), compound.Value.Type);
        Watch(compound, added.AsPart());
        if (_facts.Watched(compound) is null)
            _flow.Join(added, compound.Syntax);
        var result = compound.OperatorKind == BinaryOperatorKind.Add && compound.Type?.SpecialType == SpecialType.System_String
            ? TextOf(before, compound.Target.Type).Then(added)
            : Arithmetic.Of(compound.OperatorKind, before.Known, added.Known) is { HasValue: true, Value: var number } ? Value.Constant(number) : before.Or(added).OnlyOrigins();
        Store(compound.Target, result);
        return result;
    }

    private Value Step(IIncrementOrDecrementOperation step)
    {
        var before = Evaluate(step.Target);
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var after = Arithmetic.Of(kind, before.Known, new(1)) is { HasValue: true, Value: var number } ? Value.Constant(number) : Value.Safe;
        Store(step.Target, after);
        return step.IsPostfix ? before : after;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Evaluate(deconstruction.Value);
        Spread(deconstruction.Target, value, deconstruction.Value.Type);
        return value;
    }

    private void Spread(IOperation target, Value value, ITypeSymbol? type)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (target is not ITupleOperation tuple)
        {
            Store(target, value);
            return;
        }

        if (type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == tuple.Elements.Length && !method.IsImplicitlyDeclared && _facts.MayRunCode(method)) is { } own)
        {
            var site = Site(tuple, own, value, type);
            for (var index = 0; index < tuple.Elements.Length; index++)
                Spread(tuple.Elements[index], SafeTypes.IsSafe(own.Parameters[index].Type) ? Value.Safe : Value.From(new Origin(OriginKind.Out, site, index)), own.Parameters[index].Type);
            return;
        }

        // All parts are read before any is written: (a, b) = (b, a).
        var parts = tuple.Elements.Select((_, index) => Part(value, type, index, tuple.Elements.Length)).ToList();
        for (var index = 0; index < tuple.Elements.Length; index++)
            Spread(tuple.Elements[index], parts[index].Value, parts[index].Type);
    }

    private (Value Value, ITypeSymbol? Type) Part(Value value, ITypeSymbol? type, int index, int count)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple && index < tuple.TupleElements.Length)
            return (Read(value, TupleItem.Of(tuple, index)), tuple.TupleElements[index].Type);
        var method = type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(candidate => candidate.Parameters.Length == count);
        var member = method is null ? null : MemberNamed(type!, method.Parameters[index].Name);
        var part = member is null ? value.OnlyOrigins() : member is IPropertySymbol property && !_facts.IsSource(property) ? LibraryProperty(value, property) ?? Read(value, member) : Read(value, member);
        return (part, method?.Parameters[index].Type);
    }

    /// <summary>Records, pairs and most others call a property as they call the parameter that fills it.</summary>
    private static ISymbol? MemberNamed(ITypeSymbol type, string name) => type.GetMembers().FirstOrDefault(member =>
        member is IPropertySymbol && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))?.OriginalDefinition;

    private void Store(IOperation target, Value value)
    {
        switch (target)
        {
            case IFlowCaptureReferenceOperation capture when _places.TryGetValue(capture.Id, out var place) && place is not IFlowCaptureReferenceOperation:
                Store(place, value);
                break;
            case ILocalReferenceOperation local when _aliases.TryGetValue(local.Local, out var aliased):
                Store(aliased, value);
                break;
            case ILocalReferenceOperation local:
                var kept = Copy(value, target);
                _state = _state.With(local.Local, kept);
                break;
            case IParameterReferenceOperation parameter:
                var given = Copy(value, target);
                _state = _state.With(parameter.Parameter, given);
                break;
            case IFieldReferenceOperation field:
                Write(MemberOf(field.Field), field.Instance, Copy(value, target));
                break;
            case IPropertyReferenceOperation property:
                StoreProperty(property, value);
                break;
            case IArrayElementReferenceOperation element:
                var array = Evaluate(element.ArrayReference);
                PutElement(array, KeyOf(element.Indices, array), value);
                break;
            case IConversionOperation conversion:
                Store(conversion.Operand, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value);
                break;
        }
    }

    private static object MemberOf(IFieldSymbol field) => TupleItem.Of(field) ?? (object)field.OriginalDefinition;

    /// <summary>A struct is copied, so that writing to one leaves the other alone.</summary>
    private Value Copy(Value value, IOperation target)
    {
        if (value.Objects.Length != 1 || value.Objects[0] is not { Type: { IsValueType: true } type, Function: null } original)
            return value;
        var copy = new HeapObject(target.Syntax, type, original.Constructor);
        if (!copy.Equals(original))
            _state = _state.With(_state.Heap.With(copy, _state.Heap.Of(original)));
        return value.Origins.Aggregate(Value.From(copy), (all, origin) => all.Or(Value.From(origin)));
    }

    private void StoreProperty(IPropertyReferenceOperation reference, Value value)
    {
        var property = reference.Property.OriginalDefinition;
        if (property.IsIndexer && !_facts.IsSource(property))
        {
            var keys = reference.Arguments.Select(argument => argument.Value).ToImmutableArray();
            var receiver = reference.Instance is null ? Value.Safe : Evaluate(reference.Instance);
            PutKey(receiver, keys.Select(Evaluate).FirstOrDefault() ?? Value.Safe);
            PutElement(receiver, KeyOf(keys, receiver), value);
        }
        else if (property.SetMethod is { } setter && _facts.HasBody(setter))
        {
            CallSource(reference, setter, reference.Instance, reference.Arguments, value);
        }
        else
        {
            Write(IsParameterName(property) ? Slot.ParameterName : property, reference.Instance, Copy(value, reference));
        }
    }

    private void Write(object member, IOperation? instance, Value value)
    {
        if (member is ISymbol symbol)
            _flow.Write(symbol, HandOver(value));
        if (instance is null)
        {
            _statics.Add(member);
            _state = _state.With(member, value);
            return;
        }

        var receiver = Evaluate(instance);
        var certain = receiver.Objects.Length + receiver.Origins.Length == 1;
        // Of what a library object is made, the texts have no members to write to.
        foreach (var target in Targets(receiver).Where(target => target is not Origin origin || receiver.Objects.IsEmpty || OriginTypes.TypeOf(origin) is not { SpecialType: SpecialType.System_String }))
            Put(target, MemberOn(target, member), value, certain);
    }

    /// <summary>What a reference may refer to, as the heap knows it.</summary>
    private static IEnumerable<object> Targets(Value receiver) => receiver.Objects.Cast<object>().Concat(receiver.Origins.Select(origin => origin.AsWhole()).Distinct());

    /// <summary>The member of the object's own class that a member of an interface or base class comes down to.</summary>
    private static object MemberOn(object target, object member) =>
        target is HeapObject { Type: INamedTypeSymbol type } && member is IPropertySymbol { ContainingType: var declaring } property
        && (property.IsAbstract || property.IsVirtual || property.IsOverride)
            ? (declaring.TypeKind == TypeKind.Interface ? type.FindImplementationForInterfaceMember(property) : type.GetMembers(property.Name).FirstOrDefault())?.OriginalDefinition ?? member
            : member;

    private void Put(object target, object member, Value value, bool certain)
    {
        var heap = _state.Heap;
        var node = heap.Of(target);
        if (target is Origin { Chain: var chain } origin && (chain.IsEmpty ? origin.Key as ISymbol : chain[chain.Length - 1] as ISymbol) is { } holder and not IParameterSymbol)
            _flow.Put(holder, member, value);
        var written = certain ? value : heap.Read(target, member).Or(value);
        _state = _state.With(heap.With(target, node.With(member, written)));
        RunLate(target, member, value);
    }

    private Value Read(Value receiver, object member)
    {
        var value = Value.Safe;
        foreach (var target in Targets(receiver))
        {
            var read = target is HeapObject { Type: { } type } && Containers.IsOfElements(type, member)
                ? ElementsOf(Value.From((HeapObject)target)) is var elements && elements.Objects.Contains((HeapObject)target) ? elements.OnlyOrigins() : Read(elements, member)
                : _state.Heap.Read(target, MemberOn(target, member));
            value = value == Value.Safe ? read : value.Or(read);
        }

        return receiver.Origins.Any(origin => origin.IsPart) ? Proven(value.AsPart()) : Proven(value);
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        var field = reference.Field.OriginalDefinition;
        if (reference.Instance is { } instance)
        {
            var receiver = Evaluate(instance);
            if (MemberOf(reference.Field) is TupleItem item)
                return SafeTypes.IsSafe(reference.Field.Type) ? Value.Safe : Read(receiver, item);
            return SafeTypes.IsSafe(field.Type) && !SafeTypes.IsTruth(field.Type) ? _facts.ConstantOf(field, _cancellationToken) ?? Value.Safe
                : SafeTypes.IsTruth(field.Type) && _facts.ConstantOf(field, _cancellationToken) is { } truth ? truth
                : Read(receiver, field);
        }

        if (_facts.ConstantOf(field, _cancellationToken) is { } constant)
            return constant;
        if (!_facts.IsSource(field))
            return Value.Safe;
        return _state.Variables.TryGetValue(field, out var known) ? Proven(known) : Proven(StaticValue(field, field.Type));
    }

    private static Value StaticValue(ISymbol member, ITypeSymbol type) => SafeTypes.IsSafe(type) ? Value.Safe : Value.From(new Origin(OriginKind.Static, member));

    private Value Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property.OriginalDefinition;
        if (_facts.OutsideSource(reference.Property, reference) is { } source)
        {
            if (reference.Instance is not null)
                Evaluate(reference.Instance);
            return Renew(source);
        }

        // The text of a command has been judged where it was set.
        if (property.Name == "CommandText" && (property.IsMemberOf(SqlSinks.DbCommand) || property.IsMemberOf(SqlSinks.BatchCommand)))
            return Value.Safe;
        if (IsParameterName(property) && reference.Instance is { } named)
            return Read(Evaluate(named), Slot.ParameterName);
        if (property.IsIndexer && !_facts.IsSource(property))
            return Indexed(reference);
        if (property.GetMethod is { } getter && _facts.MayRunCode(getter))
            return CallSource(reference, getter, reference.Instance, reference.Arguments, null);
        if (reference.Instance is null)
        {
            if (!_facts.IsSource(property))
                return Value.Safe;
            return _state.Variables.TryGetValue(property, out var known) ? Proven(known) : Proven(StaticValue(property, property.Type));
        }

        var receiver = Evaluate(reference.Instance);
        if (SafeTypes.IsSafe(reference.Property.Type))
            return SafeTypes.IsTruth(property.Type) && _facts.IsSource(property) ? _facts.ConstantOf(property, _cancellationToken) ?? Value.Safe : LengthOf(receiver, property) ?? Value.Safe;
        if (!_facts.IsSource(property) && LibraryProperty(receiver, property) is { } value)
            return Proven(value);
        return Read(receiver, property);
    }

    /// <summary>A source gives something new every time, whatever was proven of the last.</summary>
    private Value Renew(Origin source)
    {
        _state = _state.With(_state.Proven.Without(source));
        return Value.From(source);
    }
}
