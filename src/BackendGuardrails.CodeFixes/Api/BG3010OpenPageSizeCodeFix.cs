using Microsoft.CodeAnalysis.Text;
using OpenSize = BackendGuardrails.Api.BG3010OpenPageSizeAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Limits the number of rows: where it is taken and skipped, or once at the top of the function where more depends on it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3010OpenPageSizeCodeFix))]
public sealed class BG3010OpenPageSizeCodeFix() : GuardrailCodeFix(OpenSize.Descriptor)
{
    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(OpenSize.PageSize, out var most) || SizeAt(diagnostic, node) is not { } size || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        if (Changes(size, most!, model) is not { } changes)
            return;
        Register(context, diagnostic, $"Take {most} rows at most", async cancellationToken =>
        {
            var text = await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            return await context.Document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start))).ImportingAsync(size.SpanStart, nameof(Math), nameof(System), cancellationToken).ConfigureAwait(false);
        });
    }

    private static ExpressionSyntax? SizeAt(Diagnostic diagnostic, SyntaxNode node) => node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(code => code.Span == diagnostic.Location.SourceSpan);

    /// <summary>Null where the number is used for more, and cannot be limited for all of it at once.</summary>
    private static IEnumerable<TextChange>? Changes(ExpressionSyntax size, string most, SemanticModel model)
    {
        if (size.Ancestors().FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax) is not { } function)
            return null;
        var here = InChain(size);
        if (!HasOthers(size, function, here))
            return here.Select(place => new TextChange(place.Span, Clamped(place, most)));
        return model.GetSymbolInfo(size).Symbol switch
        {
            IParameterSymbol { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 } => FunctionEdits.AddFirst(function, $"{size} = {Clamped(size, most)};"),
            IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public }, Type.SpecialType: SpecialType.System_Int32 } when size is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } && model.GetSymbolInfo(owner).Symbol is IParameterSymbol { Type.IsReferenceType: true } =>
                FunctionEdits.AddFirst(function, $"{size} = {Clamped(size, most)};"),
            ILocalSymbol { Type.SpecialType: SpecialType.System_Int32 } local => InDeclaration(local, function, most),
            _ => null,
        };
    }

    private static string Clamped(ExpressionSyntax size, string most) => $"Math.Clamp({size}, 1, {most})";

    /// <summary>The number itself, and where the same query skips by it.</summary>
    private static List<ExpressionSyntax> InChain(ExpressionSyntax size)
    {
        var found = new List<ExpressionSyntax> { size };
        for (var current = size.FirstAncestorOrSelf<InvocationExpressionSyntax>(); current is { Expression: MemberAccessExpressionSyntax access }; current = access.Expression as InvocationExpressionSyntax)
        {
            if (access.Name.Identifier.ValueText == "Skip")
                found.AddRange(current.ArgumentList.DescendantNodes().OfType<ExpressionSyntax>().Where(code => SyntaxFactory.AreEquivalent(code, size)));
        }

        return found;
    }

    private static bool HasOthers(ExpressionSyntax size, SyntaxNode function, List<ExpressionSyntax> known) =>
        size is IdentifierNameSyntax or MemberAccessExpressionSyntax && function.DescendantNodes().OfType<ExpressionSyntax>().Any(code => SyntaxFactory.AreEquivalent(code, size) && !known.Contains(code));

    /// <summary><c>var size = request.Size ?? 20;</c>, when nothing else writes it.</summary>
    private static IEnumerable<TextChange>? InDeclaration(ILocalSymbol local, SyntaxNode function, string most) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && function.Span.Contains(value.Span)
            && !function.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name)
            ? new[] { new TextChange(value.Span, Clamped(value, most)) }
            : null;
}
