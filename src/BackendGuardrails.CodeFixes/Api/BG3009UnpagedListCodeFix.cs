using Microsoft.CodeAnalysis.Text;
using Unpaged = BackendGuardrails.Api.BG3009UnpagedListAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Gives the endpoint a page and its size, and reads that page in a certain order: another contract, so each is decided by itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3009UnpagedListCodeFix))]
public sealed class BG3009UnpagedListCodeFix() : GuardrailCodeFix(Unpaged.Descriptor)
{
    private const string Page = "page";
    private const string Size = "pageSize";
    private const int UsualSize = 50;

    /// <summary>Lambdas have default values since C# 12, which the oldest compiler we run in has no name for.</summary>
    private const int DefaultsInLambdas = 1200;

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => null!;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Unpaged.PageSize, out var most) || !diagnostic.Properties.TryGetValue(Unpaged.Key, out var key) || !diagnostic.Properties.TryGetValue(Unpaged.Entity, out var entity)
            || diagnostic.PagePlaces(node) is not var (take, order) || FunctionAround(node) is not { } function || FunctionEdits.ParametersOf(function) is not { } parameters || IsTaken(function) || !TakesMore(function, parameters))
            return;
        diagnostic.Properties.TryGetValue(Unpaged.Row, out var row);
        var keys = key!.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries);
        var usual = Math.Min(UsualSize, int.Parse(most!));
        var hasDefaults = function is not LambdaExpressionSyntax || (int)((CSharpParseOptions)node.SyntaxTree.Options).LanguageVersion >= DefaultsInLambdas;
        var (page, size) = hasDefaults ? (Page, Size) : ($"{Page} ?? 1", $"{Size} ?? {usual}");
        var calls = new[] { $"Skip((Math.Clamp({page}, 1, int.MaxValue / {most}) - 1) * Math.Clamp({size}, 1, {most}))", $"Take(Math.Clamp({size}, 1, {most}))" };
        var changes = Sorted(take, order, entity!, keys, row, calls).Append(FunctionEdits.AddOptional(parameters, hasDefaults ? $"int {Page} = 1, int {Size} = {usual}" : $"int? {Page}, int? {Size}")).OrderBy(change => change.Span.Start).ToList();
        Register(context, diagnostic, "Take a page and its size as parameters (changes the contract)", cancellationToken => ApplyAsync(context.Document, changes, take.SpanStart, cancellationToken));
    }

    private static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, int position, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var paged = await document.WithText(text.WithChanges(changes)).ImportingAsync(position, "Queryable", "System.Linq", cancellationToken).ConfigureAwait(false);
        return await paged.ImportingAsync(position, nameof(Math), nameof(System), cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<TextChange> Sorted(ExpressionSyntax take, SyntaxNode order, string entity, string[] keys, string? row, string[] calls)
    {
        if (row is not null && order is OrderingSyntax)
            return new[] { new TextChange(new(order.Span.End, 0), string.Concat(keys.Select(key => $", {row}.{key}"))), take.CallsBehind(calls) };
        var sorts = row is null ? order.OrderBy(entity, keys) : keys.Select(key => $"ThenBy({row} => {row}.{key})");
        return order.Span.End == take.Span.End ? new[] { take.CallsBehind(sorts.Concat(calls)) } : new[] { ((ExpressionSyntax)order).CallsBehind(sorts), take.CallsBehind(calls) };
    }

    private static SyntaxNode? FunctionAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax);

    /// <summary>Whether something in the function is called so already.</summary>
    private static bool IsTaken(SyntaxNode function) => function.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is Page or Size && token.Parent is not NameColonSyntax);

    /// <summary>What overrides another method, and a part of one, cannot change alone; nothing comes behind the parameters that take all that is left.</summary>
    private static bool TakesMore(SyntaxNode function, ParameterListSyntax parameters) =>
        !parameters.Parameters.Any(parameter => parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) || parameter.Type is null)
        && !(function is MethodDeclarationSyntax method && method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.OverrideKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.PartialKeyword));
}
