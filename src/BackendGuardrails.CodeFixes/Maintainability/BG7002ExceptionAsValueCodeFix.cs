using BackendGuardrails.Shared;
using AsValue = BackendGuardrails.Maintainability.BG7002ExceptionAsValueAnalyzer;

namespace BackendGuardrails.Maintainability;

/// <summary>Moves the exception in front of the message, and takes its place out of the template; where the sentence goes on behind it, its message stays there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG7002ExceptionAsValueCodeFix))]
public sealed class BG7002ExceptionAsValueCodeFix() : GuardrailCodeFix(AsValue.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } value || value.Expression.Span != node.Span
            || diagnostic.OtherNodeIn(node.SyntaxTree)?.FirstAncestorOrSelf<ArgumentSyntax>() is not { } message || message.Parent != list || list.Arguments.Any(argument => argument.NameColon is not null))
            return;
        diagnostic.Properties.TryGetValue(AsValue.Function, out var function);
        var arguments = Rewritten(list, message, value, function);
        Register(context, diagnostic, $"Pass '{value.Expression}' to '{call.NameOf()}' as the exception", cancellationToken => context.Document.ReplaceAsync(list, arguments, cancellationToken));
    }

    private static ArgumentListSyntax Rewritten(ArgumentListSyntax list, ArgumentSyntax message, ArgumentSyntax value, string? function)
    {
        var (at, own, exception) = (list.Arguments.IndexOf(message), list.Arguments.IndexOf(value), value.Expression.ToString());
        var (values, isLast) = (list.Arguments.Count - at - 1, own == list.Arguments.Count - 1);
        var places = LogTemplate.PlacesIn(message.Expression);
        if (values == 1 && message.Expression.ToString() is var text && (text == $"{exception}.Message" || text == $"{exception}.ToString()"))
            return list.WithMessage(message, SyntaxFactory.ParseExpression("\"\""), function).WithoutLast().WithException(at, exception);
        if (isLast && places < values)
            return list.WithoutLast().WithException(at, exception);
        if (isLast && places == values && LogTemplate.WithoutLastPlace(message.Expression) is { } template)
            return list.WithMessage(message, template, function).WithoutLast().WithException(at, exception);
        return list.ReplaceNode(value, value.WithExpression(SyntaxFactory.ParseExpression($"{exception}.Message").WithTriviaFrom(value.Expression))).WithException(at, exception);
    }
}
