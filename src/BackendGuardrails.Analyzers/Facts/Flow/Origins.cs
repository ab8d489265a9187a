using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Where does this value come from? Through locals that keep their first value, read-only fields and simple properties.</summary>
internal static class Origins
{
    private const int Hops = 5;

    /// <summary>The operation that made the value; the reference itself where that cannot be said.</summary>
    public static IOperation Of(IOperation value, SourceNames names, CancellationToken cancellationToken)
    {
        var current = value.Unwrap();
        for (var hop = 0; hop < Hops; hop++)
        {
            var origin = current switch
            {
                ILocalReferenceOperation local when !IsReassigned(local.Local, current) => Initial(local.Local, names, cancellationToken),
                IFieldReferenceOperation { Field: { IsReadOnly: true } or { IsConst: true } } field => Initial(field.Field, names, cancellationToken),
                IPropertyReferenceOperation { Property: { SetMethod: null, IsAbstract: false, IsVirtual: false } } property => Initial(property.Property, names, cancellationToken),
                _ => null,
            };
            if (origin is null)
                return current;
            current = origin.Unwrap();
        }

        return current;
    }

    /// <summary>What a local, field or property is declared with.</summary>
    private static IOperation? Initial(ISymbol symbol, SourceNames names, CancellationToken cancellationToken)
    {
        var value = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            _ => null,
        };
        return value is null ? null : names.ModelOf(value.SyntaxTree)?.GetOperation(value, cancellationToken);
    }

    private static bool IsReassigned(ILocalSymbol local, IOperation use) => use.MemberBody().SelfAndDescendants().Any(operation => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation argument } =>
            SymbolEqualityComparer.Default.Equals(argument.Local, local),
        _ => false,
    });
}
