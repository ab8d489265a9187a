using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What an answer says in its body instead of a problem.</summary>
/// <param name="Kind">As a reader would call it: a text, an anonymous object.</param>
/// <param name="Detail">The text in it that a problem can have as its detail; null when there is none, or more than that.</param>
internal sealed record ErrorBody(string Kind, IOperation? Detail);

/// <summary>Does the body of an error say what it says in a shape of its own?</summary>
internal sealed class ErrorBodies(HostSetup host, OptionReader options)
{
    private static readonly string[] ErrorWords = ["Error", "Failure", "Fault"];

    /// <summary>OAuth says what its errors look like.</summary>
    private static readonly string[] OfOAuth = ["error", "error_description"];

    public ErrorBody? Of(IOperation body, CancellationToken cancellationToken)
    {
        var value = body.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: null } || value.Type is not { } type)
            return null;
        if (type.SpecialType == SpecialType.System_String)
            return new("a text", value);
        if (value is IAnonymousObjectCreationOperation made)
            return OfAnonymous(made);
        if (type.IsAnonymousType)
            return new("an anonymous object", null);
        if (type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double || type.TypeKind == TypeKind.Enum || type.Is("System.Guid"))
            return new($"a bare '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", null);
        if (IsListOfTexts(type))
            return new("a list of texts", null);
        return IsOwnError(type, value, cancellationToken) ? new($"a '{type.Name}'", null) : null;
    }

    private static ErrorBody? OfAnonymous(IAnonymousObjectCreationOperation made)
    {
        var members = made.Initializers.OfType<ISimpleAssignmentOperation>().Where(member => member.Target is IPropertyReferenceOperation).ToList();
        if (members.Any(member => NameOf(member) == OfOAuth[1]) && members.Any(member => NameOf(member) == OfOAuth[0]))
            return null;
        return new("an anonymous object", members.Count == 1 && members[0].Value.Unwrap().Type?.SpecialType == SpecialType.System_String ? members[0].Value.Unwrap() : null);
    }

    private static string NameOf(ISimpleAssignmentOperation member) => ((IPropertyReferenceOperation)member.Target).Property.Name;

    private static bool IsListOfTexts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_String,
        INamedTypeSymbol { TypeArguments.Length: 1 } list => list.TypeArguments[0].SpecialType == SpecialType.System_String && list.IsOrInherits("System.Collections.IEnumerable"),
        _ => false,
    };

    /// <summary>A house may have its own shape of errors for all of its answers; beside problems it is a second one.</summary>
    private bool IsOwnError(ITypeSymbol type, IOperation value, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false }
        && ErrorWords.Any(word => type.Name.Contains(word))
        && !type.IsOrInherits("Microsoft.AspNetCore.Mvc.ProblemDetails")
        && !options.Read(GuardrailOptions.ErrorEnvelopeTypes, value.Syntax.SyntaxTree).Contains(type.Name)
        && host.CallsAny(cancellationToken, "Problem", "ValidationProblem");
}
