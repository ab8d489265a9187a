using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>A query for the rows that have the key of an element: <c>Where(line => line.OrderId == order.Id &amp;&amp; …)</c>.</summary>
internal sealed class KeyedQuery
{
    private static readonly string[] Kept =
    [
        "Where", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "IgnoreQueryFilters", "IgnoreAutoIncludes", "TagWith", "TagWithCallSite",
        "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Select",
    ];

    private static readonly string[] Aggregates = ["Sum", "Min", "Max", "Average"];

    private readonly List<string> _fixed = [];
    private readonly bool _exactText;

    private KeyedQuery(QueryCall call, bool exactText) => (Call, _exactText) = (call, exactText);

    public QueryCall Call { get; }

    /// <summary>The lambda that the key is in.</summary>
    public LambdaExpressionSyntax Predicate { get; private set; } = null!;

    /// <summary>The comparison with the key.</summary>
    public ExpressionSyntax Term { get; private set; } = null!;

    /// <summary>The property of the rows that is compared.</summary>
    public IPropertySymbol Member { get; private set; } = null!;

    /// <summary>What it is compared with, as it is written in the loop.</summary>
    public ExpressionSyntax Key { get; private set; } = null!;

    public ItemKey Item { get; private set; } = null!;

    /// <summary>What is made of the rows at the end; null when it is the rows themselves.</summary>
    public InvocationExpressionSyntax? Select { get; private set; }

    /// <summary>What is added up, compared or set; null where nothing is.</summary>
    public LambdaExpressionSyntax? Measured { get; private set; }

    public string Row => ParameterOf(Predicate)!;

    public bool IsNullableMember => Member.Type.IsNullable();

    public bool IsNullableKey => Item.Type.IsNullable();

    /// <summary>Whether the rows are objects that differ from one query to the next.</summary>
    public bool IsUntracked { get; private set; }

    public bool IsOrdered => Call.Steps.Any(step => ((ExpressionSyntax)step).NameOf().StartsWith("OrderBy", StringComparison.Ordinal));

    public static KeyedQuery? Of(QueryCall call, bool exactText)
    {
        var query = new KeyedQuery(call, exactText);
        return query.ReadSteps() && query.ReadMeasured() && query.ReadPredicates() && query.ReadKey() ? query : null;
    }

    /// <summary>A row by its primary key, which the context may hold already.</summary>
    public static KeyedQuery? OfFind(QueryCall call, QueryRemedyFacts facts) =>
        FindRemedy.Key(call, facts) is { } found ? new(call, false) { Member = found.Property, Key = found.Key, Item = found.Item } : null;

    /// <summary>Whether at most one row has the key, by what the report says of the entity.</summary>
    public bool IsOfOneRow(string? unique) => unique is not null && unique.Split(';').Any(set => set.Split(',').All(name => name == Member.Name || _fixed.Contains(name)));

    /// <summary>The chain up to the projection or the terminal operator, with a list of keys where the one key was.</summary>
    public string Composed(string keys)
    {
        var chain = Select is { Expression: MemberAccessExpressionSyntax access } ? access.Expression : Call.Chain;
        var text = Call.Unindented(WithKeys(chain, keys));
        return chain.Span.Contains(Term.Span) ? text : $"{text}{Call.Dot}Where({Call.Unindented(WithKeys(Predicate, keys))})";
    }

    private string WithKeys(SyntaxNode code, string keys)
    {
        var text = code.ToString();
        if (!code.Span.Contains(Term.Span))
            return text;
        var start = Term.SpanStart - code.SpanStart;
        return $"{text.Substring(0, start)}{keys}.Contains({Row}.{Member.Name}){text.Substring(start + Term.Span.Length)}";
    }

    /// <summary>Of a lambda that is one expression of one parameter.</summary>
    public static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.Text,
        _ => null,
    };

    private bool ReadSteps()
    {
        for (var at = 0; at < Call.Steps.Count; at++)
        {
            var step = Call.Steps[at];
            var name = ((ExpressionSyntax)step).NameOf();
            if (!Kept.Contains(name) || name == "Select" && !IsLast(step, at) || name != "Where" && Call.Loop.Varies(step.ArgumentList) || name != "Where" && Calls(step.ArgumentList))
                return false;
            if (name == "Select")
                Select = step;
            if (name is "AsNoTracking" or "AsNoTrackingWithIdentityResolution" or "Select")
                IsUntracked = true;
        }

        return true;
    }

    /// <summary>The result of the projection is what it looks like, and no predicate comes behind it.</summary>
    private bool IsLast(InvocationExpressionSyntax select, int at) => at == Call.Steps.Count - 1 && Call.Arguments.Count == 0
        && select.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression is LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda && ParameterOf(lambda) is not null
        && Call.Loop.SymbolOf(select) is IMethodSymbol { TypeArguments: { Length: 2 } types } && SymbolEqualityComparer.Default.Equals(types[1], Call.Loop.TypeOf(body));

    private bool ReadMeasured()
    {
        if (Call.Operation == "ExecuteUpdate")
            return Call.Arguments.Count == 1 && IsSetOnce(Measured = Call.Arguments[0] as LambdaExpressionSyntax);
        if (!Aggregates.Contains(Call.Operation))
            return true;
        var measured = Select is null && Call.Arguments.Count == 1 ? Call.Arguments[0] : Call.Arguments.Count == 0 ? Select?.ArgumentList.Arguments[0].Expression : null;
        if (measured is not LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda || ParameterOf(lambda) is not { } row || Call.Loop.Varies(lambda) || Calls(lambda) || IsOrdered
            || Call.Steps.Any(step => ((ExpressionSyntax)step).NameOf() is "Include" or "ThenInclude")
            || body.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax || node is MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax } && Mentions(node, row)))
            return false;
        Measured = lambda;
        return true;
    }

    /// <summary>To the same value for all rows, so that a row may be written twice.</summary>
    private bool IsSetOnce(LambdaExpressionSyntax? setters) => setters is { Body: ExpressionSyntax } && !Call.Loop.Varies(setters) && !Calls(setters)
        && setters.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => ((ExpressionSyntax)call).NameOf() == "SetProperty").All(call => call.ArgumentList.Arguments is { Count: 2 } arguments && arguments[1].Expression is not LambdaExpressionSyntax);

    private bool ReadPredicates()
    {
        var predicates = Call.Steps.Where(step => ((ExpressionSyntax)step).NameOf() == "Where").Select(step => step.ArgumentList.Arguments[0].Expression).Concat(Call.Arguments.Where(argument => argument != Measured)).ToList();
        foreach (var predicate in predicates)
        {
            if (predicate is not LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda || ParameterOf(lambda) is not { } row)
                return false;
            foreach (var term in Terms(body))
            {
                if (!Call.Loop.Varies(term, lambda))
                {
                    if (Calls(term))
                        return false;
                    if (Compared(term, row) is var (member, _))
                        _fixed.Add(member.Name);
                }
                else if (Term is null && Compared(term, row) is var (property, key))
                {
                    (Predicate, Term, Member, Key) = (lambda, term, property, key);
                }
                else
                {
                    return false;
                }
            }
        }

        return Term is not null;
    }

    private bool ReadKey()
    {
        if (ItemKey.Of(Key, Call.Loop) is not { } item || !SymbolEqualityComparer.Default.Equals(item.Type.WithoutNull(), Member.Type.WithoutNull()) || item.IsUnwrapped && IsNullableMember)
            return false;
        Item = item;
        return item.Type.WithoutNull() switch
        {
            { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => true,
            { SpecialType: SpecialType.System_String } => _exactText && Member.NullableAnnotation == NullableAnnotation.NotAnnotated && Call.Loop.Model.GetTypeInfo(Key, Call.Loop.CancellationToken).Nullability.FlowState == NullableFlowState.NotNull
                && item.Type.NullableAnnotation != NullableAnnotation.Annotated,
            var type => type.Is("System.Guid"),
        };
    }

    private static IEnumerable<ExpressionSyntax> Terms(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Terms(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Terms(both.Left).Concat(Terms(both.Right)),
        _ => new[] { condition },
    };

    /// <summary><c>row.Member == key</c>, either way round, or <c>row.Member.Equals(key)</c>.</summary>
    private (IPropertySymbol Member, ExpressionSyntax Key)? Compared(ExpressionSyntax term, string row)
    {
        var (left, right) = term switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equals => (equals.Left, equals.Right),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } access, ArgumentList.Arguments: { Count: 1 } arguments } => (access.Expression, arguments[0].Expression),
            _ => (null, null),
        };
        if (left is null || right is null)
            return null;
        if (MemberOf(left, row) is { } member)
            return Mentions(right, row) ? null : (member, right);
        return MemberOf(right, row) is { } other && !Mentions(left, row) ? (other, left) : null;
    }

    private IPropertySymbol? MemberOf(ExpressionSyntax code, string row) =>
        code is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax instance } access && instance.Identifier.Text == row ? Call.Loop.SymbolOf(access) as IPropertySymbol : null;

    private static bool Mentions(SyntaxNode code, string name) => code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.Text == name);

    /// <summary>A method that runs here and not in the database may answer differently each time.</summary>
    public static bool Calls(SyntaxNode code)
    {
        var rows = new HashSet<string>(code.AncestorsAndSelf().Concat(code.DescendantNodes()).OfType<LambdaExpressionSyntax>().Select(ParameterOf).OfType<string>());
        return code.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or AssignmentExpressionSyntax
            || node is InvocationExpressionSyntax call && !rows.Any(row => Mentions(call, row)) && call.Expression.ToString() is not ("nameof" or "EF.Constant" or "EF.Parameter"));
    }
}
