using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What is proven where a condition holds, and where it does not.</summary>
internal sealed partial class FlowRun
{
    /// <summary>The state on either way; null for a way that is never taken.</summary>
    private (FlowState? WhenTrue, FlowState? WhenFalse) Decide(IOperation condition)
    {
        var truth = Evaluate(condition);
        return (When(truth.WhenTrue, isTaken: truth.Known is not { HasValue: true, Value: false }), When(truth.WhenFalse, isTaken: truth.Known is not { HasValue: true, Value: true }));

        FlowState? When(Proof proof, bool isTaken) => !isTaken || ReferenceEquals(proof, Proof.Everything) ? null : _state.With(_state.Proven.Or(proof));
    }

    /// <summary>Loops over elements, by their first block: the variable, and whether each round so far ended with it proven.</summary>
    private readonly Dictionary<BasicBlock, bool> _checkedByLoop = new();

    /// <summary>Another round of a loop begins; true where that is news.</summary>
    private bool NextRound(BasicBlock head, FlowState state)
    {
        if (_checkedByLoop.TryGetValue(head, out var isChecked) && !isChecked || ElementOf(head) is not { } element)
            return false;
        if (state.Proven.Holds(element))
        {
            _checkedByLoop[head] = true;
            return false;
        }

        _checkedByLoop[head] = false;
        return true;
    }

    /// <summary>Who leaves a loop that checks every element, having seen them all, has checked the whole. Nothing at all is harmless too.</summary>
    private FlowState? AfterLoop(BasicBlock head, IOperation condition, FlowState? state)
    {
        if (state is null
            || condition is not IInvocationOperation { TargetMethod.Name: "MoveNext", Instance: IFlowCaptureReferenceOperation capture }
            || !_checkedByLoop.TryGetValue(head, out var isChecked) && ElementOf(head) is null
            || _checkedByLoop.ContainsKey(head) && !isChecked
            || !_places.TryGetValue(capture.Id, out var enumerator)
            || enumerator is not IInvocationOperation { Instance: { } collection })
            return state;
        return state.With(state.Proven.Or(SubjectsOf(collection).Concat(SubjectsOfCollection(collection)).ToList()));
    }

    private static ILocalSymbol? ElementOf(BasicBlock head) =>
        head is { BranchValue: IInvocationOperation { TargetMethod.Name: "MoveNext" } }
        && head.FallThroughSuccessor?.Destination is { Operations: { Length: > 0 } operations }
        && operations[0] is ISimpleAssignmentOperation { Target: ILocalReferenceOperation local, Value: var value } && value.Unwrap() is IPropertyReferenceOperation { Property.Name: "Current" }
            ? local.Local
            : null;

    private static bool IsTruth(Value value) => value.Known is { HasValue: true, Value: bool } || !value.WhenTrue.IsNothing || !value.WhenFalse.IsNothing;

    private void ProveAll(IEnumerable<object> subjects) => _state = _state.With(_state.Proven.Or(subjects.ToList()));

    private static Value Truth(Optional<object?> known, Proof whenTrue, Proof whenFalse) => known.HasValue ? Value.Constant(known.Value) : Value.Truth(whenTrue, whenFalse);

    private Value Test(IOperation operation) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Not(Evaluate(not.Operand)),
        IBinaryOperation binary => Compare(binary),
        IIsPatternOperation pattern => Match(pattern.Value, Evaluate(pattern.Value), pattern.Pattern),
        IIsNullOperation test => IsNull(test.Operand, Evaluate(test.Operand)),
        IIsTypeOperation test => IsType(test),
        _ => Value.Safe,
    };

    private static Value Not(Value value) =>
        value.Known is { HasValue: true, Value: bool known } ? Value.Constant(!known) : Value.Truth(value.WhenFalse, value.WhenTrue);

    private Value Compare(IBinaryOperation binary)
    {
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        if (Arithmetic.Of(binary.OperatorKind, left.Known, right.Known) is { HasValue: true } known)
            return Value.Constant(known.Value);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd:
                return Value.Truth(left.WhenTrue.Or(right.WhenTrue), left.WhenFalse.And(right.WhenFalse));
            case BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr:
                return Value.Truth(left.WhenTrue.And(right.WhenTrue), left.WhenFalse.Or(right.WhenFalse));
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                var equal = WhenEqual(binary, left, right);
                return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : Not(equal);
            default:
                return IsTruth(left) && right.Known is { HasValue: true, Value: int bound } ? WhenFound(binary.OperatorKind, left, bound) : Value.Safe;
        }
    }

    /// <summary>What equals something harmless is harmless; <c>IndexOf(…) == -1</c>, <c>Compare(…) == 0</c> and <c>check == false</c> turn on what they compare.</summary>
    private Value WhenEqual(IBinaryOperation binary, Value left, Value right)
    {
        foreach (var (value, constant) in new[] { (left, right), (right, left) })
        {
            if (!IsTruth(value) || value.Known.HasValue)
                continue;
            switch (constant.Known)
            {
                case { HasValue: true, Value: true or 0 }:
                    return Value.Truth(value.WhenTrue, value.WhenFalse);
                case { HasValue: true, Value: false or -1 }:
                    return Value.Truth(value.WhenFalse, value.WhenTrue);
            }
        }

        var proven = new List<object>();
        if (right.IsHarmless)
            proven.AddRange(SubjectsOf(binary.LeftOperand));
        if (left.IsHarmless)
            proven.AddRange(SubjectsOf(binary.RightOperand));
        return Value.Truth(Proof.Of(proven), Proof.Nothing);
    }

    private static Value WhenFound(BinaryOperatorKind kind, Value position, int bound) => (kind, bound) switch
    {
        (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.GreaterThan, -1) => Value.Truth(position.WhenTrue, position.WhenFalse),
        (BinaryOperatorKind.LessThan, 0) => Value.Truth(position.WhenFalse, position.WhenTrue),
        _ => Value.Safe,
    };

    private Value IsNull(IOperation operand, Value value) => value.Known.HasValue
        ? Value.Constant(value.Known.Value is null)
        : Value.Truth(Proof.Of(SubjectsOf(operand)), Proof.Nothing);

    private Value IsType(IIsTypeOperation test)
    {
        Evaluate(test.ValueOperand);
        var proof = SafeTypes.IsSafe(test.TypeOperand) ? Proof.Of(SubjectsOf(test.ValueOperand)) : Proof.Nothing;
        return test.IsNegated ? Value.Truth(Proof.Nothing, proof) : Value.Truth(proof, Proof.Nothing);
    }

    private Value Match(IOperation? operand, Value value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return Truth(
                    value.Known.HasValue && constant.Value.ConstantValue.HasValue ? Arithmetic.Of(BinaryOperatorKind.Equals, value.Known, constant.Value.ConstantValue) : default,
                    Subjects(),
                    Proof.Nothing);
            case INegatedPatternOperation negated:
                return Not(Match(operand, value, negated.Pattern));
            case IBinaryPatternOperation binary:
                var left = Match(operand, value, binary.LeftPattern);
                var right = Match(operand, value, binary.RightPattern);
                if (Arithmetic.Of(binary.OperatorKind, left.Known, right.Known) is { HasValue: true } known)
                    return Value.Constant(known.Value);
                return binary.OperatorKind == BinaryOperatorKind.And
                    ? Value.Truth(left.WhenTrue.Or(right.WhenTrue), left.WhenFalse.And(right.WhenFalse))
                    : Value.Truth(left.WhenTrue.And(right.WhenTrue), left.WhenFalse.Or(right.WhenFalse));
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value, declaration.MatchedType);
                return Value.Truth(SafeTypes.IsSafe(declaration.MatchedType) ? Subjects() : Proof.Nothing, Proof.Nothing);
            case ITypePatternOperation type:
                return Value.Truth(SafeTypes.IsSafe(type.MatchedType) ? Subjects() : Proof.Nothing, Proof.Nothing);
            case IRecursivePatternOperation recursive:
                return MatchParts(value, recursive);
            case IListPatternOperation list:
                MatchElements(value, list);
                return Value.Safe;
            default:
                MatchInside(value, pattern);
                return Value.Safe;
        }

        Proof Subjects() => operand is null ? Proof.Nothing : Proof.Of(SubjectsOf(operand));
    }

    private Value MatchParts(Value value, IRecursivePatternOperation recursive)
    {
        Bind(recursive.DeclaredSymbol, value, recursive.MatchedType);
        var proof = Proof.Nothing;
        foreach (var part in recursive.PropertySubpatterns)
        {
            if (part.Member is not IMemberReferenceOperation { Member: var member })
                continue;
            var read = member is IPropertySymbol property && _facts.OutsideSource(property, part.Member) is { } source ? Value.From(source) : Read(value, member.OriginalDefinition);
            var match = Match(null, read, part.Pattern);
            if (part.Pattern is IConstantPatternOperation or IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } && read.Origins.Length == 1 && match.Known is not { HasValue: true })
                proof = proof.Or(Whole(read));
        }

        for (var index = 0; index < recursive.DeconstructionSubpatterns.Length; index++)
            Match(null, Part(value, recursive.MatchedType, index, recursive.DeconstructionSubpatterns.Length).Value, recursive.DeconstructionSubpatterns[index]);
        return Value.Truth(proof, Proof.Nothing);
    }

    private void MatchElements(Value value, IListPatternOperation list)
    {
        var slice = list.Patterns.TakeWhile(pattern => pattern is not ISlicePatternOperation).Count();
        for (var index = 0; index < list.Patterns.Length; index++)
        {
            var at = index < slice ? index : index > slice && CountOf(value) is { } count ? count - (list.Patterns.Length - index) : (int?)null;
            Match(null, index == slice ? ElementsOf(value) : ElementAt(value, at), list.Patterns[index]);
        }
    }

    /// <summary>Patterns of newer compilers, such as those of lists: what they declare is part of the value.</summary>
    private void MatchInside(Value value, IPatternOperation pattern)
    {
        foreach (var inner in pattern.ChildOperations.OfType<IPatternOperation>())
            Match(null, ElementsOf(value), inner);
    }

    private void Bind(ISymbol? variable, Value value, ITypeSymbol? type)
    {
        if (variable is not null)
            _state = _state.With(variable, SafeTypes.IsSafe(type) ? Value.Safe : value);
    }

    /// <summary>
    /// What a check of this expression is about: the variable, and the text it came as. The value of an expression that would do something when evaluated is left alone.
    /// </summary>
    private IEnumerable<object> SubjectsOf(IOperation operation)
    {
        operation = operation.Unwrap();
        switch (operation)
        {
            case IFlowCaptureReferenceOperation capture:
                return _places.TryGetValue(capture.Id, out var place) && place is not IFlowCaptureReferenceOperation && place is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation
                    ? SubjectsOf(place).Concat(new object[] { capture.Id })
                    : Whole(Variable(capture.Id)).Concat(new object[] { capture.Id });
            case ILocalReferenceOperation local:
                return Whole(Variable(local.Local)).Concat(new[] { local.Local });
            case IParameterReferenceOperation parameter:
                return Whole(Variable(parameter.Parameter)).Concat(new[] { parameter.Parameter });
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return Whole(Evaluate(operation));
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexed when indexed.Arguments.All(argument => argument.Value.ConstantValue.HasValue):
                return Whole(Evaluate(operation));
            case IAwaitOperation await:
                return SubjectsOf(await.Operation);
            // Whatever its case and the blanks around it, an identifier stays one.
            case IInvocationOperation { Instance: { } text, TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "Trim" or "ToString" } }:
                return SubjectsOf(text);
            case IInvocationOperation { Instance: null, Arguments.Length: 1 or 2, TargetMethod: { Name: "AsSpan" or "ToLowerInvariant", IsExtensionMethod: true } } span:
                return SubjectsOf(span.Arguments[0].Value);
            default:
                return Enumerable.Empty<object>();
        }
    }

    private static IEnumerable<object> Whole(Value value) =>
        value.Origins.Length == 1 && value.Objects.IsEmpty && !value.Origins[0].IsPart && OriginTypes.IsText(value.Origins[0]) ? new object[] { value.Origins[0] } : Enumerable.Empty<object>();

    /// <summary>A check written in this compilation: what it proves follows from its own code.</summary>
    private Value TruthOf(CallSite site, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        if (_facts.TruthOf(site, _session, _cancellationToken) is not { } answer)
            return Value.Safe;
        if (answer.Known is { HasValue: true, Value: bool constant })
            return Value.Constant(constant);
        return Value.Truth(Here(answer.WhenTrue, instance, arguments), Here(answer.WhenFalse, instance, arguments));
    }

    /// <summary>What a method proves of its parameters and of its object, as what it was called with here.</summary>
    private Proof Here(Proof proof, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        if (ReferenceEquals(proof, Proof.Everything))
            return proof;
        var proven = new List<object>();
        foreach (var item in proof.Items)
        {
            var (operand, chain) = item switch
            {
                IParameterSymbol parameter => (OperandOf(parameter), ImmutableArray<object>.Empty),
                Origin { Kind: OriginKind.Parameter, Key: IParameterSymbol parameter } origin => (OperandOf(parameter), origin.Chain),
                Origin { Kind: OriginKind.Receiver } origin => (instance, origin.Chain),
                _ => (null, ImmutableArray<object>.Empty),
            };
            if (operand is null)
                continue;
            if (chain.IsEmpty)
                proven.AddRange(SubjectsOf(operand));
            else if (Variables(operand) is { Origins: { Length: 1 } origins, Objects.IsEmpty: true })
                proven.Add(chain.Aggregate(origins[0].AsWhole(), (whole, member) => whole.Member(member)));
        }

        return Proof.Of(proven);

        IOperation? OperandOf(IParameterSymbol parameter) => arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
    }
}
