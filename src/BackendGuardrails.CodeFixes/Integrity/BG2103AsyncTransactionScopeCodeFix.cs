namespace BackendGuardrails.Integrity;

/// <summary>Lets the transaction flow: appends <c>TransactionScopeAsyncFlowOption.Enabled</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2103AsyncTransactionScopeCodeFix))]
public sealed class BG2103AsyncTransactionScopeCodeFix() : GuardrailCodeFix(BG2103AsyncTransactionScopeAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        // With an EnterpriseServicesInteropOption there is no overload that takes the flow option as well.
        if (node is not BaseObjectCreationExpressionSyntax { Initializer: null } creation || creation.ArgumentList?.Arguments.Count > 2)
            return;
        var enabled = DocumentEdits.Expression("System.Transactions.TransactionScopeAsyncFlowOption.Enabled");
        Register(
            context,
            diagnostic,
            "Let the transaction flow across await",
            cancellationToken => context.Document.ReplaceAsync(creation, creation.WithArgumentList(creation.ArgumentList.Append(enabled, "asyncFlowOption")), cancellationToken));
    }
}
