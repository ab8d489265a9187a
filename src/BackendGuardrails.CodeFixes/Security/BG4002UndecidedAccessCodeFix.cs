using Microsoft.CodeAnalysis.Text;
using Undecided = BackendGuardrails.Security.BG4002UndecidedAccessAnalyzer;

namespace BackendGuardrails.Security;

/// <summary>Says who may call the endpoint: only those who are known, or on purpose everybody.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4002UndecidedAccessCodeFix))]
public sealed class BG4002UndecidedAccessCodeFix() : TextCodeFix(Undecided.Descriptor)
{
    /// <summary>A choice of its own, because it opens what may be open by mistake.</summary>
    internal const string Everybody = "Everybody";

    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Undecided.Place, out var place) || Change(place, node, "Authorize", "RequireAuthorization()") is not { } required || Change(place, node, "AllowAnonymous", "AllowAnonymous()") is not { } open)
            yield break;
        diagnostic.Properties.TryGetValue(Undecided.Import, out var @namespace);
        var import = node.SyntaxTree.Import(@namespace).ToList();
        yield return new("Require authorization", null, import.Append(required));
        yield return new("Allow anonymous callers", Everybody, import.Append(open));
    }

    private static TextChange? Change(string? place, SyntaxNode node, string attribute, string call) => place switch
    {
        Undecided.OnMapping => node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.CallBehind(call),
        Undecided.OnClass => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Attribute(attribute),
        _ => node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is MethodDeclarationSyntax or LocalFunctionStatementSyntax)?.Attribute(attribute),
    };
}
