using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A navigation that code loads itself: <c>db.Entry(customer).Collection(c => c.Orders).LoadAsync()</c>.</summary>
/// <param name="IsWhole">All of it, and not a query over it.</param>
internal sealed record ExplicitLoad(IOperation Element, Navigation Navigation, QueryOrigins Queries, bool IsWhole)
{
    public ImmutableArray<Navigation> Path => Queries.Chains[0].Path.Add(Navigation);

    /// <summary>The query of the element loads it, so that loading it again asks nothing.</summary>
    public bool IsLoaded => IsWhole && Queries.IsProven && Queries.Chains.All(chain => Inclusions.Of(chain, chain.Path.Add(Navigation)) == Inclusion.Loaded);
}

/// <summary>Which navigation of which entity does an explicit load load?</summary>
internal sealed class ExplicitLoads(EntityModel model, QueryChains chains)
{
    private const string Entries = "Microsoft.EntityFrameworkCore.ChangeTracking";

    /// <summary>Null for other calls, and where it cannot be told.</summary>
    public ExplicitLoad? Of(IOperation operation, CancellationToken cancellationToken)
    {
        for (var call = operation as IInvocationOperation; call is not null; call = call.Receiver()?.Unwrap() as IInvocationOperation)
        {
            if (call.TargetMethod is { Name: "Collection" or "Reference" } method
                && method.IsIn(Entries)
                && call.Instance?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Entry", Arguments: { Length: 1 } arguments }
                && NavigationOf(call, arguments[0].Value, cancellationToken) is { } navigation)
                return new(arguments[0].Value, navigation, chains.Of(arguments[0].Value, cancellationToken), operation is IInvocationOperation { TargetMethod.Name: "Load" or "LoadAsync" } && !IsOverQuery((IInvocationOperation)operation));
        }

        return null;
    }

    private static bool IsOverQuery(IInvocationOperation load) => load.Receiver()?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "Collection" or "Reference" };

    private Navigation? NavigationOf(IInvocationOperation call, IOperation entity, CancellationToken cancellationToken)
    {
        var named = call.Arguments.FirstOrDefault()?.Value.Unwrap();
        if (named?.ConstantValue is { HasValue: true, Value: string name })
            return model.Of(entity.Unwrap().Type, cancellationToken)?.Find(name);
        return named is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } && body[0] is IReturnOperation { ReturnedValue: { } value } && value.Unwrap() is IPropertyReferenceOperation property
            ? model.NavigationOf(property.Property, cancellationToken)
            : null;
    }
}
