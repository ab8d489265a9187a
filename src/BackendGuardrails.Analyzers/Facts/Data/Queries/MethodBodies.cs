using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries;

/// <summary>What does a method, local function or getter of this compilation give back?</summary>
internal static class MethodBodies
{
    /// <summary>Everything it returns or yields; empty when its code cannot be read.</summary>
    public static ImmutableArray<IOperation> ReturnsOf(IMethodSymbol method, SourceNames names, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var syntax = (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (syntax is null || names.ModelOf(syntax.SyntaxTree) is not { } model)
            return ImmutableArray<IOperation>.Empty;
        if (syntax is AccessorDeclarationSyntax { Body: null, ExpressionBody: null, Parent.Parent: PropertyDeclarationSyntax { Initializer.Value: { } initial } })
            return model.GetOperation(initial, cancellationToken) is { } value ? ImmutableArray.Create(value) : ImmutableArray<IOperation>.Empty;
        var body = model.GetOperation(syntax, cancellationToken) switch
        {
            ILocalFunctionOperation function => function.Body,
            IMethodBodyOperation member => member.BlockBody ?? member.ExpressionBody,
            var other => other,
        };
        return body is null
            ? ImmutableArray<IOperation>.Empty
            : body.Executed().OfType<IReturnOperation>().Where(exit => exit.Kind != OperationKind.YieldBreak).Select(exit => exit.ReturnedValue).OfType<IOperation>().ToImmutableArray();
    }
}
