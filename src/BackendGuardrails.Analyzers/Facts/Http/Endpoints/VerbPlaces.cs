using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Where is the verb of an endpoint written? <c>HttpGet</c> of the attribute, <c>MapGet</c> of the call.</summary>
internal static class VerbPlaces
{
    private const string Verbs = "Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider";

    /// <summary>Null where it is written nowhere, or at more than one place.</summary>
    public static Location? Of(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind == EndpointKind.Mapped)
            return endpoint.Mappings.Length == 1 ? endpoint.Mappings[0].NameLocation() : null;
        var attributes = endpoint.Function.GetAttributes().Where(attribute => attribute.AttributeClass.IsOrInherits(Verbs)).ToList();
        return attributes.Count == 1 && attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax written ? written.Name.GetLocation() : null;
    }
}
