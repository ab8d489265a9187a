using Microsoft.CodeAnalysis.Text;
using Bound = BackendGuardrails.Api.BG3007BoundEntityAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>A record with what a client may set takes the place of the entity, and the entity is made of it: another contract, so each is decided by itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3007BoundEntityCodeFix))]
public sealed class BG3007BoundEntityCodeFix() : GuardrailCodeFix(Bound.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => null!;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Bound.Record, out var record) || !diagnostic.Properties.TryGetValue(Bound.Parameters, out var parameters) || !diagnostic.Properties.TryGetValue(Bound.Members, out var members))
            return;
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type, Default: null } parameter || BlockOf(parameter) is not { } block)
            return;
        var name = block.FreeLocal("request", "input");
        var copy = $"var {parameter.Identifier.Text} = new {type.ToString().TrimEnd('?')} {{ {string.Join(", ", members!.Split(',').Select(member => $"{member} = {name}.{member}"))} }};";
        var changes = new[]
        {
            new TextChange(type.Span, record!),
            new TextChange(parameter.Identifier.Span, name),
            First(block, copy),
            Declaration(parameter, $"public record {record}({parameters});"),
        };
        Register(context, diagnostic, $"Take a '{record}' with what a client may set (changes the contract)", async cancellationToken =>
            context.Document.WithText((await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes)));
    }

    private static BlockSyntax? BlockOf(ParameterSyntax parameter) => parameter.Parent?.Parent switch
    {
        MethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax function => function.Body,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    private static TextChange First(BlockSyntax block, string statement)
    {
        var lineEnd = block.SyntaxTree.GetRoot().EndOfLine().ToString();
        var hasLines = block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        return hasLines && block.Statements.FirstOrDefault() is { } first
            ? new(new(block.OpenBraceToken.FullSpan.End, 0), $"{first.Indentation()}{statement}{lineEnd}")
            : new(new(block.OpenBraceToken.Span.End, 0), $" {statement}");
    }

    /// <summary>Behind the type that the endpoint is in, or at the end of a program of statements.</summary>
    private static TextChange Declaration(ParameterSyntax parameter, string record)
    {
        var root = parameter.SyntaxTree.GetRoot();
        var lineEnd = root.EndOfLine().ToString();
        SyntaxNode place = parameter.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() ?? root.ChildNodes().Last();
        return new(new(place.Span.End, 0), $"{lineEnd}{lineEnd}{place.Indentation()}{record}");
    }
}
