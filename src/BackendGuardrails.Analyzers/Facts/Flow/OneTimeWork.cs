namespace BackendGuardrails.Facts.Flow;

/// <summary>Is this code run by hand, by a test, or once for each installation or release: migrations of data, seeding, upgrades, what is done when the program starts? Only the names say so.</summary>
internal static class OneTimeWork
{
    private static readonly ImmutableHashSet<string> Folders = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Migration", "Migrations", "Seed", "Seeds", "Seeding", "Installation", "Tests", "Test", "Benchmark", "Benchmarks");

    private static readonly ImmutableHashSet<string> Kinds = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Migration", "Migrations", "Migrator", "Seeder", "Seeding", "Installer", "Installation", "Upgrader", "Tests", "Benchmark", "Benchmarks");

    /// <summary>What a customer may do as well, such as an upgrade of a plan, counts only where it has a task or a manager of its own.</summary>
    private static readonly (string First, string Second)[] Pairs =
    [
        ("Upgrade", "Manager"), ("Upgrade", "Task"), ("Upgrade", "Step"), ("Upgrade", "Runner"), ("Upgrade", "Script"), ("Startup", "Task"), ("Startup", "Filter"), ("Seed", "Data"), ("Data", "Seed"), ("Database", "Initializer"), ("Db", "Initializer"),
    ];

    /// <summary>What is migrated with a release; a customer's cart is not.</summary>
    private static readonly ImmutableHashSet<string> Installed = ImmutableHashSet.Create(StringComparer.Ordinal, "Database", "Databases", "Db", "Schema", "Schemas", "Master", "Tenants", "Modules", "Plugins");

    public static bool Is(ISymbol? code) => IsIn(code, isNameEnough: true);

    /// <summary>A method that migrates something may be run for each customer who signs in (<c>MigrateCart</c>), unless its class or namespace says more.</summary>
    public static bool IsSurely(ISymbol? code) => IsIn(code, isNameEnough: false);

    private static bool IsIn(ISymbol? code, bool isNameEnough)
    {
        for (var symbol = code; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            var isOneTime = symbol switch
            {
                IMethodSymbol method => WordsOf(method.Name) is var words && IsDone(words) && (isNameEnough || words[0] != "Migrate" || words.Length > 1 && Installed.Contains(words[1])),
                INamedTypeSymbol type => IsKind(WordsOf(type.Name)) || type.AllInterfaces.Any(one => IsKind(WordsOf(one.Name))),
                INamespaceSymbol { IsGlobalNamespace: false } folder => WordsOf(folder.Name) is var words && words.Length > 0 && (Folders.Contains(words[words.Length - 1]) || words.Contains("Seeder")),
                _ => false,
            };
            if (isOneTime)
                return true;
        }

        return false;
    }

    /// <summary>SeedAsync, MigrateTenants, Upgrade_3_2_0</summary>
    private static bool IsDone(string[] words) =>
        words.Length > 0 && (words[0] is "Migrate" or "Seed" || words.Length > 1 && words[0] is "Upgrade" or "Install" && char.IsDigit(words[1][0]));

    private static bool IsKind(string[] words) =>
        words.Any(Kinds.Contains) || words.Zip(words.Skip(1), (first, second) => (first, second)).Any(pair => Pairs.Contains(pair));

    /// <summary>The words of a name, however it is written: three of <c>HTTPOrder2</c>, two of <c>order_lines</c>.</summary>
    public static string[] WordsOf(string name)
    {
        var words = new List<string>();
        for (int start = 0, end; start < name.Length; start = end)
        {
            end = EndOfWord(name, start);
            if (end > start)
                words.Add(name.Substring(start, end - start));
            else
                end++;
        }

        return words.ToArray();
    }

    /// <summary>The start itself where no word begins. Of several capitals before a small letter the last begins the next word.</summary>
    private static int EndOfWord(string name, int start)
    {
        if (!IsCapital(name[start]))
            return Skip(name, start, IsSmall(name[start]) ? IsSmall : IsDigit);
        var capitals = Skip(name, start, IsCapital);
        if (capitals == name.Length || !IsSmall(name[capitals]))
            return capitals;
        return capitals - start > 1 ? capitals - 1 : Skip(name, capitals, IsSmall);
    }

    private static int Skip(string name, int index, Func<char, bool> wanted)
    {
        while (index < name.Length && wanted(name[index]))
            index++;
        return index;
    }

    private static bool IsCapital(char character) => character is >= 'A' and <= 'Z';

    private static bool IsSmall(char character) => character is >= 'a' and <= 'z';

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
