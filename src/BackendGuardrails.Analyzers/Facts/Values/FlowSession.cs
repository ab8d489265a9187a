namespace BackendGuardrails.Facts.Values;

/// <summary>
/// One question: the members that are being looked at on the way to its answer. What leads back to one of them is not followed again; what was found
/// without it is good for this question only.
/// </summary>
internal sealed class FlowSession
{
    private const int Deepest = 24;

    private readonly HashSet<SyntaxNode> _inProgress = new();
    private readonly Dictionary<SyntaxNode, MemberFlow> _provisional = new();

    /// <summary>How often something could not be looked at because it is being looked at already.</summary>
    public int Refused { get; private set; }

    public bool IsOutermost => _inProgress.Count == 0;

    public bool Enter(SyntaxNode member)
    {
        if (_inProgress.Count < Deepest && _inProgress.Add(member))
            return true;
        Refused++;
        return false;
    }

    public void Leave(SyntaxNode member) => _inProgress.Remove(member);

    public MemberFlow? Provisional(SyntaxNode member) => _provisional.TryGetValue(member, out var flow) ? flow : null;

    public void Keep(SyntaxNode member, MemberFlow flow) => _provisional[member] = flow;
}
