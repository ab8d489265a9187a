using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What an expression may be.</summary>
internal sealed partial class FlowRun
{
    private Value Evaluate(IOperation operation)
    {
        if (ReferenceEquals(_watched.Operation, operation) && ReferenceEquals(_watched.Before, _state))
        {
            _state = _watched.After;
            return _watched.Value;
        }

        _steps++;
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Value.Constant(constant);
        // Of a thousand calls in a chain, what the innermost give stays unknown, and nothing is said of it.
        if (!StackSpace.IsLeft())
            return Value.Safe;
        var value = operation switch
        {
            IExpressionStatementOperation statement => Evaluate(statement.Operation),
            ILocalReferenceOperation local => _aliases.TryGetValue(local.Local, out var aliased) ? Evaluate(aliased) : Variable(local.Local),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter),
            IFlowCaptureReferenceOperation capture => Variable(capture.Id),
            IFlowCaptureOperation capture => Capture(capture),
            IInstanceReferenceOperation instance => Instance(instance),
            IFieldReferenceOperation field => Field(field),
            IPropertyReferenceOperation property => Property(property),
            IEventReferenceOperation raised => Raised(raised),
            IArrayElementReferenceOperation element => Element(element),
            ISimpleAssignmentOperation assignment => Assign(assignment),
            ICompoundAssignmentOperation compound => Add(compound),
            IIncrementOrDecrementOperation step => Step(step),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction),
            IEventAssignmentOperation subscription => Subscribe(subscription),
            IInvocationOperation call => Call(call),
            IObjectCreationOperation creation => Create(creation),
            IArrayCreationOperation creation => CreateArray(creation),
            ITupleOperation tuple => CreateTuple(tuple),
            IAnonymousObjectCreationOperation creation => CreateAnonymous(creation),
            IConversionOperation conversion => Convert(conversion),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IFlowAnonymousFunctionOperation function => CreateFunction(function),
            IMethodReferenceOperation reference => ReferToMethod(reference),
            IBinaryOperation binary => Combine(binary),
            IUnaryOperation unary => Negate(unary),
            IInterpolatedStringOperation text => Interpolate(text),
            IInterpolationOperation hole => TextOf(Evaluate(hole.Expression), hole.Expression.Type),
            IInterpolatedStringTextOperation text => Evaluate(text.Text),
            ITranslatedQueryOperation query => Evaluate(query.Operation),
            IDynamicInvocationOperation call when _facts.LateBound(call.Syntax, _cancellationToken) is { } method => CallLateBound(call, method),
            IAwaitOperation await => Evaluate(await.Operation),
            IIsPatternOperation or IIsTypeOperation or IIsNullOperation => Test(operation),
            IReturnOperation yielded => Yield(yielded),
            ITypeOfOperation or INameOfOperation or ISizeOfOperation or IDefaultValueOperation => Value.Safe,
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            _ => Others(operation),
        };
        if (value.IsHarmless)
            return value;
        if (!IsTruth(value) && SafeTypes.IsSafe(operation.Type))
            return Value.Safe;
        // A text refers to no object, but for one that can be decoded.
        return operation.Type?.SpecialType == SpecialType.System_String && value.Objects.Any(made => made.Type?.SpecialType != SpecialType.System_String) ? TextOf(value, operation.Type) : value;
    }

    /// <summary>What this class does not know consists of what it is made of. Collection expressions are newer than the oldest compiler we run in.</summary>
    private Value Others(IOperation operation)
    {
        if (operation is ICaughtExceptionOperation)
            return _thrown;
        // list[^1]
        if (operation.Syntax is ElementAccessExpressionSyntax && operation.ChildOperations.ToList() is { Count: 2 } access && Containers.IsContainer(access[0].Type))
        {
            var list = Evaluate(access[0]);
            return ElementAt(list, KeyOf(ImmutableArray.Create(access[1]), list));
        }

        if (operation.Type is { } type && Containers.IsContainer(type) && (int)operation.Kind == Containers.CollectionExpression)
            return FillFromExpression(operation, type);
        var parts = operation.ChildOperations.Select(Evaluate).ToList();
        return parts.Aggregate(Value.Safe, (all, part) => all.Or(part)).OnlyOrigins();
    }

    private Value Variable(object variable)
    {
        if (!_state.Variables.TryGetValue(variable, out var value))
            value = variable is IParameterSymbol parameter ? Parameter(parameter) : Value.Safe;
        if (_state.Proven.IsNothing)
            return value;
        return _state.Proven.Holds(variable) && !IsTruth(value) ? value.Without(_ => true) : Proven(value);
    }

    private Value Parameter(IParameterSymbol parameter) => SafeTypes.IsSafe(parameter.Type) ? Value.Safe : FlowState.EntryOf(parameter);

    private Value Capture(IFlowCaptureOperation capture)
    {
        _places[capture.Id] = capture.Value;
        var value = Remember(Evaluate(capture.Value));
        _state = _state.With(capture.Id, value);
        return value;
    }

    /// <summary>A truth that is kept for later keeps what is proven now.</summary>
    private Value Remember(Value value) =>
        IsTruth(value) ? value.WithProof(value.WhenTrue.Or(_state.Proven), value.WhenFalse.Or(_state.Proven)) : value;

    private bool MayBeTruth(Value value) => IsTruth(value) || value is { IsHarmless: true, Known.HasValue: false } && !_state.Proven.IsNothing;

    private Value Instance(IInstanceReferenceOperation instance) =>
        instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance ? Value.From(Origin.This) : Value.Safe;

    private Value Combine(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is { } method && method.ContainingType.SpecialType != SpecialType.System_String && Invoke(binary, method, null, binary.LeftOperand, binary.RightOperand) is { } own)
            return own;
        if (binary.OperatorKind == BinaryOperatorKind.Add && (binary.Type?.SpecialType == SpecialType.System_String || binary.Type?.TypeKind == TypeKind.Dynamic))
            return Concatenate(binary);
        if (SafeTypes.IsTruth(binary.Type))
            return Test(binary);
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        return Arithmetic.Of(binary.OperatorKind, left.Known, right.Known) is { HasValue: true, Value: var result } ? Value.Constant(result) : left.Or(right).OnlyOrigins();
    }

    /// <summary>A sum of many parts is a tree that leans to the left, as deep as it has parts.</summary>
    private Value Concatenate(IBinaryOperation sum)
    {
        var parts = new Stack<IOperation>();
        IOperation current = sum;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String }, ConstantValue.HasValue: false } inner
            && inner.Type?.SpecialType == sum.Type?.SpecialType)
        {
            parts.Push(inner.RightOperand);
            current = inner.LeftOperand;
        }

        var values = new List<Value> { TextOf(Evaluate(current), current.Type) };
        while (parts.Count > 0)
        {
            var part = parts.Pop();
            values.Add(TextOf(Evaluate(part), part.Type));
        }

        SeeHoles(values);
        return values.Aggregate((text, part) => text.Then(part));
    }

    private Value Interpolate(IInterpolatedStringOperation text)
    {
        var values = text.Parts.Select(Evaluate).ToList();
        SeeHoles(values);
        return values.Aggregate(Value.Constant(""), (whole, part) => whole.Then(part));
    }

    private Value Negate(IUnaryOperation unary)
    {
        if (unary.OperatorKind == UnaryOperatorKind.Not)
            return Test(unary);
        var operand = Evaluate(unary.Operand);
        return unary.OperatorKind == UnaryOperatorKind.Minus && operand.Known is { HasValue: true, Value: int number } ? Value.Constant(-number) : operand.OnlyOrigins();
    }

    private Value Convert(IConversionOperation conversion)
    {
        // The holes of a FormattableString become parameters; only its format is SQL.
        if (conversion.Operand is IInterpolatedStringOperation text && conversion.Type is { SpecialType: not SpecialType.System_String } target && Containers.IsFormattable(target))
        {
            var written = Interpolate(text);
            var made = Made(conversion, target, null);
            Put(made, Slot.Text, written.OnlyOrigins(), certain: true);
            return Value.From(made);
        }

        if (conversion.OperatorMethod is { } method && Invoke(conversion, method, null, conversion.Operand) is { } own)
            return own;
        var operand = Evaluate(conversion.Operand);
        if (operand.Known is { HasValue: true, Value: { } constant } && conversion.Type is { SpecialType: not SpecialType.System_Object } to && to.SpecialType != conversion.Operand.Type?.SpecialType)
            return constant is IConvertible && Arithmetic.Convert(constant, to.SpecialType) is { HasValue: true, Value: var converted } ? Value.Constant(converted) : operand;
        return operand;
    }

    private Value Yield(IReturnOperation yielded)
    {
        if (yielded.Kind == OperationKind.YieldReturn && yielded.ReturnedValue is { } element)
            Return(Evaluate(element));
        return Value.Safe;
    }

    /// <summary>
    /// The value as it is inside a text: builders give their content, lists of texts their elements, other objects what their members say.
    /// </summary>
    private Value TextOf(Value value, ITypeSymbol? type)
    {
        if (SafeTypes.IsSafe(type))
            return value.Known.HasValue ? value : Value.Safe;
        var text = value;
        foreach (var origin in value.Origins)
        {
            if (!_state.Heap.IsEmpty && _state.Heap.Find(origin.AsWhole()) is { Members.IsEmpty: false } contents)
                text = contents.Members.Aggregate(text, (all, member) => all.Or(member.Value.OnlyOrigins())).OnlyOrigins();
        }

        if (value.Objects.IsEmpty)
            return text;
        text = Proven(text.OnlyOrigins());
        foreach (var made in value.Objects)
            text = text.Or(TextOf(made, depth: 0));
        return text;
    }

    private Value TextOf(HeapObject made, int depth)
    {
        const int deepest = 3;
        if (made.Function is not null || made.Type?.SpecialType == SpecialType.System_String || SafeTypes.IsSafe(made.Type))
            return Value.Safe;
        if (depth == 0 && made.Type is { } type && ToStringOf(type) is { } toText)
        {
            var site = _flow.SiteOf(made.MadeBy, toText);
            site.Receiver = Value.From(made);
            site.ReceiverType = type;
            site.Before = _state.Heap;
            return Value.From(new Origin(OriginKind.Call, site));
        }

        var node = _state.Heap.Of(made);
        var text = Value.Safe;
        foreach (var member in node.Members)
        {
            text = text.Or(member.Value.OnlyOrigins());
            if (depth < deepest)
                text = member.Value.Objects.Aggregate(text, (all, inner) => all.Or(TextOf(inner, depth + 1)));
        }

        if (made is { Type.IsRecord: true, Constructor: { } constructor })
            text = constructor.Arguments.Aggregate(text, (all, argument) => all.Or(argument.OnlyOrigins()));
        return node.Touches.Any(touch => touch.Site is not null) ? text.Or(node.Before(made, Slot.Text)) : text;
    }

    /// <summary>What the type itself says it reads like.</summary>
    private static IMethodSymbol? ToStringOf(ITypeSymbol type)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.Length: > 0 }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { IsOverride: true, IsImplicitlyDeclared: false, Parameters.Length: 0 } method)
                    return method;
            }
        }

        return null;
    }
}
