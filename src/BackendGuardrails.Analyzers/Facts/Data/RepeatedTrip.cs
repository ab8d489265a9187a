using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>An operation that a loop runs for each of its items, and the round trip it comes to.</summary>
internal sealed class RepeatedTrip(IOperation operation, Loop loop, Reach reach, Frequency frequency, bool isSame)
{
    /// <summary>The call, access or argument in the loop.</summary>
    public IOperation Operation { get; } = operation;

    public Loop Loop { get; } = loop;

    /// <summary>An earlier operation in the same loop comes to the same trip.</summary>
    public bool IsToldBefore { get; set; }

    public Reach Reach { get; } = reach;

    public TripKind Kind => Reach.Trip.Kind;

    public Frequency Frequency { get; } = frequency;

    /// <summary>Nothing in the call varies: it asks the same each time.</summary>
    public bool IsSame => isSame && !UnitsOfWork.IsOfOneTenant(this);

    /// <summary>What the report underlines.</summary>
    public Location Location => Operation switch
    {
        IInvocationOperation call => call.NameLocation(),
        IForEachLoopOperation each => each.Collection.Syntax.GetLocation(),
        IReturnOperation { ReturnedValue: { } value } => value.Syntax.GetLocation(),
        _ => Operation.Syntax.GetLocation(),
    };

    /// <summary>What the report calls it.</summary>
    public string Name => Operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance.Syntax: var function } => function.ToString(),
        IInvocationOperation call => call.TargetMethod.Name,
        IPropertyReferenceOperation { Property.IsIndexer: true } indexer => $"{indexer.Property.ContainingType.Name}[]",
        IPropertyReferenceOperation property => property.Property.Name,
        IObjectCreationOperation creation => $"new {creation.Type?.Name}",
        IMethodReferenceOperation method => method.Method.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        _ => Reach.Trip.Name,
    };

    /// <summary>The way to the database as a reader would tell it: PricingService.QuoteAsync → OrderRepository.TotalAsync → SumAsync.</summary>
    public string Way => string.Join(" → ", Reach.Steps);
}
