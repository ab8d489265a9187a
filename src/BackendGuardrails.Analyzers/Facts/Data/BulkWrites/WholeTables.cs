using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.BulkWrites;

/// <summary>Is it said that all rows of a table are meant? By the names of the code around, or by the name of the table.</summary>
internal static class WholeTables
{
    private static readonly ImmutableHashSet<string> Quantities = Words("All Every Everything Everyone Each Whole Entire Table Tables Database Globally");

    private static readonly ImmutableHashSet<string> Deeds = Words(
        "Clear Purge Reset Truncate Wipe Empty Flush Rebuild Recreate Reseed Reindex Repopulate Cleanup Clean Backfill Recalculate Recompute Replace Resync Reimport Reinitialize Initialize Uninstall");

    private static readonly ImmutableHashSet<string> Doers = Words("Cleanup Cleaner Purger Resetter Wiper Clearer Rebuilder Reindexer Backfill");

    /// <summary>Some rows, and not all.</summary>
    private static readonly ImmutableHashSet<string> Parts = Words(
        "Expired Expire Old Older Oldest Stale Orphan Orphans Orphaned Obsolete Unused Inactive Outdated Abandoned Dead Deleted Removed Finished Completed Processed Archived Invalid Broken Duplicate Duplicates By For Of Where Before After Since "
        + "Until Selected Single One Particular Some Pending Failed Timed Overdue Unconfirmed Unverified Temporary");

    /// <summary>What is filled again whenever it is needed.</summary>
    private static readonly ImmutableHashSet<string> Passing = Words("Temp Temporary Tmp Staging Staged Stg Scratch Cache Caches Cached Buffer Buffers Projection Projections Materialized Demo Sample Dummy");

    private static readonly ImmutableHashSet<string> Folders = Words("Cleanup Maintenance Reset Demo Samples TestData Testing Development Dev Seed Seeds Tools Fixtures");

    private static readonly ImmutableHashSet<string> Nameless = Words("Handle Execute Run Invoke Consume Process Start Work Perform Do Apply On Post Delete Get Put Async");

    public static bool AreMeant(IOperation write, CancellationToken cancellationToken)
    {
        for (var symbol = write.EnclosingSymbol(cancellationToken); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            var isSaid = symbol switch
            {
                IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => IsSaidAt(write),
                IMethodSymbol method => IsSaid(method),
                INamedTypeSymbol type => OneTimeWork.WordsOf(type.Name) is var words && words.Any(Doers.Contains) && !words.Any(Parts.Contains),
                INamespaceSymbol { IsGlobalNamespace: false } folder => OneTimeWork.WordsOf(folder.Name).LastOrDefault() is { } word && Folders.Contains(word) || Folders.Contains(folder.Name),
                _ => false,
            };
            if (isSaid)
                return true;
        }

        return OneTimeWork.Is(write.EnclosingSymbol(cancellationToken));
    }

    /// <summary>Of an entity, or of a table as it is written in SQL.</summary>
    public static bool IsPassing(string table) => table.Length > 0 && table[0] is '#' or '@' || OneTimeWork.WordsOf(table).Any(word => Passing.Contains(Capital(word)));

    /// <summary>DeleteAll, ResetCounters, ClearAsync; not ClearCart(customerId), which says whose.</summary>
    private static bool IsSaid(IMethodSymbol method)
    {
        var words = OneTimeWork.WordsOf(method.Name);
        if (words.Length == 0)
            return false;
        if (words.All(Nameless.Contains) && method.ContainingType is { } type)
            words = OneTimeWork.WordsOf(type.Name);
        return !words.Any(Parts.Contains) && !method.Parameters.Any(IsKey) && (words.Any(Quantities.Contains) || words.Any(Deeds.Contains));
    }

    /// <summary>What may say which rows.</summary>
    private static bool IsKey(IParameterSymbol parameter)
    {
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } ? of[0] : parameter.Type;
        return type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 || type is { Name: "Guid", ContainingNamespace.Name: "System" }
            || type.SpecialType == SpecialType.System_String && parameter.Name.EndsWith("Id", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The route of an endpoint: <c>app.MapPost("/admin/reset", …)</c>.</summary>
    private static bool IsSaidAt(IOperation write) => write.Syntax.Ancestors().OfType<LambdaExpressionSyntax>().Select(lambda => lambda.Parent).OfType<ArgumentSyntax>()
        .SelectMany(argument => argument.Parent is ArgumentListSyntax list ? list.Arguments : default)
        .Select(argument => argument.Expression).OfType<LiteralExpressionSyntax>()
        .SelectMany(route => OneTimeWork.WordsOf(route.Token.ValueText))
        .Any(word => Quantities.Contains(Capital(word)) || Deeds.Contains(Capital(word)));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1).ToLowerInvariant();

    private static ImmutableHashSet<string> Words(string words) => words.Split(' ').ToImmutableHashSet(StringComparer.Ordinal);
}
