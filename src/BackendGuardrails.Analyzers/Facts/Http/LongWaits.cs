using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Data;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>Has the author another limit than a timeout, or a reason to wait as long as it takes?</summary>
internal static class LongWaits
{
    private static readonly Regex ToolWord = new(
        @"(?<![A-Z])(Migrat[a-z]*|Maintenance|Seed(er|ers|ing|s)?|Backup[a-z]*|Import(er|ers|ing|s)?|Archiv[a-z]*|Reindex[a-z]*|Vacuum[a-z]*)(?![a-z])",
        RegexOptions.CultureInvariant);

    private static readonly string[] Limits = ["AddStandardResilienceHandler", "AddStandardHedgingHandler", "AddTimeout", "TimeoutAsync"];

    /// <summary>Migrations, and what is called a tool for migrating, seeding, importing … by member, type or namespace.</summary>
    public static bool IsMaintenance(IOperation operation, ISymbol member)
    {
        for (var symbol = member; symbol is not (null or INamespaceSymbol { IsGlobalNamespace: true }); symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamespaceOrTypeSymbol or IMethodSymbol && ToolWord.IsMatch(symbol.Name))
                return true;
            if (symbol is ITypeSymbol type && (type.IsOrInherits("Microsoft.EntityFrameworkCore.Migrations.Migration") || type.IsOrInherits(EfCommands.DesignTimeFactory)))
                return true;
        }

        return operation.Ancestors().OfType<ILocalFunctionOperation>().Any(function => ToolWord.IsMatch(function.Symbol.Name))
            || operation.MemberBody().DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
                call.TargetMethod.Name is "Migrate" or "MigrateAsync" && call.TargetMethod.IsMemberOf(EfCommands.RelationalFacade));
    }

    /// <summary>Code that reads answers as streams, or ends its calls with a cancellation token of its own.</summary>
    public static bool StreamsOrCancels(SyntaxNode code) => code.DescendantNodesAndSelf().Any(node => node switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText is "ResponseHeadersRead" or "GetStreamAsync" or "CancelAfter" or "SseParser",
        GenericNameSyntax name => name.Identifier.ValueText is "SseParser",
        LiteralExpressionSyntax literal => literal.Token.Value is "text/event-stream",
        ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation => creation.Type.ToString().EndsWith("CancellationTokenSource", StringComparison.Ordinal),
        ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0, Parent.Parent.Parent: VariableDeclarationSyntax declaration } =>
            declaration.Type.ToString().EndsWith("CancellationTokenSource", StringComparison.Ordinal),
        InvocationExpressionSyntax call => IsRunWithTimeout(call),
        _ => false,
    });

    /// <summary>A helper of the author's own that ends what it is given: <c>WithTimeout(limit, token => …)</c>.</summary>
    private static bool IsRunWithTimeout(InvocationExpressionSyntax call)
    {
        var name = call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression as SimpleNameSyntax;
        return name?.Identifier.ValueText.Contains("Timeout") == true && call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax);
    }

    /// <summary>A resilience handler in the statement that registers the client limits the whole call.</summary>
    public static bool HasLimit(SyntaxNode registration) =>
        registration.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => Limits.Contains(name.Identifier.ValueText));

    /// <summary>So does one for all clients: <c>ConfigureHttpClientDefaults</c>, also in the defaults that Aspire keeps in a project of their own.</summary>
    public static bool HasDefaultLimit(SourceNames names, CancellationToken cancellationToken) =>
        names.Find("AddServiceDefaults", cancellationToken).Any()
        || names.Find("ConfigureHttpClientDefaults", cancellationToken).Any(name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && HasLimit(call));
}
