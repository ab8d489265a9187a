using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Security;

/// <summary>A call of Dapper, or the creation of a <c>CommandDefinition</c>: where its parameters are, or where they go.</summary>
internal sealed class DapperCall
{
    private readonly ArgumentSyntax _sql;
    private readonly IParameterSymbol _parameter;
    private readonly ArgumentSyntax? _written;
    private readonly int _position;

    private DapperCall(ArgumentListSyntax list, ArgumentSyntax sql, IParameterSymbol parameter, ArgumentSyntax? written, ITypeSymbol? connection, bool isReduced)
    {
        (List, _sql, _parameter, _written, Connection) = (list, sql, parameter, written, connection);
        _position = parameter.Ordinal - (isReduced ? 1 : 0);
    }

    public ArgumentListSyntax List { get; }

    public ITypeSymbol? Connection { get; }

    /// <summary>What the call passes already as an anonymous object.</summary>
    public AnonymousObjectCreationExpressionSyntax? Anonymous => _written?.Expression as AnonymousObjectCreationExpressionSyntax;

    /// <summary>The <c>DynamicParameters</c> that the call passes.</summary>
    public IdentifierNameSyntax? Dynamic { get; private set; }

    /// <summary>Whether the call says what the text is: it may be the name of a procedure.</summary>
    public bool HasCommandType => List.Arguments.Any(argument => argument.NameColon?.Name.Identifier.ValueText == "commandType" || argument.Expression.ToString().Contains("CommandType"));

    public IReadOnlyCollection<(string Name, ExpressionSyntax Value)> Existing => Anonymous is { } anonymous
        ? anonymous.Initializers.Select(member => (member.NameEquals?.Name.Identifier.ValueText ?? member.Expression.NameOf(), member.Expression)).ToList()
        : Array.Empty<(string, ExpressionSyntax)>();

    /// <summary>Null where there is no room for parameters, or they are of a kind that cannot be extended.</summary>
    public static DapperCall? Of(SqlSite site)
    {
        if (site.Sql.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } list } sql)
            return null;
        var made = site.Model.GetOperation(call, site.CancellationToken) switch
        {
            IInvocationOperation invocation => Of(list, sql, invocation.Arguments, invocation.TargetMethod.IsExtensionMethod && invocation.Syntax is InvocationExpressionSyntax syntax
                && invocation.Arguments.Length > 0 && !syntax.ArgumentList.Span.Contains(invocation.Arguments[0].Syntax.Span)),
            IObjectCreationOperation creation => Of(list, sql, creation.Arguments, isReduced: false),
            _ => null,
        };
        if (made is not { _written: { } written })
            return made;
        if (written.Expression is IdentifierNameSyntax name && site.TypeOf(name).Is("Dapper.DynamicParameters"))
            made.Dynamic = name;
        return made.Dynamic is not null || made.Anonymous is not null || written.Expression.IsKind(SyntaxKind.NullLiteralExpression) ? made : null;
    }

    /// <summary>The arguments with this text, and with these parameters where they can be written in the call.</summary>
    public ArgumentListSyntax With(ExpressionSyntax sql, ExpressionSyntax? parameters)
    {
        if (parameters is null)
            return List.ReplaceNode(_sql.Expression, sql);
        if (_written is not null)
            return List.ReplaceNodes(new[] { _sql.Expression, _written.Expression }, (old, _) => old == _sql.Expression ? sql : parameters);
        var list = List.ReplaceNode(_sql.Expression, sql);
        var leading = list.Arguments.TakeWhile(argument => argument.NameColon is null).Count();
        var isInPlace = leading >= _position;
        var position = isInPlace ? _position : list.Arguments.Count(argument => argument.SpanStart <= list.Arguments[List.Arguments.IndexOf(_sql)].SpanStart);
        var added = SyntaxFactory.Argument(isInPlace ? null : SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(_parameter.Name)).WithTrailingTrivia(SyntaxFactory.Space), default, parameters);
        return Inserted(list, position, added);
    }

    private static DapperCall? Of(ArgumentListSyntax list, ArgumentSyntax sql, IEnumerable<IArgumentOperation> arguments, bool isReduced)
    {
        var all = arguments.ToList();
        return all.FirstOrDefault(argument => argument.Parameter is { Name: "param" or "parameters", Type.SpecialType: SpecialType.System_Object }) is { Parameter: { } parameter } existing
            ? new(list, sql, parameter, existing.IsWritten() ? existing.Syntax as ArgumentSyntax : null, all.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap().Type, isReduced)
            : null;
    }

    /// <summary>On a line of its own where the arguments before it are.</summary>
    private static ArgumentListSyntax Inserted(ArgumentListSyntax list, int position, ArgumentSyntax added)
    {
        var before = list.Arguments[position - 1];
        var hasLines = list.OpenParenToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(hasLines ? list.OpenParenToken.TrailingTrivia.First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : SyntaxFactory.Space);
        var indentation = before.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var nodes = list.Arguments.GetWithSeparators();
        var index = nodes.IndexOf(before);
        added = added.WithLeadingTrivia(hasLines ? indentation : Enumerable.Empty<SyntaxTrivia>());
        // Behind a comma there may be a comment about what is in front of it.
        nodes = index + 1 < nodes.Count
            ? nodes.InsertRange(index + 2, new SyntaxNodeOrToken[] { added, comma })
            : nodes.Replace(nodes[index], before.WithTrailingTrivia()).AddRange(new SyntaxNodeOrToken[] { comma, added.WithTrailingTrivia(before.GetTrailingTrivia()) });
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(nodes));
    }
}
