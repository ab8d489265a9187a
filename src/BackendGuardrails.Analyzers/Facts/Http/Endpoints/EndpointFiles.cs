using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Can there be endpoints in a file? By the types that it declares and the calls that it names, so that most files need not be gone through.</summary>
internal sealed class EndpointFiles(FileBodies bodies, Mappings mappings, SourceNames names)
{
    private readonly Lately<SyntaxTree, StrongBox<bool>> _lately = new();

    public bool May(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var place = RuntimeHelpers.GetHashCode(tree);
        if (_lately.Find(place, tree) is { } known)
            return known.Value;
        var may = mappings.MayBeIn(tree, cancellationToken) || mappings.HasFunctionsIn(tree, cancellationToken) || names.ModelOf(tree) is { } model && bodies.TypesIn(model, cancellationToken).Any(EndpointModel.HasEndpoints);
        _lately.Keep(place, tree, new(may));
        return may;
    }
}
