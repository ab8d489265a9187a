using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>The operations on the way to a round trip: in each method that is entered the call that leads on, and in the last one the trip.</summary>
internal sealed class WaySteps(SourceNames names)
{
    /// <summary>An argument that names a function is three nodes away from the call.</summary>
    private const int NodesToCall = 4;

    /// <summary>All that can be found.</summary>
    public IEnumerable<IOperation> Of(Reach reach, CancellationToken cancellationToken) => Enumerable.Range(0, reach.Calls).Select(at => At(reach, at, cancellationToken)).OfType<IOperation>();

    /// <summary>Null where it cannot be found.</summary>
    public IOperation? At(Reach reach, int at, CancellationToken cancellationToken)
    {
        if (reach.Methods.Length != reach.Path.Length)
            return null;
        if (at == reach.Calls - 1)
            return reach.Trip.Operation;
        if (reach.Path[at] is not { SourceTree: { } tree } place || names.ModelOf(tree) is not { } model)
            return null;
        return tree.GetRoot(cancellationToken).FindNode(place.SourceSpan).AncestorsAndSelf().Take(NodesToCall)
            .Select(node => model.GetOperation(node, cancellationToken)).FirstOrDefault(found => found is IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation);
    }
}
