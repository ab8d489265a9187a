using Missing = BackendGuardrails.Api.BG3015ApiControllerAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Adds the attribute. Clients get other errors then, so each controller is a decision of its own: there is no Fix All.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3015ApiControllerCodeFix))]
public sealed class BG3015ApiControllerCodeFix() : GuardrailCodeFix(Missing.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(Missing.Attribute) || node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } controller)
            return;
        diagnostic.Properties.TryGetValue(Missing.Import, out var import);
        var changes = controller.SyntaxTree.Import(import).Append(controller.Attribute("ApiController")).ToList();
        Register(context, diagnostic, "Add [ApiController]: invalid requests and errors are answered by the framework", cancellationToken => context.Document.WithChangesAsync(changes, cancellationToken));
    }
}
