using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Does a call hand over what the method would have to ask for? <c>Format(order, language)</c> spares <c>language ??= await LoadLanguage()</c>, <c>Format(order)</c> does not.</summary>
internal static class GivenArguments
{
    /// <param name="step">What the method does.</param>
    /// <param name="call">The call of the method; null where it is not known.</param>
    public static bool Spare(IOperation step, IOperation? call)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return !arguments.IsEmpty && WantedBy(step).Any(parameter => arguments.Any(argument => argument.Parameter?.Ordinal == parameter.Ordinal && argument.Parameter.Name == parameter.Name && IsGiven(argument)));
    }

    /// <summary>The parameters that the step is only done without: <c>language ??= step</c>, <c>language ?? step</c>, <c>if (language is null) step</c>.</summary>
    private static IEnumerable<IParameterSymbol> WantedBy(IOperation step)
    {
        var inner = step;
        foreach (var outer in step.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)))
        {
            var missing = outer switch
            {
                ICoalesceAssignmentOperation assignment when inner == assignment.Value => new[] { assignment.Target },
                ICoalesceOperation either when inner == either.WhenNull => new[] { either.Value },
                IConditionalOperation branch when inner != branch.Condition => Remembered.Missing(branch.Condition, holds: inner == branch.WhenTrue),
                _ => Enumerable.Empty<IOperation>(),
            };
            foreach (var parameter in missing.Select(value => value.Unwrap()).OfType<IParameterReferenceOperation>())
                yield return parameter.Parameter;
            inner = outer;
        }
    }

    /// <summary>A variable that nobody says may be null; a text may be empty, and a member may not have been loaded.</summary>
    private static bool IsGiven(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.Unwrap() is var value
        && value.Type is { SpecialType: not (SpecialType.System_String or SpecialType.System_Boolean), OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
        && value.SemanticModel?.GetTypeInfo(value.Syntax).Nullability.FlowState != NullableFlowState.MaybeNull
        && value switch
        {
            IObjectCreationOperation => true,
            IParameterReferenceOperation { Parameter.HasExplicitDefaultValue: var isOptional } => !isOptional,
            ILocalReferenceOperation local => Origins.InitialValue(local)?.Unwrap() is not null and not (ILiteralOperation or IDefaultValueOperation or IConditionalAccessOperation or IConversionOperation { IsTryCast: true }) and var made && !MayFindNothing(made),
            _ => false,
        };

    private static bool MayFindNothing(IOperation made) => (made is IAwaitOperation await ? await.Operation.Unwrap() : made) is IInvocationOperation { TargetMethod.Name: var name }
        && (name.Contains("OrDefault") || name.Contains("OrNull") || name.StartsWith("Find", StringComparison.Ordinal) || name.StartsWith("Try", StringComparison.Ordinal));
}
