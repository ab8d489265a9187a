using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Dapper.</summary>
internal static class DapperRemedy
{
    public static SqlRemedy? For(SqlSite site) => null;
}
