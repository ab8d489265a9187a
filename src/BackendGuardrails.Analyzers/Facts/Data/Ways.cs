using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>How often does a call in a loop get to the trip at the end of its way: each time, once for each key of a cache on the way, or the first time only?</summary>
internal sealed class Ways(WaySteps steps)
{
    /// <summary>What a log does far behind its door, such as a mail about an error, is not what the loop asks for.</summary>
    private const int CallsToLog = 4;

    /// <summary>A key is put together from a few locals, each of which may be made of another.</summary>
    private const int MostLocals = 3;

    private static readonly string[] Questions = ["Get", "Find", "Load", "Resolve", "Lookup", "Ensure", "Is", "Has", "Can"];

    public Frequency Of(IOperation operation, Reach reach, Loop loop, CancellationToken cancellationToken)
    {
        if (reach.Methods.IsEmpty)
            return Frequency.EachTime;
        if (reach.Calls > CallsToLog && reach.Methods.Any(IsLogging))
            return Frequency.Seldom;
        ImmutableArray<IParameterSymbol>? keys = null;
        var unknown = Frequency.EachTime;
        for (var at = reach.Calls - 1; at >= 0; at--)
        {
            if (steps.At(reach, at, cancellationToken) is not { } step)
                return unknown;
            if (GivenArguments.Spare(step, at == 0 ? operation : steps.At(reach, at - 1, cancellationToken)))
                return Frequency.Seldom;
            if (reach.Trip.Kind is TripKind.Save or TripKind.Write && IsQuestion(reach.Methods[at]) && IsForMissing(step))
                return Frequency.Seldom;
            var cached = KeyOfCache(step, at < reach.Calls - 1 ? reach.Path[at] : null) ?? (keys is { } inner ? Arguments(step, inner) : null);
            keys = cached?.SelectMany(value => ParametersOf(value, reach.Methods[at])).ToKeys();
            if (keys is { } known && known.All(IsName))
                return Frequency.Seldom;
            if (IsFallback(step) || IsForUnknown(step))
                return Frequency.Seldom;
            if (cached is not null)
                unknown = Frequency.SomeKeys;
        }

        if (keys is not { } given)
            return unknown;
        var arguments = Arguments(operation, given).ToList();
        if (arguments.Contains(null))
            return unknown;
        if (!arguments.Any(argument => Varies(argument!, loop)))
            return Frequency.Seldom;
        return given.Zip(arguments, (key, argument) => IsName(key) || !Varies(argument!, loop)).All(isName => isName) ? Frequency.Seldom : Frequency.EachKey;
    }

    /// <summary>What the loop declares is another each time, unless it is only a name for what stays the same.</summary>
    private static bool Varies(IOperation argument, Loop loop) =>
        loop.Variation.IsIn(argument) && !(argument.Unwrap() is ILocalReferenceOperation local && Origins.NeverAnother(local) is { } value && !loop.Variation.IsIn(value));

    /// <summary><c>var known = loaded.Find(id); if (known != null) return known;</c>: what was loaded before and handed over is not asked for.</summary>
    private static bool IsForUnknown(IOperation step)
    {
        var inner = step;
        foreach (var outer in step.Ancestors())
        {
            if (outer is IBlockOperation block && block.Operations.TakeWhile(earlier => earlier != inner).SelectMany(earlier => earlier.DescendantsAndSelf()).OfType<IConditionalOperation>().Any(IsReturnOfKnown))
                return true;
            inner = outer;
        }

        return false;
    }

    private static bool IsReturnOfKnown(IConditionalOperation guard) =>
        guard.WhenTrue.DescendantsAndSelf().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } result
        && Remembered.Missing(guard.Condition, holds: false).OfType<ILocalReferenceOperation>().Any(known =>
            result.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, known.Local))
            && Origins.InitialValue(known)?.Unwrap() is IInvocationOperation lookup && lookup.Receiver()?.Unwrap() is IParameterReferenceOperation && !ProviderQueries.IsQueryType(lookup.Receiver()!.Type));

    /// <summary><c>file.Folder ?? Load(file.FolderId)</c>: what comes with the file is not asked for.</summary>
    private static bool IsFallback(IOperation step)
    {
        var value = step;
        while (value.Parent is { } parent and not (ICoalesceOperation or IAnonymousFunctionOperation or IBlockOperation))
            value = parent;
        return value.Parent is ICoalesceOperation either && value == either.WhenNull && either.Value.Unwrap() is IMemberReferenceOperation { Instance: { } owner } && owner.Unwrap() is IParameterReferenceOperation or ILocalReferenceOperation;
    }

    /// <summary>What a cache around this is asked by; null where there is no cache. The cache may be the call itself, which is given the name of the function that makes the value.</summary>
    private static IEnumerable<IOperation?>? KeyOfCache(IOperation step, Location? place) =>
        step.Ancestors().Prepend(step).OfType<IInvocationOperation>().FirstOrDefault(call => (call != step || IsGiven(call, place)) && Remembered.IsFactory(call)) is { } cache && Remembered.KeyOf(cache) is { } key ? new[] { key } : null;

    private static bool IsGiven(IInvocationOperation call, Location? place) =>
        place is not null && call.Arguments.Any(argument => argument.Value.Unwrap() is IMethodReferenceOperation or IDelegateCreationOperation { Target: IMethodReferenceOperation } && argument.Syntax.Span.Contains(place.SourceSpan));

    /// <summary>What the call hands over for these parameters; null for what cannot be said.</summary>
    private static IEnumerable<IOperation?> Arguments(IOperation call, ImmutableArray<IParameterSymbol> parameters)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return parameters.Select(parameter => arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value);
    }

    /// <summary>The parameters of the method that a value is made of; one of them null where it is made of something else that may vary.</summary>
    private static IEnumerable<IParameterSymbol?> ParametersOf(IOperation? value, IMethodSymbol method, int depth = MostLocals)
    {
        if (value is null)
            return new IParameterSymbol?[] { null };
        return value.DescendantsAndSelf().SelectMany(part => part switch
        {
            IParameterReferenceOperation parameter => new[] { SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, method) ? parameter.Parameter : null },
            ILocalReferenceOperation local when depth > 0 && Origins.InitialValue(local) is { } made => ParametersOf(made, method, depth - 1),
            ILocalReferenceOperation => new IParameterSymbol?[] { null },
            _ => Enumerable.Empty<IParameterSymbol?>(),
        });
    }

    /// <summary>if (alias is null) alias = Add(…): what a question makes when there is nothing yet is there the next time.</summary>
    private static bool IsForMissing(IOperation step)
    {
        var inner = step;
        foreach (var outer in step.Ancestors())
        {
            if (outer is IConditionalOperation branch && inner != branch.Condition
                && Remembered.Missing(branch.Condition, holds: inner == branch.WhenTrue).Any(missing => missing is ILocalReferenceOperation or IMemberReferenceOperation or IInvocationOperation))
                return true;
            inner = outer;
        }

        return false;
    }

    /// <summary>Kinds and names are fewer than what they are of; numbers are keys of rows.</summary>
    private static bool IsName(IParameterSymbol key) => key.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum };

    private static bool IsQuestion(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol || Questions.Any(word => StartsWith(method.Name, word));

    private static bool IsLogging(IMethodSymbol method) => StartsWith(method.Name, "Log") && method.ContainingType?.Name.Contains("Log") == true;

    private static bool StartsWith(string name, string word) => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}

internal static class KeyParameters
{
    /// <summary>Nothing at all where one of them is not known.</summary>
    public static ImmutableArray<IParameterSymbol>? ToKeys(this IEnumerable<IParameterSymbol?> parameters)
    {
        var all = parameters.ToList();
        return all.Contains(null) ? null : all.OfType<IParameterSymbol>().Distinct<IParameterSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
    }
}
