using Microsoft.CodeAnalysis.Text;
using Payment = BackendGuardrails.Integrity.BG2002PaymentKeyAnalyzer;

namespace BackendGuardrails.Integrity;

/// <summary>Passes a key that is made of an id in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2002PaymentKeyCodeFix))]
public sealed class BG2002PaymentKeyCodeFix() : TextCodeFix(Payment.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Payment.Key, out var key) || !diagnostic.Properties.TryGetValue(Payment.Member, out var member) || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            yield break;
        if (Change(diagnostic, call, $"{member} = {key}") is { } change)
            yield return new($"Pass {key} as the idempotency key", null, new[] { change });
    }

    private static TextChange? Change(Diagnostic diagnostic, InvocationExpressionSyntax call, string assignment)
    {
        if (diagnostic.OtherNodeIn(call.SyntaxTree)?.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } carrier)
            return new(carrier.Span, carrier.WithMembers(new[] { assignment }).WithoutTrivia().ToFullString());
        if (!diagnostic.Properties.TryGetValue(Payment.Type, out var type) || !diagnostic.Properties.TryGetValue(Payment.Parameter, out var parameter))
            return null;
        var value = $"new {type} {{ {assignment} }}";
        var arguments = call.ArgumentList.Arguments;
        if (arguments.FirstOrDefault(argument => IsNothing(argument.Expression) && (argument.NameColon is null || argument.NameColon.Name.Identifier.ValueText == parameter)) is { } nothing)
            return arguments.Count(argument => IsNothing(argument.Expression)) == 1 || nothing.NameColon is not null ? new(nothing.Expression.Span, value) : null;
        // By name: parameters in front of it may be left out.
        return arguments.Count == 0 ? null : new TextChange(new(arguments.Last().Span.End, 0), $", {parameter}: {value}");
    }

    private static bool IsNothing(ExpressionSyntax value) => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression) || value is DefaultExpressionSyntax;
}
