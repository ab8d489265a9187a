using BackendGuardrails.Facts;
using BackendGuardrails.Facts.Loops;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>The loop around a query: a statement, or a lambda that LINQ runs for each element of a list.</summary>
internal sealed class ItemLoop
{
    private static readonly string[] Immediate =
    [
        "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup", "Sum", "Min", "Max", "Average", "Count", "LongCount", "ForEach", "All", "Any", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault",
        "MinBy", "MaxBy", "Contains",
    ];

    private readonly HashSet<ISymbol> _assigned;

    private readonly HashSet<ISymbol> _given = new(SymbolEqualityComparer.Default);

    private ItemLoop(SyntaxNode node, StatementSyntax? place, ExpressionSyntax? source, SemanticModel model, CancellationToken cancellationToken)
    {
        (Node, Place, Source, Model, CancellationToken) = (node, place!, source, model, cancellationToken);
        _assigned = new(node.DescendantNodes().SelectMany(Targets).Select(SymbolOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
    }

    /// <summary>What runs again and again.</summary>
    public SyntaxNode Node { get; }

    /// <summary>The statement in front of which others can go.</summary>
    public StatementSyntax Place { get; }

    /// <summary>What it ranges over; null for a loop that counts.</summary>
    public ExpressionSyntax? Source { get; }

    /// <summary>What differs from one call to the next, where it is a method that a loop calls.</summary>
    public IParameterSymbol? Key { get; private set; }

    /// <summary>The statements at the start of such a method that do not depend on the key.</summary>
    public List<StatementSyntax> Preparation { get; } = [];

    /// <summary>The <c>await Task.WhenAll(…)</c> that waits for what the function begins for each element.</summary>
    public AwaitExpressionSyntax? Joined { get; private set; }

    public SemanticModel Model { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Whether the loop may end before the last element.</summary>
    public bool EndsEarly => Node is StatementSyntax && Node.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(inner => inner is BreakStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax);

    /// <summary>Null where a statement in front of the loop would not run each time the query may, or not in the same way.</summary>
    public static ItemLoop? Around(SyntaxNode code, SemanticModel model, CancellationToken cancellationToken)
    {
        var loop = Repeating.Around(code) switch
        {
            CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.None } each => new ItemLoop(each, each, each.Expression, model, cancellationToken),
            ForStatementSyntax counted when counted.Statement.Span.Contains(code.Span) => new(counted, counted, null, model, cancellationToken),
            WhileStatementSyntax repeated when repeated.Statement.Span.Contains(code.Span) => new(repeated, repeated, null, model, cancellationToken),
            DoStatementSyntax repeated when repeated.Statement.Span.Contains(code.Span) => new(repeated, repeated, null, model, cancellationToken),
            LambdaExpressionSyntax lambda when JoinOf(lambda, model, cancellationToken) is { } join => OfTasks(lambda, join, model, cancellationToken),
            LambdaExpressionSyntax { AsyncKeyword.RawKind: (int)SyntaxKind.None } lambda => OfLambda(lambda, model, cancellationToken),
            _ => null,
        };
        // What a try around the query catches would not be caught any more; between the elements of an iterator anything can happen.
        return loop is null || loop.Place.WithNeighbors() is null || loop.Node.ContainsDirectives
            || code.Ancestors().TakeWhile(outer => outer != loop.Node).Any(outer => outer is TryStatementSyntax or LockStatementSyntax)
            || loop.Node.DescendantNodes().Any(inner => inner is YieldStatementSyntax)
            ? null
            : loop;
    }

    /// <summary>A method that is called for each element. What else it is handed, and what it makes of that, is the same each time.</summary>
    public static ItemLoop OfMethod(MethodDeclarationSyntax method, IMethodSymbol symbol, IParameterSymbol key, SemanticModel model, CancellationToken cancellationToken)
    {
        var loop = new ItemLoop(method, null, null, model, cancellationToken) { Key = key };
        loop._given.UnionWith(symbol.Parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, key) && !loop.Assigns(parameter)));
        foreach (var statement in method.Body?.Statements.OfType<StatementSyntax>() ?? [])
        {
            if (statement is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } || variables[0].Initializer is not { } initial || loop.Varies(initial) || !PlainCode.Is(initial.Value, method, model, cancellationToken) && !IsContext(initial.Value)
                || model.GetDeclaredSymbol(variables[0], cancellationToken) is not { } local || loop.Assigns(local))
                break;
            loop.Preparation.Add(statement);
            loop._given.Add(local);
        }

        return loop;

        bool IsContext(ExpressionSyntax made) => model.GetTypeInfo(made, cancellationToken).Type.IsOrInherits("Microsoft.EntityFrameworkCore.DbContext");
    }

    /// <summary>Whether the code reads anything that is another thing each time round.</summary>
    /// <param name="own">Where what is declared does not count; the code itself if nothing is said.</param>
    public bool Varies(SyntaxNode code, SyntaxNode? own = null) => code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name =>
        SymbolOf(name) is { } symbol && !_given.Contains(symbol) && (IsDeclaredIn(Node, symbol) && !IsDeclaredIn(own ?? code, symbol) || _assigned.Contains(symbol)));

    /// <summary>The variable right in front of the loop that holds this value already.</summary>
    public string? Held(string value)
    {
        if (Key is not null)
            return null;
        var before = Place.WithNeighbors()!;
        return before.Take(before.IndexOf(Place)).Reverse()
            .TakeWhile(IsLoading)
            .OfType<LocalDeclarationStatementSyntax>()
            .Select(statement => statement.Declaration.Variables[0])
            .FirstOrDefault(variable => variable.Initializer is { } initializer && OneLine(initializer.Value.ToString()) == OneLine(value))?.Identifier.ValueText;

        static string OneLine(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
    }

    /// <summary>Reads, and does nothing else: keys, rows, the portions they are loaded in.</summary>
    private bool IsLoading(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }
        ? variables[0].Initializer is not null && !statement.DescendantNodes().Any(node => node is AssignmentExpressionSyntax || node is InvocationExpressionSyntax call && !IsRead(call))
        : statement is ForEachStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Chunk" } } };

    private bool IsRead(InvocationExpressionSyntax call) => SymbolOf(call) is IMethodSymbol { Name: var name, ContainingType: var type } method
        && (IsOfManyKeys(method) || type.Is("System.Linq.Enumerable") || type.Is("System.Linq.Queryable") || name is "Set" or "ConfigureAwait" or "GetValueOrDefault" or "Contains"
            || type.Is("Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions") && !name.StartsWith("Execute", StringComparison.Ordinal));

    /// <summary>Such as this fix writes: keys in, what is found for each of them out.</summary>
    private static bool IsOfManyKeys(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.Is("System.Collections.Generic.IReadOnlyCollection`1"))
        && (method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } results } task && task.Is("System.Threading.Tasks.Task`1") ? results[0] : method.ReturnType) is var result
        && (result.Is("System.Collections.Generic.Dictionary`2") || result.Is("System.Linq.ILookup`2") || result.Is("System.Collections.Generic.HashSet`1"));

    public bool Assigns(ISymbol symbol) => _assigned.Contains(symbol);

    public ISymbol? SymbolOf(ExpressionSyntax code) => Model.GetSymbolInfo(code, CancellationToken).Symbol;

    public ITypeSymbol? TypeOf(ExpressionSyntax code) => Model.GetTypeInfo(code, CancellationToken).Type;

    /// <summary>What is written to: members by themselves, whoever's they are.</summary>
    private static IEnumerable<ExpressionSyntax> Targets(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax several } => several.Arguments.Select(argument => argument.Expression),
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => new[] { assignment.Left },
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => new[] { step.Operand },
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => new[] { step.Operand },
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword, Expression: not DeclarationExpressionSyntax } argument => new[] { argument.Expression },
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    private static bool IsDeclaredIn(SyntaxNode code, ISymbol symbol) => symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
        && symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == code.SyntaxTree && code.Span.Contains(declaration.Span);

    /// <summary>A lambda that has run for all elements when the statement is over, and that the statement runs in any case.</summary>
    private static ItemLoop? OfLambda(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        if (lambda.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var source } } call })
            return null;
        var last = call;
        while (!IsImmediate(last))
        {
            if (!IsOfLinq(last, model, cancellationToken) || last.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
                return null;
            last = next;
        }

        return IsOfLinq(last, model, cancellationToken) && last.CertainStatement() is { } place && !IsAfterOthers(last, place)
            ? new(lambda, place, source, model, cancellationToken)
            : null;
    }

    /// <summary>The changes that make a list of results of what was a list of tasks.</summary>
    public IEnumerable<TextChange> Unjoined()
    {
        if (Joined is not { } join)
            yield break;
        var select = ((LambdaExpressionSyntax)Node).FirstAncestorOrSelf<InvocationExpressionSyntax>()!;
        yield return new(TextSpan.FromBounds(join.SpanStart, select.SpanStart), "");
        if (Node is LambdaExpressionSyntax { AsyncKeyword: { RawKind: not 0 } keyword })
            yield return new(TextSpan.FromBounds(keyword.SpanStart, keyword.GetNextToken().SpanStart), "");
        yield return new(TextSpan.FromBounds(select.Span.End, join.Span.End), ".ToArray()");
    }

    /// <summary>A function that waits for one thing, of which all results are needed.</summary>
    private static AwaitExpressionSyntax? JoinOf(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        if (lambda.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" } } select }
            || select.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } all }
            || model.GetSymbolInfo(all, cancellationToken).Symbol is not IMethodSymbol { Name: "WhenAll", IsGenericMethod: true } method || !method.ContainingType.Is("System.Threading.Tasks.Task") || !IsOfLinq(select, model, cancellationToken))
            return null;
        var awaits = lambda.DescendantNodes().Count(node => node is AwaitExpressionSyntax);
        var configured = all.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax outer } ? outer : all;
        return configured.Parent is AwaitExpressionSyntax { Parent: not ExpressionStatementSyntax } join && (lambda.AsyncKeyword.RawKind == 0 ? awaits == 0 : awaits == 1)
            && !lambda.DescendantNodes().Any(node => node is ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 })
            ? join
            : null;
    }

    private static ItemLoop? OfTasks(LambdaExpressionSyntax lambda, AwaitExpressionSyntax join, SemanticModel model, CancellationToken cancellationToken)
    {
        var select = lambda.FirstAncestorOrSelf<InvocationExpressionSyntax>()!;
        return join.CertainStatement() is { } place && !IsAfterOthers(select, place)
            ? new(lambda, place, ((MemberAccessExpressionSyntax)select.Expression).Expression, model, cancellationToken) { Joined = join }
            : null;
    }

    private static bool IsImmediate(InvocationExpressionSyntax call) => Immediate.Contains(((ExpressionSyntax)call).NameOf());

    private static bool IsOfLinq(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType is { } type && (type.Is("System.Linq.Enumerable") || type.Is("System.Collections.Generic.List`1"));

    /// <summary>Whether the statement does other things first, which the query may depend on.</summary>
    private static bool IsAfterOthers(ExpressionSyntax code, StatementSyntax statement) => statement.DescendantNodes()
        .Any(node => node.Span.End <= code.SpanStart && node is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax);
}
