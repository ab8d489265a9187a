using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One call for the keys of all elements in front of the loop, of a method that is written beside the one that the loop calls.</summary>
internal static class BatchRemedy
{
    public static QueryRemedy? For(SyntaxNode node, Diagnostic report, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!report.Properties.TryGetValue(QueryRemedies.Method, out var id) || id is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation) is not IMethodSymbol method
            || CallAt(node) is not { } called || ItemLoop.Around(node, model, cancellationToken) is not { } loop || loop.SymbolOf(called) is not IMethodSymbol target)
            return null;
        var contract = (target.ReducedFrom ?? target).OriginalDefinition;
        var isContract = !SymbolEqualityComparer.Default.Equals(contract, method);
        var facts = QueryRemedyFacts.Of(report);
        if (BatchMethod.Of(method, facts, model, cancellationToken) is not { } batch || !batch.IsFree(method.ContainingType) || !batch.IsFree(contract.ContainingType)
            || QueryCall.OfMethod(loop, called, batch.IsAsync) is not { } call || !LoadRemedy.IsUsed(call) || batch.MayFail && LoadRemedy.IsCaught(call)
            || batch.Members.Any(loop.Assigns) || (batch.IsComputed || batch.Query.IsUntracked || facts.IsUntracked) && LoadRemedy.MayChange(call) || batch.IsComputed && LoadRemedy.MayGrow(call))
            return null;
        return Written(call, batch, target, isContract ? new[] { batch.Added(method), batch.Added(contract) } : new[] { batch.Added(method) });
    }

    private static QueryRemedy? Written(QueryCall call, BatchMethod batch, IMethodSymbol target, IEnumerable<AddedMember?> members)
    {
        var called = call.Terminal!;
        var arguments = called.ArgumentList.Arguments;
        // The receiver of an extension is no argument.
        var at = batch.Key.Ordinal - (target.ReducedFrom is null ? 0 : 1);
        if (at >= arguments.Count || arguments.Any(argument => argument.NameColon is not null || argument.RefKindKeyword.RawKind != 0) || !IsSteady(called, call.Loop)
            || arguments.Where((_, index) => index != at).Any(argument => call.Loop.Varies(argument) || KeyedQuery.Calls(argument))
            || ItemKey.Of(arguments[at].Expression, call.Loop) is not { } item || !SymbolEqualityComparer.Default.Equals(item.Type, batch.Key.Type))
            return null;
        var names = new NewNames(call.Loop.Place);
        if (ItemSource.Of(item.Elements, item.Element, call, names) is not { } source)
            return null;
        var (keys, listed) = KeyList.Of(item, batch.Query.Member, source, call.Loop, names);
        var receiver = called.Expression is MemberAccessExpressionSyntax access ? $"{access.Expression}." : "";
        var text = $"{receiver}{batch.Name}({string.Join(", ", arguments.Select((argument, index) => index == at ? keys : argument.ToString()))})";
        text = call.IsAsync ? $"await {text}{call.Configure}" : text;
        var held = call.Loop.Held(text);
        var holder = held ?? names.Local(batch.Holder);
        var place = call.Whole.Parent is ParenthesizedExpressionSyntax around ? around : call.Whole;
        var statements = new[] { source.Statement, listed, held is null ? $"var {holder} = {text};" : null }.OfType<string>().ToList();
        return LoadRemedy.Remedy(
            call,
            statements,
            LoadRemedy.Renamed(source).Append(new TextChange(place.Span, batch.Answer(holder, arguments[at].Expression.ToString(), place))).ToList(),
            QueryRemedies.Batch,
            $"Load all with one call of '{batch.Name}'") with { Members = members.OfType<AddedMember>().ToList() };
    }

    private static InvocationExpressionSyntax? CallAt(SyntaxNode node) => node switch
    {
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Parent: InvocationExpressionSyntax call } access } when access.Name == node => call,
        SimpleNameSyntax { Parent: InvocationExpressionSyntax call } when call.Expression == node => call,
        _ => null,
    };

    /// <summary>Called on the same object each time, which is not made for the call.</summary>
    private static bool IsSteady(InvocationExpressionSyntax called, ItemLoop loop) => called.Expression switch
    {
        MemberAccessExpressionSyntax access => !loop.Varies(access.Expression) && (IsPath(access.Expression) || IsMade(access.Expression, loop)),
        _ => true,
    };

    /// <summary>An object that keeps what it is given, and can be made once for all.</summary>
    private static bool IsMade(ExpressionSyntax code, ItemLoop loop) => code is ObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: var arguments } && arguments.All(argument => IsPath(argument.Expression))
        && loop.SymbolOf(code) is IMethodSymbol made && PlainCode.OnlyKeeps(made) && !made.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => field is { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false });

    private static bool IsPath(ExpressionSyntax code) => code switch
    {
        ThisExpressionSyntax or SimpleNameSyntax or QualifiedNameSyntax => true,
        MemberAccessExpressionSyntax access => IsPath(access.Expression),
        _ => false,
    };
}
