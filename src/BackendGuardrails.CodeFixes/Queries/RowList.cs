using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>What turns a variable with a query into one with its rows: where it is declared, and each use that a list answers in another way.</summary>
internal sealed record RowList(IReadOnlyList<TextChange> Changes, int Place)
{
    private static readonly string[] Answered = ["ToList", "ToArray", "ToHashSet", "Count", "Any", "First", "FirstOrDefault", "Last", "LastOrDefault"];

    /// <summary>Null where a use needs a query, or where it cannot be told what a name means.</summary>
    public static RowList? Of(SyntaxNode first, string holder, SemanticModel model, CancellationToken cancellationToken)
    {
        var member = first.Ancestors().LastOrDefault(outer => outer is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) ?? first;
        if (member is GlobalStatementSyntax { Parent: { } unit })
            member = unit;
        var declarators = member.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(declarator => declarator.Identifier.ValueText == holder).ToList();
        if (declarators.Count != 1 || declarators[0] is not { Initializer.Value: { } query, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } || model.GetDeclaredSymbol(declarators[0], cancellationToken) is not ILocalSymbol local)
            return null;
        var changes = new List<TextChange>();
        var uses = member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == holder && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, local)).ToList();
        var tokens = new List<string>();
        if (IsQuery(local.Type))
        {
            if (!declaration.Type.IsVar)
                changes.Add(new(declaration.Type.Span, "var"));
            foreach (var use in uses)
            {
                if (!Answer(use, changes, tokens))
                    return null;
            }
        }

        var isAwaited = IsQuery(model.GetTypeInfo(query, cancellationToken).Type) && IsAsync(declaration) && !model.LookupNamespacesAndTypes(query.SpanStart, name: "EntityFrameworkQueryableExtensions").IsEmpty;
        var token = tokens.FirstOrDefault() ?? TokenAround(declaration);
        if (query is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax))
        {
            changes.Add(new(new(query.SpanStart, 0), isAwaited ? "await (" : "("));
            changes.Add(new(new(query.Span.End, 0), isAwaited ? $").ToListAsync({token})" : ").ToList()"));
        }
        else
        {
            if (isAwaited)
                changes.Add(new(new(query.SpanStart, 0), "await "));
            changes.Add(new(new(query.Span.End, 0), query.LineOfCallBehind() + (isAwaited ? $".ToListAsync({token})" : ".ToList()")));
        }

        return new(changes, query.SpanStart);
    }

    /// <summary>A loop takes a list as it is; a call on the query becomes one on the list.</summary>
    private static bool Answer(IdentifierNameSyntax use, List<TextChange> changes, List<string> tokens)
    {
        if (use.Parent is ForEachStatementSyntax { AwaitKeyword.RawKind: 0 })
            return true;
        if (use.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access || access.Expression != use)
            return false;
        var name = access.Name.Identifier.ValueText;
        var isAsync = name.EndsWith("Async", StringComparison.Ordinal);
        var plain = isAsync ? name.Substring(0, name.Length - "Async".Length) : name;
        if (!Answered.Contains(plain) || call.ArgumentList.Arguments.Count > (isAsync ? 1 : 0) || call.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
            return false;
        ExpressionSyntax whole = call;
        if (isAsync)
        {
            if (call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
                whole = configured;
            if (whole.Parent is not AwaitExpressionSyntax awaited)
                return false;
            whole = awaited;
            tokens.AddRange(call.ArgumentList.Arguments.Select(argument => argument.ToString()));
        }

        var answer = plain switch { "ToList" when isAsync => use.Identifier.Text, "Count" => $"{use.Identifier.Text}.Count", _ => $"{use.Identifier.Text}.{plain}()" };
        changes.Add(new(whole.Span, answer));
        return true;
    }

    private static bool IsQuery(ITypeSymbol? type) => type is not null && (type.Name == "IQueryable" || type.AllInterfaces.Any(one => one.Name == "IQueryable"));

    private static bool IsAsync(SyntaxNode place) => FunctionAround(place) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        _ => false,
    };

    /// <summary>The token that the function is given; empty without one.</summary>
    internal static string TokenAround(SyntaxNode place) => FunctionAround(place)?.ChildNodes().OfType<ParameterListSyntax>().SelectMany(list => list.Parameters)
        .FirstOrDefault(parameter => parameter.Type?.ToString() is { } type && type.EndsWith("CancellationToken", StringComparison.Ordinal))?.Identifier.Text ?? "";

    private static SyntaxNode? FunctionAround(SyntaxNode place) =>
        place.Ancestors().FirstOrDefault(around => around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or GlobalStatementSyntax);
}
