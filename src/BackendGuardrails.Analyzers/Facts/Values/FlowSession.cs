namespace BackendGuardrails.Facts.Values;

/// <summary>One question: the members that are being looked at on the way to its answer. What leads back to one of them is not followed again.</summary>
internal sealed class FlowSession
{
    private const int Deepest = 24;

    private readonly HashSet<SyntaxNode> _inProgress = new();

    public bool Enter(SyntaxNode member) => _inProgress.Count < Deepest && _inProgress.Add(member);

    public void Leave(SyntaxNode member) => _inProgress.Remove(member);
}
