namespace BackendGuardrails;

/// <summary>
/// What the registry knows of a rule beyond its descriptor: who says it, in which presets, since when, and why there is no fix.
/// Presets, tables and pages are generated from descriptor and attribute together.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class GuardrailAttribute(string persona, string sentence) : Attribute
{
    /// <summary>The reviewer whose guardrail it is: one of <see cref="Personas"/>.</summary>
    public string Persona { get; } = persona;

    /// <summary>What that reviewer would say in the review.</summary>
    public string Sentence { get; } = sentence;

    /// <summary>Whether the Essential preset has the rule: certain failures and open doors only.</summary>
    public bool Essential { get; set; }

    /// <summary>The first version that has the rule, as <c>major.minor</c>.</summary>
    public string Since { get; set; } = "1.0";

    /// <summary>Why no code fix is offered; null for a rule with a fix.</summary>
    public string? NoFixBecause { get; set; }
}

internal static class Personas
{
    public const string ScalabilityExpert = "Scalability Expert";
    public const string DataCustodian = "Data Custodian";
    public const string ApiDesigner = "API Designer";
    public const string SecuritySentinel = "Security Sentinel";
    public const string Refactorer = "Refactorer";
}
