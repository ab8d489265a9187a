using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>Does this come out of what was put aside for the request that is being answered, in <c>HttpContext.Items</c>?</summary>
internal static class RequestItems
{
    /// <summary><c>(string[])context.Items["scopes"]</c>, <c>context.Items.TryGetValue("scopes", out var kept) &amp;&amp; kept is string[] scopes</c></summary>
    public static bool IsIn(IOperation value) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } => AreItems(owner),
        ILocalReferenceOperation local => Declared(local) switch
        {
            IIsPatternOperation pattern => IsIn(pattern.Value),
            IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: { } owner } => AreItems(owner),
            IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer() is { Value: var initial } && IsIn(initial),
            _ => false,
        },
        _ => false,
    };

    private static IOperation? Declared(ILocalReferenceOperation reference)
    {
        if (reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } syntax || syntax.SyntaxTree != reference.Syntax.SyntaxTree)
            return null;
        var place = syntax.AncestorsAndSelf().FirstOrDefault(outer => outer is VariableDeclaratorSyntax or IsPatternExpressionSyntax or InvocationExpressionSyntax or StatementSyntax);
        return place is null ? null : reference.SemanticModel?.GetOperation(place);
    }

    private static bool AreItems(IOperation owner) => owner.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Items", ContainingType: var type } } && type.Is("Microsoft.AspNetCore.Http.HttpContext");
}
