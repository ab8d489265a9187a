using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which call of an endpoint brings the list that it answers with from code that nobody sees here: a service of another project, a client of a library?</summary>
internal sealed class UnseenLists(CallTargets targets, SourceNames names)
{
    private const int MostSteps = 20;

    /// <summary>What these send to is found where it is handled.</summary>
    private static readonly string[] Mediators = ["MediatR", "Mediator", "Wolverine", "MassTransit"];

    private static readonly string[] SameRows = ["Select", "ToList", "ToArray", "OrderBy", "OrderByDescending", "AsEnumerable", "ConfigureAwait", "AsReadOnly", "Cast"];

    public IInvocationOperation? Of(Endpoint endpoint, CancellationToken cancellationToken) => endpoint.Body.Executed()
        .OfType<IReturnOperation>()
        .Select(exit => exit.ReturnedValue)
        .OfType<IOperation>()
        .SelectMany(Functions.Alternatives)
        .Select(value => Responses.Of(value) is { } answer ? answer.Body : value)
        .OfType<IOperation>()
        .Select(value => Source(value, cancellationToken))
        .OfType<IInvocationOperation>()
        .FirstOrDefault(call => IsUnseen(call, cancellationToken));

    private IOperation Source(IOperation value, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            value = value.Unwrap();
            var source = value switch
            {
                IAwaitOperation awaited => awaited.Operation,
                IInvocationOperation call when SameRows.Contains(call.TargetMethod.Name) => call.Receiver(),
                ILocalReferenceOperation => Origins.Behind(value, names, cancellationToken),
                _ => null,
            };
            if (source is null)
                break;
            value = source;
        }

        return value;
    }

    /// <summary>A call that is told nothing but when to stop, of a method without code here. What the base library and EF Core do is known.</summary>
    private bool IsUnseen(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.OutermostNamespace() is "System" or "Microsoft" or null || Mediators.Contains(method.OutermostNamespace()) || QueryOperators.IsHome(method.ContainingType)
            || call.Arguments.Any(argument => argument.IsWritten() && argument.Value.Unwrap().Type?.Name != nameof(CancellationToken)))
            return false;
        var target = targets.Resolve(method, cancellationToken);
        return target.IsAbstract || target.DeclaringSyntaxReferences.IsEmpty;
    }
}
