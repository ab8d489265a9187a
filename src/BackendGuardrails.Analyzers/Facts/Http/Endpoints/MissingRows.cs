using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>A value that is answered with although no row may have matched.</summary>
/// <param name="Value">What is answered with: a local, or the lookup itself.</param>
/// <param name="Answer">The call that answers with it, such as <c>Ok(order)</c>; the value itself where it is returned as it is.</param>
/// <param name="IsReturned">Returned as it is, or as what a mapper makes of it, and made an answer by the framework.</param>
internal sealed record MissingRow(IOperation Value, IOperation Answer, Lookup Lookup, IOperation Place, bool IsReturned);

/// <summary>Which answers of an endpoint are those of a row that may not be there, as the compiler's flow analysis sees it?</summary>
internal sealed class MissingRows(RowLookups lookups, EndpointDeclarations declarations, HostSetup host, SourceNames names)
{
    private const string NoContent = "Microsoft.AspNetCore.Http.HttpResults.NoContent";

    private static readonly string[] ExceptionFilters = ["Microsoft.AspNetCore.Mvc.Filters.IExceptionFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncExceptionFilter"];

    private static readonly string[] AnswerFilters =
    [
        "Microsoft.AspNetCore.Mvc.Filters.IActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IResultFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncResultFilter",
    ];

    public IEnumerable<MissingRow> In(Endpoint endpoint, CancellationToken cancellationToken)
    {
        foreach (var value in endpoint.Exits)
        {
            foreach (var way in Ways(value))
            {
                var answer = Responses.Of(way);
                var body = answer is null ? way : answer is { Name: "Ok" or "Json", Status: 200, Body: { } sent } ? sent.Unwrap() : null;
                if (body is not null && Mappers.SourceOf(body) is { } source)
                    body = source;
                if (body is not null && MayBeNull(body, endpoint) && lookups.Of(body, cancellationToken) is var (lookup, place))
                    yield return new(body, answer?.Operation ?? way, lookup, place, answer is null);
            }
        }
    }

    /// <summary>Whether an answer without content is meant, or somebody else makes a 404 of it.</summary>
    public bool IsMeant(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (Mentions(endpoint.Function.ReturnType, NoContent))
            return true;
        var metadata = declarations.Of(endpoint, cancellationToken);
        return metadata.Attributes.Any(attribute => attribute.AttributeClass.IsOrInherits("Microsoft.AspNetCore.Mvc.ProducesResponseTypeAttribute") && attribute.ConstructorArguments.Any(argument => argument.Value is 204))
            || metadata.Conventions.Any(call => call.TargetMethod.Name == "Produces" && call.Arguments.Any(argument => argument.Value.Unwrap().IsConstant(204)))
            || metadata.Filters.Any(filter => AnswersNotFound(filter, cancellationToken))
            || host.GlobalFilters(cancellationToken).Select(name => names.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken).Symbol as ITypeSymbol).OfType<ITypeSymbol>().Any(filter => AnswersNotFound(filter, cancellationToken));
    }

    private static bool Mentions(ITypeSymbol type, string result) => type.Is(result) || type is INamedTypeSymbol named && named.TypeArguments.Any(argument => Mentions(argument, result));

    /// <summary>One that only sees exceptions is not asked about a null.</summary>
    private static bool AnswersNotFound(ITypeSymbol filter, CancellationToken cancellationToken) =>
        !(ExceptionFilters.Any(filter.IsOrInherits) && !AnswerFilters.Any(filter.IsOrInherits))
        && filter.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken).ToString() is var text && (text.Contains("NotFound") || text.Contains("404")));

    /// <summary>Both arms of a condition; what stands behind <c>??</c> was asked about.</summary>
    private static IEnumerable<IOperation> Ways(IOperation value) => value.Unwrap() switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } either => Ways(either.WhenTrue).Concat(Ways(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Ways(arm.Value)),
        ICoalesceOperation => Enumerable.Empty<IOperation>(),
        var made when made is not IAwaitOperation && Responses.Carried(made) is { } inner => Ways(inner).Where(way => Responses.Of(way) is not null),
        var way => new[] { way },
    };

    private static bool MayBeNull(IOperation value, Endpoint endpoint)
    {
        if (value is not (ILocalReferenceOperation or IAwaitOperation or IInvocationOperation or IConditionalAccessOperation) || value.SemanticModel is not { } model)
            return false;
        if (RowLookups.Result(value.Type) is { } result && !SymbolEqualityComparer.Default.Equals(result, value.Type))
            return result.NullableAnnotation != NullableAnnotation.NotAnnotated;
        // Older compilers say of each number that it is there. What comes right out of the lookup nobody can have looked at.
        if (value is IAwaitOperation or IInvocationOperation && value.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return true;
        return model.GetTypeInfo(value.Syntax).Nullability.FlowState switch
        {
            NullableFlowState.MaybeNull => true,
            NullableFlowState.NotNull => false,
            // Without the compiler's help only what nobody can have looked at before.
            _ => value is not ILocalReferenceOperation local || endpoint.Body.Descendants().OfType<ILocalReferenceOperation>().Count(use => SymbolEqualityComparer.Default.Equals(use.Local, local.Local)) == 1,
        };
    }
}
