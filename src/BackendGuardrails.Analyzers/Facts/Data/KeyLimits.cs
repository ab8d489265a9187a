using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>How do the database providers of this project send a list of keys, and compare texts?</summary>
internal static class KeyLimits
{
    /// <summary>Many keys at a time, and fewer than any database has a limit for.</summary>
    public const int Portion = 1000;

    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string PostgreSql = "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions";

    private static readonly string[] Others =
    [
        "Microsoft.EntityFrameworkCore.SqlServerDbContextOptionsExtensions", "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions", "Microsoft.EntityFrameworkCore.MySqlDbContextOptionsBuilderExtensions",
        "Microsoft.EntityFrameworkCore.MySQLDbContextOptionsExtensions", "Microsoft.EntityFrameworkCore.OracleDbContextOptionsExtensions", "Microsoft.EntityFrameworkCore.FbDbContextOptionsBuilderExtensions",
        "Microsoft.EntityFrameworkCore.CosmosDbContextOptionsExtensions",
    ];

    /// <summary>
    /// Npgsql sends an array as one parameter. EF Core 8 and 9 send one parameter for other databases as well; before that each key was a text in the command, and since 10 each is
    /// a parameter of its own, of which a database takes only so many.
    /// </summary>
    public static bool TakesAnyNumber(CompilationFacts facts) => IsPostgreSql(facts)
        || facts.Compilation.ReferencedAssemblyNames.FirstOrDefault(assembly => assembly.Name == EntityFramework)?.Version.Major is 8 or 9;

    /// <summary>PostgreSQL has the same letters for the same text; others take 'a' for 'A', unless they are told otherwise.</summary>
    public static bool ComparesTextsExactly(CompilationFacts facts, CancellationToken cancellationToken) => IsPostgreSql(facts)
        && facts.Names.Find("UseCollation", cancellationToken).IsEmpty
        && !facts.Names.Trees.Any(tree => SourceNames.Mentions(tree, "citext", cancellationToken));

    private static bool IsPostgreSql(CompilationFacts facts) => facts.Types.Has(PostgreSql) && !facts.Types.HasAny(Others);
}
