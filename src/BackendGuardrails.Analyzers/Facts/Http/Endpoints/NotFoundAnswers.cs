using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>How does this endpoint say that there is no such thing, and how that there is?</summary>
/// <param name="NotFound">Such as <c>Results.NotFound()</c>; null where the declared type has no room for it.</param>
/// <param name="Ok">What makes an answer of a value that was returned as it is; null where it can stay as it is.</param>
internal sealed record NotFoundAnswers(string? NotFound, string? Ok)
{
    private const string Space = "Microsoft.AspNetCore.Http.";

    public static NotFoundAnswers Of(Endpoint endpoint, MissingRow row)
    {
        var type = Data.RowLookups.Result(endpoint.Function.ReturnType);
        if (endpoint.Kind == EndpointKind.Action)
        {
            var fits = NeutralAnswers.Accepts(type) && !type.Is("Microsoft.AspNetCore.Mvc.ObjectResult") && endpoint.Function.ContainingType.IsOrInherits(Controllers.ControllerBase);
            return new(fits ? "NotFound()" : null, row.IsReturned ? "Ok" : null);
        }

        var (results, typed) = (Name("Results", row.Value), Name("TypedResults", row.Value));
        if (type is INamedTypeSymbol { IsGenericType: true } union && union.ContainingNamespace?.ToDisplayString() == $"{Space}HttpResults" && union.Name == "Results")
            return new(union.TypeArguments.Any(one => one.Is($"{Space}HttpResults.NotFound")) ? $"{typed}.NotFound()" : null, row.IsReturned ? $"{typed}.Ok" : null);
        var isInferred = endpoint.Function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is LambdaExpressionSyntax and not ParenthesizedLambdaExpressionSyntax { ReturnType: not null };
        var isOnly = endpoint.Body.Executed().OfType<IReturnOperation>().Count() == 1;
        return new(type.Is($"{Space}IResult") || isInferred && (isOnly || !row.IsReturned) ? $"{results}.NotFound()" : null, row.IsReturned ? $"{results}.Ok" : null);
    }

    /// <summary>As short as the file's imports allow.</summary>
    private static string Name(string type, IOperation place) =>
        place.SemanticModel!.LookupNamespacesAndTypes(place.Syntax.SpanStart, name: type).Any(found => found is ITypeSymbol known && known.Is(Space + type)) ? type : Space + type;
}
