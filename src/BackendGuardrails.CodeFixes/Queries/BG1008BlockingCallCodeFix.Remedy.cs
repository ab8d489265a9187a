using BackendGuardrails.Facts.Data.Blocking;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Awaits the async form of a call, in a function that is async or becomes so.</summary>
/// <param name="Published">Methods that get another return type and that other files may call.</param>
internal sealed record AwaitRemedy(string Title, IReadOnlyCollection<TextChange> Changes, IReadOnlyCollection<IMethodSymbol> Published)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Tasks = "System.Threading.Tasks";
    private const int Collections = 1200;

    public static AwaitRemedy? Of(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!report.Properties.TryGetValue(BG1008BlockingCallAnalyzer.Kind, out var kind) || !report.Properties.TryGetValue(BG1008BlockingCallAnalyzer.Async, out var name))
            return null;
        var (place, edits) = kind switch
        {
            nameof(BlockedBy.Call) => OfCall(report, node, name!, model),
            nameof(BlockedBy.Enumeration) => OfLoop(report, node),
            _ => OfWaiting(node),
        };
        if (place is null || edits is null)
            return null;
        var functions = new AsyncFunctions(model, cancellationToken);
        if (!functions.TryAwaitAt(place, report.Properties.ContainsKey(BG1008BlockingCallAnalyzer.IsEndpoint)))
            return null;
        var imports = new[] { (kind == nameof(BlockedBy.Waiting) ? null : ImportFor(name!, place, model), EntityFramework), (functions.NeedsTasks ? "Task" : null, Tasks) };
        return new(
            functions.First is { } first ? $"Make '{first}' async and await '{name}'" : kind == nameof(BlockedBy.Enumeration) ? "Enumerate the query with 'await foreach'" : $"Await '{name}'",
            Imported(functions.Changes.Concat(edits), imports.Where(import => import.Item1 is not null && IsUnknown(import.Item1, place, model)).Select(import => import.Item2), model.SyntaxTree),
            functions.Published);
    }

    private static (SyntaxNode?, IEnumerable<TextChange>?) OfCall(Diagnostic report, SyntaxNode node, string name, SemanticModel model)
    {
        var named = node.FirstAncestorOrSelf<SimpleNameSyntax>();
        var call = named?.FirstAncestorOrSelf<InvocationExpressionSyntax>(outer => outer.Expression.Span.Contains(named.Span));
        if (named is null || call is null || name != named.Identifier.ValueText + "Async" || call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol { Name: "Queryable" or "Enumerable" })
            return default;
        var inside = new List<TextChange> { new(new(named.Identifier.Span.End, 0), "Async") };
        if (report.Properties.TryGetValue(BG1008BlockingCallAnalyzer.Token, out var token))
            inside.AddRange(WithToken(report, call.ArgumentList, token!, model));
        return (call, AwaitedCall.Of(call, inside));
    }

    private static IEnumerable<TextChange> WithToken(Diagnostic report, ArgumentListSyntax list, string token, SemanticModel model)
    {
        report.Properties.TryGetValue(BG1008BlockingCallAnalyzer.Parameter, out var parameter);
        var (before, behind) = ("", "");
        if (report.Properties.ContainsKey(BG1008BlockingCallAnalyzer.Keys))
            (before, behind) = model.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= (LanguageVersion)Collections } ? ("[", "]") : ("new object[] { ", " }");
        else if (!report.Properties.ContainsKey(BG1008BlockingCallAnalyzer.IsNext) || list.Arguments.Any(argument => argument.NameColon is not null))
            token = $"{parameter}: {token}";
        if (before.Length > 0)
            yield return new(new(list.Arguments[0].SpanStart, 0), before);
        var last = list.Arguments.Count == 0 ? list.OpenParenToken.Span.End : list.Arguments.Last().Span.End;
        yield return new(new(last, 0), behind + (list.Arguments.Count == 0 ? token : $", {token}"));
    }

    private static (SyntaxNode?, IEnumerable<TextChange>?) OfLoop(Diagnostic report, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not { Expression: var query } loop || query.Span != report.Location.SourceSpan && query != node)
            return default;
        var (open, close) = query is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax ? ("", "") : ("(", ")");
        var token = report.Properties.TryGetValue(BG1008BlockingCallAnalyzer.Token, out var given) ? $".WithCancellation({given})" : "";
        return (loop, new TextChange[]
        {
            new(new(loop.ForEachKeyword.SpanStart, 0), "await "),
            new(new(query.SpanStart, 0), open),
            new(new(query.Span.End, 0), $"{close}{query.LineOfCallBehind()}.AsAsyncEnumerable(){token}{AwaitedCall.ConfigureAwait(loop)}"),
        }.Where(change => change.NewText!.Length > 0));
    }

    /// <summary><c>task.Result</c>, <c>task.Wait()</c>, <c>task.GetAwaiter().GetResult()</c></summary>
    private static (SyntaxNode?, IEnumerable<TextChange>?) OfWaiting(SyntaxNode node)
    {
        if (node.Parent is not MemberAccessExpressionSyntax access || access.Name != node)
            return default;
        ExpressionSyntax waiting = access;
        var task = access.Expression;
        if (access.Parent is InvocationExpressionSyntax call)
        {
            waiting = call;
            if (call.ArgumentList.Arguments.Count > 0)
                return default;
            if (access.Name.Identifier.ValueText == "GetResult")
            {
                if (task is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Expression: var inner } })
                    return default;
                task = inner;
            }
        }

        var isConfigured = task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } };
        return (waiting, AwaitedCall.Of(waiting, new[] { new TextChange(TextSpan.FromBounds(task.Span.End, waiting.Span.End), "") }, isConfigured));
    }

    private static string? ImportFor(string name, SyntaxNode place, SemanticModel model)
    {
        // A member of the object itself needs no import.
        var call = place as InvocationExpressionSyntax;
        var isLinq = call is not null && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { Name: "Queryable" or "Enumerable", ContainingNamespace: { } space } } && space.ToDisplayString() == "System.Linq";
        return isLinq || call is null && name.Length > 0 ? "EntityFrameworkQueryableExtensions" : null;
    }

    private static bool IsUnknown(string type, SyntaxNode place, SemanticModel model) =>
        !model.LookupNamespacesAndTypes(place.SpanStart, name: type).Any(found => found.ContainingNamespace.ToDisplayString() is EntityFramework or Tasks or "System.Data.Entity");

    private static IReadOnlyCollection<TextChange> Imported(IEnumerable<TextChange> changes, IEnumerable<string> namespaces, SyntaxTree tree)
    {
        var imported = namespaces.Aggregate(tree.GetRoot(), (root, import) => root.WithUsing(import));
        return tree.WithRootAndOptions(imported, tree.Options).GetChanges(tree).Concat(changes).OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End).ToList();
    }
}
