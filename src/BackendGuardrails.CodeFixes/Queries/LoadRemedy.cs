using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One query for the keys of all elements in front of the loop, and a look into what it has given in place of the query in the loop.</summary>
internal static class LoadRemedy
{
    private const string Title = "Load all with one query";

    public static QueryRemedy? For(QueryCall call, Diagnostic report)
    {
        report.Properties.TryGetValue(QueryRemedies.Unique, out var unique);
        if (call.Operation == "Find")
            return call.Loop.Joined is null && FindRemedy.For(call, report) is var (loop, statements, renamed) ? Remedy(loop, statements, renamed) : null;
        if (KeyedQuery.Of(call, report.Properties.ContainsKey(QueryRemedies.ExactText)) is not { } query || Answers.Of(query, query.IsOfOneRow(unique)) is not { } kind
            || !IsUsed(call) || kind is AnswerKind.Dictionary or AnswerKind.Values && call.Operation is "First" or "Single" or "Min" or "Max" or "Average" && IsCaught(call) || MayChangeShared(query, report))
            return null;
        var names = new NewNames(call.Loop.Place);
        if (ItemSource.Of(query.Item.Elements, query.Item.Element, call, names) is not { } source)
            return null;
        var (keys, listed) = KeyList.Of(query.Item, query.Member, source, call.Loop, names);
        report.Properties.TryGetValue(QueryRemedies.Portion, out var portion);
        var answers = new Answers(query, kind, keys, portion, names);
        if (answers.Statements() is not { } loading)
            return null;
        var place = call.Whole.Parent is ParenthesizedExpressionSyntax around ? around : call.Whole;
        return Remedy(call, new[] { source.Statement, listed }.OfType<string>().Concat(loading).ToList(), Renamed(source).Append(new TextChange(place.Span, answers.Answer(place))).ToList());
    }

    internal static IEnumerable<TextChange> Renamed(ItemSource source) =>
        source.Renamed is null ? Enumerable.Empty<TextChange>() : new[] { new TextChange(source.Renamed.Span, source.Text) };

    internal static QueryRemedy Remedy(QueryCall call, IReadOnlyList<string> statements, IReadOnlyList<TextChange> replacements, string variant = QueryRemedies.Load, string title = Title)
    {
        var imports = new[] { ("Enumerable", "System.Linq"), ("CollectionExtensions", "System.Collections.Generic"), ("EntityFrameworkQueryableExtensions", "Microsoft.EntityFrameworkCore") }
            .Where(import => variant == QueryRemedies.Load || import.Item2 != "Microsoft.EntityFrameworkCore")
            .Where(import => call.Loop.Model.LookupNamespacesAndTypes(call.Whole.SpanStart, name: import.Item1).IsEmpty)
            .Select(import => import.Item2);
        return new(title, variant, call.Loop.Place, statements, replacements.Concat(call.Loop.Unjoined()).ToList(), imports.ToList());
    }

    /// <summary>An element of a dictionary is no statement.</summary>
    internal static bool IsUsed(QueryCall call) => call.Whole.Parent is not (ExpressionStatementSyntax or AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEach" } } } });

    /// <summary>A dictionary throws another exception for a missing row than a query does.</summary>
    internal static bool IsCaught(QueryCall call) => call.Whole.Ancestors().OfType<TryStatementSyntax>()
        .SelectMany(handled => handled.Catches).Any(handler => handler.Declaration is { Type: var type } && call.Loop.TypeOf(type).Is("System.InvalidOperationException"));

    /// <summary>Two elements with the same key get the same object now; what the loop writes to one is seen by the other. With tracking they always did.</summary>
    private static bool MayChangeShared(KeyedQuery query, Diagnostic report) => (query.IsUntracked || report.Properties.ContainsKey(QueryRemedies.Untracked)) && MayChange(query.Call);

    /// <summary>Whether the loop writes to what it gets.</summary>
    internal static bool MayChange(QueryCall call)
    {
        return call.Whole.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is { } local && call.Loop.Node.Span.Contains(local.Span)
            && call.Loop.Node.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => RootOf(assignment.Left) == local.Identifier.ValueText);
    }

    /// <summary>Whether the loop adds to a list that it gets, or takes from it.</summary>
    internal static bool MayGrow(QueryCall call) => call.Whole.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is var local
        && call.Loop.Node.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(change => change.Expression is MemberAccessExpressionSyntax access && ItemKey.Changes.Contains(access.Name.Identifier.ValueText)
            && (access.Expression.Span.Contains(call.Whole.Span) || local is not null && VariableOf(access.Expression) == local.Identifier.ValueText));

    private static string? RootOf(ExpressionSyntax code) => code switch
    {
        MemberAccessExpressionSyntax access => VariableOf(access.Expression),
        ElementAccessExpressionSyntax element => VariableOf(element.Expression),
        _ => null,
    };

    private static string? VariableOf(ExpressionSyntax code) => code switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax sure => VariableOf(sure.Operand),
        _ => RootOf(code),
    };
}
