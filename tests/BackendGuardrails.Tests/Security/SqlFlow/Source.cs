namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Where a string comes from: a type whose method reads it into `input`, with room for `{members}` and for the `{body}`.</summary>
/// <param name="Leave">The statement that leaves the method early.</param>
public sealed record Source(string Name, string Leave, string Shell)
{
    public override string ToString() => Name;
}
