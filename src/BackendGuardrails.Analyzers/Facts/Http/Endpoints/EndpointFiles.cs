using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Can there be endpoints in a file? By the types that it declares and the calls that it names, so that most files need not be gone through.</summary>
internal sealed class EndpointFiles(FileBodies bodies, Mappings mappings, SourceNames names)
{
    private readonly LatelyInFile<bool> _lately = new();

    public bool May(SyntaxTree tree, CancellationToken cancellationToken) => _lately.Find(tree) is { } known ? known.Value : _lately.Keep(tree, Look(tree, cancellationToken));

    private bool Look(SyntaxTree tree, CancellationToken cancellationToken) =>
        mappings.MayBeIn(tree, cancellationToken) || mappings.HasFunctionsIn(tree, cancellationToken) || names.ModelOf(tree) is { } model && bodies.TypesIn(model, cancellationToken).Any(EndpointModel.HasEndpoints);
}
