using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Says something about an endpoint where the diagnostic says that it can be said.</summary>
internal static class MarkedEndpoints
{
    /// <summary>With the import that it needs; null where there is no place for it.</summary>
    public static IEnumerable<TextChange>? Marked(this Diagnostic diagnostic, SyntaxNode node, string attribute, string call)
    {
        diagnostic.Properties.TryGetValue(EndpointMark.Place, out var place);
        diagnostic.Properties.TryGetValue(EndpointMark.Import, out var import);
        var change = place switch
        {
            EndpointMark.OnMapping => node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.CallBehind(call),
            EndpointMark.OnClass => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Attribute(attribute),
            EndpointMark.OnFunction => node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is MethodDeclarationSyntax or LocalFunctionStatementSyntax)?.Attribute(attribute),
            _ => null,
        };
        return change is { } found ? node.SyntaxTree.Import(import).Append(found).ToList() : null;
    }
}
