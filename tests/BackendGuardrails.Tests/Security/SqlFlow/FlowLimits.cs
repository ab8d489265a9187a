namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What the rule is known to get wrong, with the reason. What it gets right by now has to leave the list.</summary>
internal static class FlowLimits
{
    private static readonly Dictionary<(string Way, Flow Flow), string> Reasons = new();

    public static bool Contain(FlowProgram program) => Reasons.ContainsKey((program.Way.Name, program.Flow));
}
