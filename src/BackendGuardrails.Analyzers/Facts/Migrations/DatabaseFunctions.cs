namespace BackendGuardrails.Facts.Migrations;

/// <summary>What does a database call the function that computes a value for each row? Null where it has none, or where it is not known which database it is.</summary>
internal static class DatabaseFunctions
{
    public static string? Now(ITypeSymbol? type, string? storeType, DatabaseProviders provider) => provider switch
    {
        DatabaseProviders.PostgreSql => IsDate(type) ? "CURRENT_DATE" : !IsMoment(type) ? null : storeType is "timestamp without time zone" or "timestamp" ? "now() AT TIME ZONE 'utc'" : "CURRENT_TIMESTAMP",
        DatabaseProviders.SqlServer => IsDate(type) ? "CAST(SYSUTCDATETIME() AS date)" : !IsMoment(type) ? null : type.Is("System.DateTimeOffset") ? "SYSDATETIMEOFFSET()" : "SYSUTCDATETIME()",
        DatabaseProviders.MySql => type is { SpecialType: SpecialType.System_DateTime } ? "CURRENT_TIMESTAMP(6)" : null,
        _ => null,
    };

    public static string? NewGuid(DatabaseProviders provider) => provider switch
    {
        DatabaseProviders.PostgreSql => "gen_random_uuid()",
        DatabaseProviders.SqlServer => "NEWID()",
        DatabaseProviders.MySql => "(UUID())",
        _ => null,
    };

    private static bool IsMoment(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_DateTime } || type.Is("System.DateTimeOffset");

    private static bool IsDate(ITypeSymbol? type) => type.Is("System.DateOnly");
}
