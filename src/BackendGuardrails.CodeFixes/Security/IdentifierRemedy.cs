using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Names.</summary>
internal static class IdentifierRemedy
{
    public static SqlRemedy? For(SqlSite site) => null;
}
