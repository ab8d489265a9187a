using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Idle;

/// <summary>An Include and the ThenIncludes behind it, written in one expression.</summary>
internal sealed record IncludeGroup(ImmutableArray<IInvocationOperation> Calls, ImmutableArray<string> Path)
{
    public IInvocationOperation Last => Calls[Calls.Length - 1];

    public string Name => string.Join(".", Path);

    /// <summary>Null where a part of it cannot be read, takes only some elements, or speaks of a derived class.</summary>
    public static IncludeGroup? Of(IInvocationOperation include, SourceNames names, CancellationToken cancellationToken)
    {
        var calls = CallsFrom(include);
        var path = ImmutableArray<string>.Empty;
        foreach (var call in calls)
        {
            if (!IsPlain(call) || IncludeReader.PathOf(call, names, cancellationToken) is not { } part)
                return null;
            path = path.AddRange(part);
        }

        return new(calls, path);
    }

    /// <summary>The Include and what is included behind it, whether it can be read or not.</summary>
    public static ImmutableArray<IInvocationOperation> CallsFrom(IInvocationOperation include)
    {
        var calls = ImmutableArray.Create(include);
        while (Behind(calls[calls.Length - 1]) is { } next && QueryOperators.Of(next) == QueryOperator.ThenInclude)
            calls = calls.Add(next);
        return calls;
    }

    /// <summary>The operator that is called on the value of a call, in the same expression.</summary>
    public static IInvocationOperation? Behind(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or ITranslatedQueryOperation)
            (value, parent) = (parent, parent.Parent);
        return parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument when call.Receiver() == argument.Value => call,
            IInvocationOperation call when call.Instance == value => call,
            _ => null,
        };
    }

    private static bool IsPlain(IInvocationOperation call) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value is { } path
        && (path.Unwrap() is not IAnonymousFunctionOperation { Body: var body } || !body.Descendants().Any(part => part is IInvocationOperation or IConversionOperation { IsImplicit: false }));
}
