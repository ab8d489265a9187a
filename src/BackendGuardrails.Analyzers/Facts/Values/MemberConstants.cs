using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>Which fields and properties hold the same constant for ever, whether they say so or not? And which regular expression is kept where?</summary>
internal sealed class MemberConstants(SourceNames names, SymbolUses uses)
{
    private readonly ConcurrentDictionary<ISymbol, Optional<object?>> _known = new(SymbolEqualityComparer.Default);

    public Optional<object?> Of(ISymbol member, CancellationToken cancellationToken)
    {
        if (member is IFieldSymbol { HasConstantValue: true } constant)
            return new(constant.ConstantValue);
        if (_known.TryGetValue(member, out var known))
            return known;
        return _known.GetOrAdd(member, Decide(member, cancellationToken));
    }

    public string? PatternOf(ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedRegexAttribute" && attribute.ConstructorArguments.Length > 0)
                return attribute.ConstructorArguments[0].Value as string;
        }

        return member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
            ? member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
            {
                PropertyDeclarationSyntax { ExpressionBody.Expression: var arrow } => PatternOf(arrow, cancellationToken),
                var declaration => MemberSyntax.InitializerOf(declaration) is { } initializer ? PatternOf(initializer.Value, cancellationToken) : null,
            }
            : null;
    }

    /// <summary>The pattern in <c>new Regex("…")</c>.</summary>
    public string? PatternOf(SyntaxNode creation, CancellationToken cancellationToken) =>
        creation is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && names.ModelOf(creation.SyntaxTree) is { } model
            && model.GetTypeInfo(creation, cancellationToken).Type.Is("System.Text.RegularExpressions.Regex")
            ? model.GetConstantValue(arguments[0].Expression, cancellationToken).Value as string
            : null;

    private Optional<object?> Decide(ISymbol member, CancellationToken cancellationToken)
    {
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        if (type is not { SpecialType: SpecialType.System_Boolean or SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) }
            || member is IPropertySymbol { SetMethod: not null }
            || member.DeclaringSyntaxReferences.Length != 1)
            return default;
        var declaration = member.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        if (names.ModelOf(declaration.SyntaxTree) is not { } model
            || MemberSyntax.InitializerOf(declaration) is not { } initializer
            || model.GetConstantValue(initializer.Value, cancellationToken) is not { HasValue: true } constant)
            return default;
        return uses.Of(member, MemberSyntax.Written, cancellationToken).Any() ? default : new(constant.Value);
    }
}
