using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>Do the names of types and namespaces say that code is there for tests or for development, though its project does not show it?</summary>
internal static class TestSurroundings
{
    private static readonly ImmutableHashSet<string> Words = ImmutableHashSet.Create(
        StringComparer.Ordinal, "test", "tests", "testing", "mock", "mocks", "fake", "fakes", "stub", "stubs", "fixture", "fixtures", "development");

    public static bool Are(ISymbol? symbol)
    {
        for (var around = symbol; around is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; around = around.ContainingSymbol)
        {
            if (NameWords.Of(around.Name).Any(Words.Contains))
                return true;
        }

        return false;
    }
}
