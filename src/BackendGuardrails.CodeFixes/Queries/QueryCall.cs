using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>A query in a loop as it is written: a chain of operators on a set, and the one that runs it; or what an inner <c>foreach</c> enumerates.</summary>
internal sealed class QueryCall
{
    private const string Async = "Async";

    private static readonly string[] Libraries =
    [
        "System.Linq.Queryable", "System.Linq.Enumerable", "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions", "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions",
    ];

    private QueryCall(ItemLoop loop, ExpressionSyntax chain, InvocationExpressionSyntax? terminal)
    {
        (Loop, Chain, Terminal) = (loop, chain, terminal);
        Operation = terminal is null ? "" : ((ExpressionSyntax)terminal).NameOf();
        IsAsync = Operation.EndsWith(Async, StringComparison.Ordinal);
        if (IsAsync)
            Operation = Operation.Substring(0, Operation.Length - Async.Length);
        Whole = terminal ?? chain;
    }

    public ItemLoop Loop { get; }

    /// <summary>What the terminal operator is called on.</summary>
    public ExpressionSyntax Chain { get; }

    /// <summary>Null for what a loop enumerates.</summary>
    public InvocationExpressionSyntax? Terminal { get; }

    /// <summary>The name of the terminal operator without Async; empty for what a loop enumerates.</summary>
    public string Operation { get; }

    public bool IsAsync { get; private set; }

    /// <summary>The query with its <c>await</c>.</summary>
    public ExpressionSyntax Whole { get; private set; }

    /// <summary>The cancellation token, as an argument; empty without one.</summary>
    public string Token { get; private set; } = "";

    /// <summary>What is said about the context behind the query: <c>.ConfigureAwait(false)</c>.</summary>
    public string Configure { get; private set; } = "";

    /// <summary>The operators on the way, in order.</summary>
    public List<InvocationExpressionSyntax> Steps { get; } = [];

    public ExpressionSyntax Root { get; private set; } = null!;

    /// <summary>What is handed to the terminal operator beside the token.</summary>
    public List<ExpressionSyntax> Arguments { get; } = [];

    /// <summary>The rows of the set.</summary>
    public INamedTypeSymbol Entity { get; private set; } = null!;

    /// <summary>Such as <c>Customers</c>.</summary>
    public string SetName => Root switch
    {
        InvocationExpressionSyntax => ItemSource.Plural(Entity.Name),
        _ => Root.NameOf(),
    };

    /// <summary>Whether <c>null</c> must be vouched for here.</summary>
    public bool ChecksNull => (Loop.Model.GetNullableContext(Whole.SpanStart) & NullableContext.WarningsEnabled) != 0;

    /// <param name="code">What the report underlines.</param>
    public static QueryCall? Of(SyntaxNode code, SemanticModel model, CancellationToken cancellationToken)
    {
        var enumerated = code.AncestorsAndSelf().OfType<ForEachStatementSyntax>().FirstOrDefault() is { AwaitKeyword.RawKind: (int)SyntaxKind.None } each && each.Expression.Span == code.Span ? each.Expression : null;
        if (ItemLoop.Around(enumerated ?? code, model, cancellationToken) is not { } loop)
            return null;
        if (enumerated is not null)
            return new QueryCall(loop, enumerated, null).Read();
        return code is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Parent: InvocationExpressionSyntax call } access } && access.Name == code
            ? new QueryCall(loop, access.Expression, call).Read()
            : null;
    }

    /// <summary>In a method that a loop calls.</summary>
    public static QueryCall? In(ItemLoop method, InvocationExpressionSyntax terminal) =>
        terminal.Expression is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access ? new QueryCall(method, access.Expression, terminal).Read() : null;

    /// <summary>The call of a method that queries, as it stands in the loop; only how it is called, not what it asks.</summary>
    public static QueryCall? OfMethod(ItemLoop loop, InvocationExpressionSyntax call, bool isAsync)
    {
        var made = new QueryCall(loop, call.Expression, call) { IsAsync = isAsync };
        return made.ReadCall() && !made.HasComments() ? made : null;
    }

    /// <summary>Code of the loop as it looks in front of the loop: further lines lose what the loop has indented them by.</summary>
    public string Unindented(SyntaxNode code) => Unindented(code.ToString());

    public string Unindented(string text)
    {
        var indentation = (Whole.FirstAncestorOrSelf<StatementSyntax>(statement => statement is not BlockSyntax) ?? Loop.Place ?? (SyntaxNode)Whole).Indentation();
        return string.Join("\n", text.Replace("\r", "").Split('\n').Select((line, index) =>
            index == 0 ? line : line.StartsWith(indentation, StringComparison.Ordinal) ? line.Substring(indentation.Length) : line.TrimStart()));
    }

    /// <summary>What stands between two operators: a dot, alone or on the next line.</summary>
    public string Dot
    {
        get
        {
            var last = Terminal?.Expression as MemberAccessExpressionSyntax ?? Steps.LastOrDefault()?.Expression as MemberAccessExpressionSyntax;
            if (last is null || !last.Expression.GetTrailingTrivia().Concat(last.OperatorToken.LeadingTrivia).Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
                return ".";
            return Unindented($"\n{string.Concat(last.OperatorToken.LeadingTrivia.Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))}.");
        }
    }

    private QueryCall? Read()
    {
        if (!ReadTerminal())
            return null;
        Root = Chain;
        while (Root is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access } call && !IsSet(call))
        {
            if (!IsOperator(call))
                return null;
            Steps.Insert(0, call);
            Root = access.Expression;
        }

        if (Loop.TypeOf(Root) is not INamedTypeSymbol { TypeArguments: { Length: 1 } rows } type || rows[0] is not INamedTypeSymbol entity || !type.IsOrInherits("System.Linq.IQueryable")
            || Root is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax) || Loop.Varies(Root) || HasComments())
            return null;
        Entity = entity;
        return this;
    }

    private bool ReadTerminal()
    {
        if (Terminal is null)
            return true;
        return Loop.SymbolOf(Terminal) is IMethodSymbol method && (IsOperator(Terminal) || method.Name is "Find" or "FindAsync") && ReadCall();
    }

    private bool ReadCall()
    {
        foreach (var argument in Terminal!.ArgumentList.Arguments)
        {
            if (argument.RefKindKeyword.RawKind != 0)
                return false;
            if (Loop.Model.GetTypeInfo(argument.Expression, Loop.CancellationToken).ConvertedType.Is("System.Threading.CancellationToken"))
                Token = argument.Expression.ToString();
            else
                Arguments.Add(argument.Expression);
        }

        if (!IsAsync)
            return true;
        if (Terminal.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
        {
            Configure = $".ConfigureAwait{configured.ArgumentList}";
            Whole = configured;
        }

        if (Whole.Parent is not AwaitExpressionSyntax await)
            return Loop.Joined is not null && Whole.Parent == Loop.Node && ((LambdaExpressionSyntax)Loop.Node).AsyncKeyword.RawKind == 0 || Loop.Key is not null && Whole.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax;
        Whole = await;
        // A list of results is no list of tasks: none may be waited for that was not begun.
        return Loop.Joined is null || ((LambdaExpressionSyntax)Loop.Node).AsyncKeyword.RawKind != 0;
    }

    /// <summary>A comment in the middle would be at another place, or twice.</summary>
    private bool HasComments() => Whole.DescendantTrivia().Any(trivia => trivia.Span.Start > Whole.SpanStart && trivia.Span.End < Whole.Span.End
        && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private bool IsSet(InvocationExpressionSyntax call) => Loop.SymbolOf(call) is IMethodSymbol { Name: "Set", Parameters.IsEmpty: true } method && method.ContainingType.IsOrInherits("Microsoft.EntityFrameworkCore.DbContext");

    private bool IsOperator(InvocationExpressionSyntax call) => Loop.SymbolOf(call) is IMethodSymbol { ReducedFrom: { } definition } && Libraries.Any(library => definition.ContainingType.Is(library));
}
