using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Entity Framework 6: numbered placeholders, and the values as further arguments.</summary>
internal static class Ef6Remedy
{
    public static SqlRemedy? For(SqlSite site) => null;
}
