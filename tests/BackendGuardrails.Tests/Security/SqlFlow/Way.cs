namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>
/// How a string travels. Its text becomes part of a method that has read a string into `input` and goes on with `result`:
/// `{in}` is what travels, `{other}` what is beside it and never arrives, `{sink}` where the text is used (at the end, if it is not said),
/// `{leave}` how the method is left early.
/// </summary>
/// <param name="Name">What the way is called in messages.</param>
/// <param name="Body">Statements of the method.</param>
public sealed record Way(string Name, string Body)
{
    /// <summary>Types beside the one that has the method.</summary>
    public string Types { get; init; } = "";

    /// <summary>Other members of the type that has the method.</summary>
    public string Members { get; init; } = "";

    /// <summary>Whether nothing bad arrives, whatever is sent.</summary>
    public bool Cleanses { get; init; }

    /// <summary>Whether it is C# 12, which the oldest compiler under test does not know.</summary>
    public bool IsModern { get; init; }

    /// <summary>The programs a way gives: a way that cleanses gives good ones only.</summary>
    public IEnumerable<Flow> Flows => Cleanses ? [Flow.Cleansed] : [Flow.Bad, Flow.Constant, Flow.Parameter];

    public override string ToString() => Name;
}
