namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which exceptions does this code throw itself to say something to its caller?</summary>
internal sealed class ThrownTypes(Implementations implementations, SourceNames names)
{
    private const int MostTargets = 4;

    private static readonly string[] Mistakes =
        ["System.ArgumentException", "System.InvalidOperationException", "System.NotImplementedException", "System.NotSupportedException", "System.OperationCanceledException", "System.Exception", "System.ApplicationException"];

    /// <summary>The only type of exception that the methods called in the block throw on purpose; null for none or several.</summary>
    public INamedTypeSymbol? OnlyOneOf(IOperation block, CancellationToken cancellationToken)
    {
        var thrown = block.Executed().Concat(block.Executed().OfType<IInvocationOperation>().SelectMany(call => CodeOf(call.TargetMethod, cancellationToken)))
            .OfType<IThrowOperation>()
            .Select(one => one.Exception?.Unwrap())
            .OfType<IObjectCreationOperation>()
            .Select(creation => creation.Type)
            .OfType<INamedTypeSymbol>()
            .Where(type => !IsMistake(type))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Take(2)
            .ToList();
        return thrown.Count == 1 ? thrown[0] : null;
    }

    private IEnumerable<IOperation> CodeOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        (Implementations.IsDispatched(method) ? implementations.Of(method, cancellationToken).Take(MostTargets) : new[] { method })
            .Select(target => Bodies.CodeOf(target, names, cancellationToken))
            .OfType<IOperation>()
            .SelectMany(code => code.Executed());

    /// <summary>What tells of a mistake in the program; types that derive from it say more.</summary>
    private static bool IsMistake(INamedTypeSymbol type) => Mistakes.Any(name => type.Is(name)) || type.IsOrInherits("System.ArgumentException");
}
