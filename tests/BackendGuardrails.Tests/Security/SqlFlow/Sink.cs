namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What executes SQL: statements that stand on their own and use `result`; the line of the report ends with the mark.</summary>
/// <param name="Built">The SQL text contains `result`.</param>
/// <param name="Parameterized">The SQL text is constant and `result` is a parameter of it.</param>
public sealed record Sink(string Name, string Built, string Parameterized)
{
    public const string Mark = "// sink";

    public override string ToString() => Name;
}
