using Cached = BackendGuardrails.Resilience.BG5004CacheEntryExpiryAnalyzer;

namespace BackendGuardrails.Resilience;

/// <summary>Gives the entry a lifetime: as an argument, in its options, or first thing in the factory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG5004CacheEntryExpiryCodeFix))]
public sealed class BG5004CacheEntryExpiryCodeFix() : GuardrailCodeFix(Cached.Descriptor)
{
    private const string Property = "AbsoluteExpirationRelativeToNow";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !diagnostic.Properties.TryGetValue(Cached.Minutes, out var minutes))
            return;
        var lifetime = $"System.TimeSpan.FromMinutes({minutes})";
        var set = $"{Property} = {lifetime}";
        var target = diagnostic.OtherNodeIn(call.SyntaxTree);
        var remedy = diagnostic.Properties[Cached.Remedy];
        var edit = remedy switch
        {
            Cached.TimeSpanArgument or Cached.OptionsArgument => Pass(call, remedy, Position(diagnostic), remedy == Cached.OptionsArgument ? New(Cached.DistributedOptions, set) : lifetime),
            Cached.ExpiryArgument => PassExpiry(call, target as ExpressionSyntax, lifetime),
            Cached.MemoryOptions or Cached.DistributedOptions => Initialize(target, set, New(remedy, set)),
            Cached.Factory => target.WithStatement("entry", parameter => $"{parameter}.{set};", returns: true),
            Cached.Entry => Follow(call, set),
            _ => null,
        };
        if (edit is not var (old, @new))
            return;
        var title = $"Let the entry expire after {minutes} {(minutes == "1" ? "minute" : "minutes")}";
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsync(old, @new, cancellationToken));
    }

    private static int Position(Diagnostic diagnostic) => int.TryParse(diagnostic.Properties[Cached.Position], out var position) ? position : 0;

    private static string New(string options, string set) =>
        $"new Microsoft.Extensions.Caching.{(options == Cached.MemoryOptions ? "Memory" : "Distributed")}.{options} {{ {set} }}";

    private static (SyntaxNode, SyntaxNode)? Pass(InvocationExpressionSyntax call, string parameter, int position, string value) =>
        position > call.ArgumentList.Arguments.Count
            ? null
            : (call.ArgumentList, call.ArgumentList.Insert(position, DocumentEdits.Expression(value), parameter));

    private static (SyntaxNode, SyntaxNode)? PassExpiry(InvocationExpressionSyntax call, ExpressionSyntax? written, string lifetime)
    {
        var value = DocumentEdits.Expression(lifetime);
        if (written is not null)
            return (written, value.WithTriviaFrom(written));
        return call.ArgumentList.Arguments.Skip(2).Any(argument => argument.NameColon is null)
            ? null
            : (call.ArgumentList, call.ArgumentList.Insert(Math.Min(2, call.ArgumentList.Arguments.Count), value, Cached.ExpiryArgument));
    }

    private static (SyntaxNode, SyntaxNode)? Initialize(SyntaxNode? options, string set, string @new) => options switch
    {
        BaseObjectCreationExpressionSyntax creation => (creation, creation.WithMember(set)),
        ExpressionSyntax nothing => (nothing, DocumentEdits.Expression(@new).WithTriviaFrom(nothing)),
        _ => null,
    };

    /// <summary>After the declaration of the entry, or first thing in its <c>using</c>.</summary>
    private static (SyntaxNode, SyntaxNode)? Follow(InvocationExpressionSyntax call, string set)
    {
        if (call.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Initializer.Value: var value } entry || value != call)
            return null;
        var statement = $"{entry.Identifier.Text}.{set};";
        return entry.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            UsingStatementSyntax { Statement: BlockSyntax block } => (block, block.WithFirst(statement)),
            LocalDeclarationStatementSyntax declaration => declaration.WithNext(statement),
            _ => null,
        };
    }
}
