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
        for (var hop = 0; hop < Hops && Behind(current, names, cancellationToken) is { } origin; hop++)
            current = origin.Unwrap();
        return current;
    }

    /// <summary>The value behind a local, read-only field or get-only property that is never anything else; null for all others.</summary>
    public static IOperation? Behind(IOperation reference, SourceNames names, CancellationToken cancellationToken) => reference switch
    {
        ILocalReferenceOperation local => NeverAnother(local),
        IFieldReferenceOperation { Field: { IsReadOnly: true } or { IsConst: true } } field => DeclaredWith(field.Field, names, cancellationToken),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsAbstract: false, IsVirtual: false } } property => DeclaredWith(property.Property, names, cancellationToken),
        _ => null,
    };

    /// <summary>What a local is declared with, if nothing else is ever assigned to it.</summary>
    public static IOperation? NeverAnother(ILocalReferenceOperation local) => InitialValue(local) is { } value && !IsReassigned(local) ? value : null;

    /// <summary>What a local is declared with, whatever is assigned to it later. An operation of the same tree of operations as the reference.</summary>
    public static IOperation? InitialValue(ILocalReferenceOperation reference) =>
        reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax
        && syntax.SyntaxTree == reference.Syntax.SyntaxTree
        && reference.SemanticModel?.GetOperation(syntax) is IVariableDeclaratorOperation declarator
            ? declarator.GetVariableInitializer()?.Value
            : null;

    /// <summary>The same; the value itself where it is no local with a value.</summary>
    public static IOperation InitialValueOrSelf(IOperation value) => value.Unwrap() is ILocalReferenceOperation local && InitialValue(local) is { } initial ? initial.Unwrap() : value.Unwrap();

    /// <summary>What a field or property gets where it is declared.</summary>
    public static IOperation? DeclaredWith(ISymbol member, SourceNames names, CancellationToken cancellationToken)
    {
        var value = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            _ => null,
        };
        return value is null ? null : names.ModelOf(value.SyntaxTree)?.GetOperation(value, cancellationToken);
    }

    private static bool IsReassigned(ILocalReferenceOperation use) => use.MemberBody().DescendantsAndSelf().Any(operation => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => IsSame(target, use),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation argument } => IsSame(argument, use),
        _ => false,
    });

    private static bool IsSame(ILocalReferenceOperation one, ILocalReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Local, other.Local);
}
