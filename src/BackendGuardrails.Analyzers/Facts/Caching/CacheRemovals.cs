using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Caching;

/// <summary>Does the type that fills a cache also take entries out of it? Then somebody has thought about how an entry ends.</summary>
internal static class CacheRemovals
{
    private static readonly string[] Removals = ["Remove", "RemoveAsync", "KeyDelete", "KeyDeleteAsync"];

    public static bool AreInTypeOf(CacheWrite write, SourceNames names, CancellationToken cancellationToken)
    {
        var type = write.Call.EnclosingMember(cancellationToken)?.ContainingType;
        var declarations = type?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty;
        return declarations
            .SelectMany(declaration => declaration.GetSyntax(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(name => Removals.Contains(name.Identifier.ValueText))
            .Any(name => names.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken).Symbol is { } method && IsOfCache(method));
    }

    private static bool IsOfCache(ISymbol method) =>
        method.IsMemberOf(CacheWrite.MemoryCache) || method.IsMemberOf(CacheWrite.DistributedCache) || method.IsMemberOf(CacheWrite.Redis);
}
