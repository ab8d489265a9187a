namespace BackendGuardrails;

/// <summary>The families of rules. A whole family is configured by its category: <c>dotnet_analyzer_diagnostic.category-{category}.severity</c>.</summary>
internal static class Categories
{
    public const string Configuration = "BackendGuardrails.Configuration";
    public const string Queries = "BackendGuardrails.Queries";
    public const string Integrity = "BackendGuardrails.Integrity";
    public const string Api = "BackendGuardrails.Api";
    public const string Security = "BackendGuardrails.Security";
    public const string Resilience = "BackendGuardrails.Resilience";
    public const string Migrations = "BackendGuardrails.Migrations";
    public const string Maintainability = "BackendGuardrails.Maintainability";
}
