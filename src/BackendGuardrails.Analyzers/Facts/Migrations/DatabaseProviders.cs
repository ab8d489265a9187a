namespace BackendGuardrails.Facts.Migrations;

/// <summary>The databases that a migration may run on.</summary>
[Flags]
internal enum DatabaseProviders
{
    None = 0,
    PostgreSql = 1,
    SqlServer = 2,
    MySql = 4,
    Sqlite = 8,
    Oracle = 16,
    All = PostgreSql | SqlServer | MySql | Sqlite | Oracle,
}

/// <summary>What gives a database away: the packages a project references, the annotations and column types a migration has, the name of the active provider.</summary>
internal static class ProviderSigns
{
    private static readonly (DatabaseProviders Provider, string Options)[] Packages =
    [
        (DatabaseProviders.PostgreSql, "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions"),
        (DatabaseProviders.SqlServer, "Microsoft.EntityFrameworkCore.SqlServerDbContextOptionsExtensions"),
        (DatabaseProviders.MySql, "Microsoft.EntityFrameworkCore.MySqlDbContextOptionsBuilderExtensions"),
        (DatabaseProviders.MySql, "Microsoft.EntityFrameworkCore.MySQLDbContextOptionsExtensions"),
        (DatabaseProviders.Sqlite, "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions"),
        (DatabaseProviders.Oracle, "Microsoft.EntityFrameworkCore.OracleDbContextOptionsExtensions"),
    ];

    private static readonly (DatabaseProviders Provider, string Prefix)[] Annotations =
    [
        (DatabaseProviders.PostgreSql, "Npgsql:"),
        (DatabaseProviders.SqlServer, "SqlServer:"),
        (DatabaseProviders.MySql, "MySql:"),
        (DatabaseProviders.MySql, "MySQL:"),
        (DatabaseProviders.Sqlite, "Sqlite:"),
        (DatabaseProviders.Oracle, "Oracle:"),
    ];

    /// <summary>Types that only one of the providers writes, and writes so, without their length.</summary>
    private static readonly (DatabaseProviders Provider, string[] Types)[] ColumnTypes =
    [
        (DatabaseProviders.PostgreSql, ["character varying", "timestamp with time zone", "timestamp without time zone", "double precision", "uuid", "bytea", "jsonb", "interval", "text[]", "integer[]", "uuid[]", "serial", "bigserial", "citext", "hstore", "inet", "integer", "boolean"]),
        (DatabaseProviders.SqlServer, ["nvarchar", "nchar", "datetime2", "datetimeoffset", "uniqueidentifier", "varbinary", "rowversion", "money", "smallmoney", "smalldatetime", "ntext", "hierarchyid"]),
        (DatabaseProviders.MySql, ["longtext", "mediumtext", "tinytext", "longblob", "mediumblob", "tinyint(1)", "datetime(6)", "bigint unsigned", "int unsigned", "mediumint"]),
        (DatabaseProviders.Sqlite, ["TEXT", "INTEGER", "REAL"]),
        (DatabaseProviders.Oracle, ["NVARCHAR2", "VARCHAR2", "NUMBER", "NCLOB"]),
    ];

    /// <summary>What the code generator writes into the designer half.</summary>
    private static readonly (DatabaseProviders Provider, string Word)[] DesignerWords =
    [
        (DatabaseProviders.PostgreSql, "NpgsqlModelBuilderExtensions"),
        (DatabaseProviders.PostgreSql, "NpgsqlPropertyBuilderExtensions"),
        (DatabaseProviders.SqlServer, "SqlServerModelBuilderExtensions"),
        (DatabaseProviders.SqlServer, "SqlServerPropertyBuilderExtensions"),
        (DatabaseProviders.MySql, "MySqlModelBuilderExtensions"),
        (DatabaseProviders.MySql, "MySqlPropertyBuilderExtensions"),
        (DatabaseProviders.Oracle, "OracleModelBuilderExtensions"),
        // Designers of EF Core before 7 have none of these builders; a type that only one database has tells as well.
        (DatabaseProviders.MySql, "longtext"),
        (DatabaseProviders.SqlServer, "nvarchar"),
        (DatabaseProviders.PostgreSql, "timestamptz"),
        (DatabaseProviders.PostgreSql, "bytea"),
        // SQLite has no builders of its own, and is the only one to write its types so.
        (DatabaseProviders.Sqlite, "INTEGER"),
    ];

    private static readonly (DatabaseProviders Provider, string Word)[] ProviderNames =
    [
        (DatabaseProviders.PostgreSql, "Npgsql"),
        (DatabaseProviders.PostgreSql, "Postgre"),
        (DatabaseProviders.SqlServer, "SqlServer"),
        (DatabaseProviders.MySql, "MySql"),
        (DatabaseProviders.Sqlite, "Sqlite"),
        (DatabaseProviders.Oracle, "Oracle"),
    ];

    public static DatabaseProviders Referenced(KnownTypes types) =>
        Packages.Where(package => types.Has(package.Options)).Aggregate(DatabaseProviders.None, (all, package) => all | package.Provider);

    public static DatabaseProviders OfAnnotation(string? name) =>
        Annotations.FirstOrDefault(known => name?.StartsWith(known.Prefix, StringComparison.Ordinal) == true).Provider;

    public static DatabaseProviders OfColumnType(string? type) => type is null
        ? DatabaseProviders.None
        : ColumnTypes.FirstOrDefault(known => known.Types.Any(name => IsOfType(type, name))).Provider;

    public static DatabaseProviders OfDesigner(SyntaxTree tree, CancellationToken cancellationToken) =>
        DesignerWords.Where(known => Flow.SourceNames.Mentions(tree, known.Word, cancellationToken)).Aggregate(DatabaseProviders.None, (all, known) => all | known.Provider);

    /// <summary>Of <c>Npgsql.EntityFrameworkCore.PostgreSQL</c>, <c>IsSqlServer</c> and the like.</summary>
    public static DatabaseProviders OfName(string name) =>
        ProviderNames.FirstOrDefault(known => name.IndexOf(known.Word, StringComparison.OrdinalIgnoreCase) >= 0).Provider;

    private static bool IsOfType(string type, string name) =>
        type.StartsWith(name, StringComparison.Ordinal) && (type.Length == name.Length || type[name.Length] is '(' or ' ' || name[name.Length - 1] is ')' or ']');
}
