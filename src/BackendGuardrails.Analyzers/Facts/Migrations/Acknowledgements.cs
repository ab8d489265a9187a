using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Has somebody said that this place is meant, with a <c>#pragma warning disable</c> or a <c>[SuppressMessage]</c>?</summary>
internal static class Acknowledgements
{
    /// <param name="id">Of the diagnostic that is acknowledged.</param>
    public static bool Has(SyntaxNode place, ISymbol around, string id, CancellationToken cancellationToken) =>
        IsDisabled(place, id, cancellationToken) || Symbols(around).Any(symbol => symbol.GetAttributes().Any(attribute => IsFor(attribute, id)));

    private static bool IsDisabled(SyntaxNode place, string id, CancellationToken cancellationToken)
    {
        var disabled = false;
        for (var directive = place.SyntaxTree.GetRoot(cancellationToken) is CompilationUnitSyntax unit ? unit.GetFirstDirective() : null;
            directive is not null && directive.SpanStart < place.SpanStart;
            directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma && (pragma.ErrorCodes.Count == 0 || pragma.ErrorCodes.Any(code => code.ToString() == id)))
                disabled = pragma.DisableOrRestoreKeyword.ValueText == "disable";
        }

        return disabled;
    }

    private static IEnumerable<ISymbol> Symbols(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
            yield return current;
    }

    private static bool IsFor(AttributeData attribute, string id) =>
        attribute.AttributeClass.Is("System.Diagnostics.CodeAnalysis.SuppressMessageAttribute")
        && attribute.ConstructorArguments is { Length: 2 } arguments && arguments[1].Value is string check && (check == id || check.StartsWith(id + ":", StringComparison.Ordinal));
}
