using System.Globalization;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Takes an expression that builds a text apart into constants and holes.</summary>
/// <param name="sql">Where the text is used as a command, when that is known: locals in it can be looked into then.</param>
internal sealed class TextFolding(SemanticModel model, int origin, CancellationToken cancellationToken, ExpressionSyntax? sql = null)
{
    private const int DeepestNesting = 200;

    private readonly List<SqlPart> _parts = new();
    private int _depth;
    private string? _break;

    /// <summary>Null where the text is more than what can be seen here.</summary>
    public IReadOnlyList<SqlPart>? Fold(ExpressionSyntax expression) => Add(expression) ? _parts : null;

    private bool Add(ExpressionSyntax expression)
    {
        if (++_depth > DeepestNesting)
            return false;
        var added = expression switch
        {
            ParenthesizedExpressionSyntax parenthesized => Add(parenthesized.Expression),
            InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.All(content => Add(content, interpolated)),
            LiteralExpressionSyntax literal when literal.Token.Value is string value => AddConstant(value, Writing(literal), null),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsText(sum) => Add(sum.Left) && AddRight(sum),
            _ when Constant(expression) is { } value => AddConstant(value, null, expression),
            InvocationExpressionSyntax call when TextCalls.Of(call, model, cancellationToken) is { } pieces => pieces.All(piece => AddPiece(piece, call)),
            IdentifierNameSyntax name when List(name) is { } list => AddHole(list.Value!, "", list.List, name),
            _ => AddHole(expression, ""),
        };
        _depth--;
        return added;
    }

    private bool AddRight(BinaryExpressionSyntax sum)
    {
        var between = sum.SyntaxTree.GetText(cancellationToken).ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(sum.Left.Span.End, sum.Right.SpanStart));
        if (between.Trim() != "+" || between.Contains('\n'))
            _break = between;
        return Add(sum.Right);
    }

    private bool Add(InterpolatedStringContentSyntax content, InterpolatedStringExpressionSyntax interpolated)
    {
        if (content is InterpolatedStringTextSyntax { TextToken: var token })
            return AddText(token, StyleOf(interpolated), interpolated);
        var hole = (InterpolationSyntax)content;
        var clause = $"{hole.AlignmentClause}{hole.FormatClause}";
        if (hole.Expression.ContainsDirectives || hole.DescendantTrivia().Any(IsComment))
            return false;
        return clause.Length == 0 ? Add(hole.Expression) : AddHole(hole.Expression, clause);
    }

    /// <summary>The token keeps the doubled braces, also as a value.</summary>
    private bool AddText(SyntaxToken token, LiteralStyle style, InterpolatedStringExpressionSyntax interpolated) =>
        AddConstant(style == LiteralStyle.Raw ? token.ValueText : token.ValueText.Replace("{{", "{").Replace("}}", "}"), new(token.Text, style, IsInterpolated: true, interpolated), null);

    private bool AddPiece(TextPiece piece, ExpressionSyntax call) => piece switch
    {
        { Constant: { } constant } => AddConstant(constant, null, null),
        { List: { } list } => AddHole(piece.Value!, "", list, call),
        { Clause.Length: > 0 } => AddHole(piece.Value!, piece.Clause),
        _ => !call.DescendantTrivia().Any(IsComment) && Add(piece.Value!),
    };

    private bool AddConstant(string value, SqlWriting? writing, ExpressionSyntax? name)
    {
        _parts.Add(new SqlConstant(value, writing, name, origin, TakeBreak()));
        return true;
    }

    private bool AddHole(ExpressionSyntax expression, string clause, SqlList? list = null, ExpressionSyntax? written = null)
    {
        var value = clause.Length == 0 && list is null ? HoleValue.WithoutToString(expression, model, cancellationToken) : expression;
        if (model.GetTypeInfo(value, cancellationToken).Type is not { } type || type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.Dynamic || type.IsRefLikeType)
            return false;
        _parts.Add(new SqlHole(value, type, clause, list, origin, TakeBreak()) { Written = written });
        return true;
    }

    private TextPiece? List(IdentifierNameSyntax name) =>
        sql is not null && HeldList.Of(name, sql, model, cancellationToken) is { } made && TextCalls.Of(made, model, cancellationToken) is { Count: 1 } pieces && pieces[0].List is not null
            ? pieces[0]
            : null;

    private string? TakeBreak()
    {
        var taken = _break;
        _break = null;
        return taken;
    }

    private bool IsText(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellationToken).Type is { SpecialType: SpecialType.System_String };

    private string? Constant(ExpressionSyntax expression) => model.GetConstantValue(expression, cancellationToken) switch
    {
        { HasValue: true, Value: string text } => text,
        { HasValue: true, Value: null } => "",
        { HasValue: true, Value: char character } => character.ToString(),
        { HasValue: true, Value: int number } when model.GetTypeInfo(expression, cancellationToken).Type?.TypeKind != TypeKind.Enum => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static SqlWriting? Writing(LiteralExpressionSyntax literal)
    {
        var text = literal.Token.Text;
        if (!literal.Token.IsKind(SyntaxKind.StringLiteralToken))
            return null;
        return text[0] == '@'
            ? new(text.Substring(2, text.Length - 3), LiteralStyle.Verbatim, IsInterpolated: false, literal)
            : new(text.Substring(1, text.Length - 2), LiteralStyle.Regular, IsInterpolated: false, literal);
    }

    private static LiteralStyle StyleOf(InterpolatedStringExpressionSyntax interpolated) => interpolated.StringStartToken.Kind() switch
    {
        SyntaxKind.InterpolatedVerbatimStringStartToken => LiteralStyle.Verbatim,
        SyntaxKind.InterpolatedStringStartToken => LiteralStyle.Regular,
        _ => LiteralStyle.Raw,
    };

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
}
