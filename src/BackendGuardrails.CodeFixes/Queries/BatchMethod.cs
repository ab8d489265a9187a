using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>A method that asks for one key, and the one beside it that asks for many.</summary>
internal sealed class BatchMethod
{
    private static readonly string[] Verbs = ["Get", "Find", "Load", "Fetch", "Read", "Query", "Lookup", "Retrieve"];

    private readonly MethodDeclarationSyntax _declaration;
    private readonly Answers _answers;
    private readonly IReadOnlyList<string> _statements;
    private readonly string _results;
    private readonly string _keys;

    private BatchMethod(IMethodSymbol method, MethodDeclarationSyntax declaration, KeyedQuery query, Answers answers, string keys, IReadOnlyList<string> statements, string results, bool isComputed)
    {
        (Method, _declaration, Query, _answers, _keys, _statements, _results, IsComputed) = (method, declaration, query, answers, keys, statements, results, isComputed);
        var (name, member) = (PlainName(method), query.Member.Name);
        var one = NewNames.Pascal(Key.Name);
        Name = (name.EndsWith($"By{one}", StringComparison.Ordinal) ? name.Substring(0, name.Length - one.Length) + ItemSource.Plural(one) : $"{name}By{ItemSource.Plural(member)}") + (IsAsync ? "Async" : "");
    }

    public IMethodSymbol Method { get; }

    public KeyedQuery Query { get; }

    public IParameterSymbol Key => Query.Call.Loop.Key!;

    public string Name { get; }

    public bool IsAsync => Query.Call.IsAsync;

    /// <summary>Whether the method makes something of the rows, so that there is one of it for each key.</summary>
    public bool IsComputed { get; }

    /// <summary>Whether a key without rows is not among the results.</summary>
    public bool MayFail => MayLack(_answers, Query);

    /// <summary>The members that the method reads, and a loop must not change.</summary>
    public IEnumerable<ISymbol> Members => _declaration.DescendantNodes().OfType<SimpleNameSyntax>().Select(Query.Call.Loop.SymbolOf).Where(symbol => symbol is IFieldSymbol or IPropertySymbol)!;

    /// <summary>What the results are called where they are used.</summary>
    public string Holder => IsComputed ? $"{(Noun.EndsWith("s", StringComparison.Ordinal) ? NewNames.Camel(Noun) : ItemSource.Plural(NewNames.Camel(Noun)))}By{Query.Member.Name}" : _answers.Holder;

    /// <summary>What stands in the loop for the call.</summary>
    public string Answer(string holder, string key, ExpressionSyntax place) => IsComputed ? $"{holder}[{key}]" : _answers.Answer(place, key, holder);

    /// <summary>Null where the method does more than to ask for the rows of a key and to make something of them, or does so in a way that cannot be done for many at once.</summary>
    public static BatchMethod? Of(IMethodSymbol method, QueryRemedyFacts facts, SemanticModel from, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax declaration || !IsPlain(method, declaration) || !from.Compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            return null;
        var model = declaration.SyntaxTree == from.SyntaxTree ? from : from.Compilation.GetSemanticModel(declaration.SyntaxTree);
        foreach (var key in method.Parameters.Where(parameter => !parameter.IsThis && !parameter.IsParams && !parameter.HasExplicitDefaultValue))
        {
            var loop = ItemLoop.OfMethod(declaration, method, key, model, cancellationToken);
            if (Terminal(declaration, loop) is { } terminal && QueryCall.In(loop, terminal) is { } call && (call.Operation == "Find" ? KeyedQuery.OfFind(call, facts) : KeyedQuery.Of(call, facts.IsTextExact)) is { IsNullableKey: false, Item: { Path: "", IsUnwrapped: false } } query
                && Answers.Of(query, query.IsOfOneRow(facts.Unique)) is { } kind)
                return Of(method, declaration, query, kind, facts.Portion);
        }

        return null;
    }

    /// <summary>The new member behind the method, or in its interface; null where it is there already.</summary>
    /// <param name="contract">The interface method that is called; the method itself without one.</param>
    public AddedMember? Added(IMethodSymbol contract)
    {
        if (contract.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax place || contract.ContainingType.GetMembers(Name).Any())
            return null;
        var isContract = place != _declaration;
        var (end, indentation) = (place.SyntaxTree.GetRoot().EndOfLine().ToString(), place.Indentation());
        var summary = place.HasLeadingTrivia && place.GetLeadingTrivia().Any(trivia => trivia.HasStructure) ? $"{indentation}/// <summary>The same as <see cref=\"{contract.Name}\"/>, for many at once.</summary>\n" : "";
        var isSpaced = place.Parent!.ChildNodes().OfType<MemberDeclarationSyntax>().Skip(1).FirstOrDefault()?.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) == true;
        var text = isContract ? $"{(isSpaced ? "\n" : "")}{summary}{indentation}{Signature()};\n" : $"\n{summary}{Body(indentation)}";
        return new(place.SyntaxTree, new TextChange(new TextSpan(place.FullSpan.End, 0), text.Replace("\n", end)), Imports());
    }

    /// <summary>Whether a member of that name is in the way, or is the one that an earlier fix has written.</summary>
    public bool IsFree(INamedTypeSymbol type) => type.GetMembers(Name) is { IsEmpty: true }
        || type.GetMembers(Name) is { Length: 1 } members && members[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax written && written.ReturnType.ToString() == ReturnType() && written.ParameterList.ToString() == Parameters();

    private static BatchMethod? Of(IMethodSymbol method, MethodDeclarationSyntax declaration, KeyedQuery query, AnswerKind kind, string? portion)
    {
        var (loop, names) = (query.Call.Loop, new NewNames(declaration));
        var keys = names.Local(ItemSource.Plural(loop.Key!.Name));
        var answers = new Answers(query, kind, keys, portion, names);
        var tail = (declaration.Body?.Statements.Skip(loop.Preparation.Count) ?? []).ToList();
        var isDirect = IsReturned(query.Call.Whole, tail) && (kind == AnswerKind.Lookup || SymbolEqualityComparer.Default.Equals(loop.TypeOf(query.Call.Whole), Result(method)) || SymbolEqualityComparer.Default.Equals(Result(loop.TypeOf(query.Call.Whole)), Result(method)));
        if (loop.Preparation.Any(statement => statement.Span.Contains(query.Call.Whole.Span)) || answers.Statements() is not { } loading)
            return null;
        var results = isDirect ? answers.Holder : Computed(declaration, query, answers, method, tail);
        return results is null ? null : new(method, declaration, query, answers, keys, loop.Preparation.Select(statement => query.Call.Unindented(statement)).Concat(loading).ToList(), results, !isDirect);
    }

    /// <summary>For each key what the method made of its rows.</summary>
    private static string? Computed(MethodDeclarationSyntax declaration, KeyedQuery query, Answers answers, IMethodSymbol method, List<StatementSyntax> tail)
    {
        var (loop, whole) = (query.Call.Loop, query.Call.Whole);
        var code = declaration.ExpressionBody?.Expression is { } expression ? new SyntaxNode[] { expression } : tail.ToArray();
        var returned = declaration.ExpressionBody is { } arrow ? new[] { arrow.Expression } : code.SelectMany(node => node.DescendantNodesAndSelf()).OfType<ReturnStatementSyntax>().Select(statement => statement.Expression).ToArray();
        if (query.IsNullableMember || whole.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax && whole is not AwaitExpressionSyntax && query.Call.IsAsync || answers.Kind == AnswerKind.Lookup && query.Call.Operation is not ("ToList" or "ToArray")
            || !query.Call.ChecksNull || code.Any(node => !PlainCode.Is(node, whole, loop.Model, loop.CancellationToken))
            || code.SelectMany(node => node.DescendantNodesAndSelf()).OfType<MemberAccessExpressionSyntax>().Any(access => IsBehindNavigation(access, query))
            || returned.Any(value => value is null || !SymbolEqualityComparer.Default.Equals(loop.TypeOf(value), Result(method))))
            return null;
        var (place, one) = (whole.Parent is ParenthesizedExpressionSyntax around ? around : whole, loop.Key!.Name);
        var isCertain = MayLack(answers, query);
        if (isCertain && (declaration.ExpressionBody is not null ? whole.CertainBody() is null : whole.CertainStatement() != tail[0]))
            return null;
        var from = code[0].SpanStart;
        var text = declaration.SyntaxTree.GetText().ToString(TextSpan.FromBounds(from, code[code.Length - 1].Span.End));
        text = query.Call.Unindented(text.Substring(0, place.SpanStart - from) + answers.Answer(place) + text.Substring(place.Span.End - from));
        var body = declaration.ExpressionBody is not null ? text
            : tail.Count == 1 && tail[0] is ReturnStatementSyntax ? text.Substring("return".Length).Trim().TrimEnd(';')
            : $"\n{{\n    {text.Replace("\n", "\n    ")}\n}}";
        return $"{(isCertain ? $"{answers.Holder}.Keys" : $"{answers.Keys}.Distinct()")}.ToDictionary({one} => {one}, {one} =>{(body[0] == '\n' ? "" : " ")}{body})";
    }

    private static bool MayLack(Answers answers, KeyedQuery query) =>
        answers.Kind is AnswerKind.Dictionary && query.Call.Operation is "First" or "Single" || answers.Kind == AnswerKind.Values && query.Call.Operation != "Sum" && !answers.IsNullable();

    /// <summary>A member of what the query does not include: there may be nothing, which matters when it is read for every key.</summary>
    private static bool IsBehindNavigation(MemberAccessExpressionSyntax access, KeyedQuery query) => access.Expression is MemberAccessExpressionSyntax navigation
        && query.Call.Loop.TypeOf(navigation) is { IsReferenceType: true, SpecialType: SpecialType.None } type && !type.IsOrInherits("System.Collections.IEnumerable")
        && !query.Call.Steps.Any(step => ((ExpressionSyntax)step).NameOf() is "Include" or "ThenInclude" && step.ArgumentList.DescendantTokens().Any(token => token.ValueText == navigation.Name.Identifier.ValueText));

    /// <summary><c>return await …;</c> or <c>var found = await …; return found;</c></summary>
    private static bool IsReturned(ExpressionSyntax whole, List<StatementSyntax> tail) => whole.Parent switch
    {
        ArrowExpressionClauseSyntax => true,
        ReturnStatementSyntax => tail.Count == 1,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => tail.Count == 2 && tail[1] is ReturnStatementSyntax { Expression: IdentifierNameSyntax returned } && returned.Identifier.ValueText == variable.Identifier.ValueText,
        _ => false,
    };

    private static InvocationExpressionSyntax? Terminal(MethodDeclarationSyntax declaration, ItemLoop loop)
    {
        var run = declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.Expression is MemberAccessExpressionSyntax access
            && loop.TypeOf(access.Expression).IsOrInherits("System.Linq.IQueryable") && !loop.TypeOf(call).IsOrInherits("System.Linq.IQueryable")).ToList();
        return run.Count == 1 && Facts.Loops.Repeating.Around(run[0]) is null && !run[0].Ancestors().TakeWhile(outer => outer != declaration).Any(outer => outer is TryStatementSyntax or LockStatementSyntax) ? run[0] : null;
    }

    private static bool IsPlain(IMethodSymbol method, MethodDeclarationSyntax declaration) => declaration is { AttributeLists.Count: 0, ExplicitInterfaceSpecifier: null, ContainsDirectives: false }
        && declaration.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) && !declaration.SharesItsLine()
        && declaration.Modifiers.All(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AsyncKeyword)
        && declaration.ParameterList.Parameters.All(parameter => parameter.AttributeLists.Count == 0 && parameter.Modifiers.All(modifier => modifier.IsKind(SyntaxKind.ThisKeyword)))
        && !(method.DeclaredAccessibility == Accessibility.Public && IsOfWeb(method.ContainingType));

    /// <summary>Where each public method can be called by anybody.</summary>
    private static bool IsOfWeb(INamedTypeSymbol type) => type.Name.EndsWith("Controller", StringComparison.Ordinal) || type.BaseType is { } parent && (parent.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || IsOfWeb(parent));

    private static ITypeSymbol? Result(IMethodSymbol method) => Result(method.ReturnType);

    private static ITypeSymbol? Result(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments: { Length: 1 } results } task && (task.Is("System.Threading.Tasks.Task`1") || task.Is("System.Threading.Tasks.ValueTask`1")) ? results[0] : type;

    private static string PlainName(IMethodSymbol method) => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name.Length > 5 ? method.Name.Substring(0, method.Name.Length - 5) : method.Name;

    private string Noun
    {
        get
        {
            var name = PlainName(Method);
            name = Verbs.FirstOrDefault(verb => name.StartsWith(verb, StringComparison.Ordinal)) is { } found ? name.Substring(found.Length) : name;
            name = name.IndexOf("By", StringComparison.Ordinal) is var by and >= 0 ? name.Substring(0, by) : name;
            name = name.EndsWith("Of", StringComparison.Ordinal) ? name.Substring(0, name.Length - 2) : name;
            return name.Length > 0 ? name : "result";
        }
    }

    private string Body(string indentation)
    {
        var last = _statements[_statements.Count - 1];
        var isNamed = last.StartsWith($"var {_results} = ", StringComparison.Ordinal);
        var lines = isNamed ? _statements.Take(_statements.Count - 1).Append($"return {last.Substring($"var {_results} = ".Length)}") : _statements.Append($"return {_results};");
        var modifiers = _declaration.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword)).Select(modifier => modifier.Text).Concat(IsAsync ? ["async"] : []);
        var body = string.Concat(lines.Select(line => $"{indentation}    {line.Replace("\n", $"\n{indentation}    ")}\n"));
        return $"{indentation}{string.Join(" ", modifiers.Append(Signature()))}\n{indentation}{{\n{body}{indentation}}}\n";
    }

    private string Signature() => $"{ReturnType()} {Name}{Parameters()}";

    private string Parameters() => $"({string.Join(", ", _declaration.ParameterList.Parameters.Select((parameter, index) => index == Key.Ordinal ? $"IReadOnlyCollection<{Text(Query.Member.Type)}> {_keys}" : parameter.ToString()))})";

    private string ReturnType()
    {
        var (key, row) = (Text(Query.Member.Type.WithoutNull()), Query.Select is { } select ? Query.Call.Loop.TypeOf((ExpressionSyntax)((LambdaExpressionSyntax)select.ArgumentList.Arguments[0].Expression).Body)! : Query.Call.Entity);
        var type = IsComputed ? $"Dictionary<{key}, {Text(Result(Method)!)}>" : _answers.Kind switch
        {
            AnswerKind.Lookup => $"ILookup<{Text(Query.Member.Type)}, {Text(row)}>",
            AnswerKind.Keys => $"HashSet<{Text(Query.Member.Type)}>",
            AnswerKind.Counts => $"Dictionary<{key}, {(Query.Call.Operation == "Count" ? "int" : "long")}>",
            AnswerKind.Values => $"Dictionary<{key}, {Text(Result(Method)!)}>",
            _ => $"Dictionary<{key}, {Text(row)}>",
        };
        return IsAsync ? $"Task<{type}>" : type;
    }

    private string Text(ITypeSymbol type) => type.ToMinimalDisplayString(Query.Call.Loop.Model, _declaration.SpanStart);

    private IReadOnlyList<string> Imports() => new[] { ("Enumerable", "System.Linq"), ("IReadOnlyCollection", "System.Collections.Generic"), ("EntityFrameworkQueryableExtensions", "Microsoft.EntityFrameworkCore") }
        .Where(import => (_answers.Kind == AnswerKind.Found || import.Item2 != "Microsoft.EntityFrameworkCore") && !Query.Call.Loop.Model.LookupNamespacesAndTypes(_declaration.SpanStart, name: import.Item1).Any())
        .Select(import => import.Item2).ToList();
}

/// <summary>A member that is written beside another one, perhaps in another file.</summary>
internal sealed record AddedMember(SyntaxTree Tree, TextChange Insertion, IReadOnlyList<string> Imports);

/// <summary>What a report says of the rows that are asked for.</summary>
internal sealed record QueryRemedyFacts(string? Unique, string? Key, bool IsTextExact, bool IsUntracked, string? Portion)
{
    public static QueryRemedyFacts Of(Diagnostic report) => new(
        report.Properties.TryGetValue(QueryRemedies.Unique, out var unique) ? unique : null,
        report.Properties.TryGetValue(QueryRemedies.Key, out var key) ? key : null,
        report.Properties.ContainsKey(QueryRemedies.ExactText),
        report.Properties.ContainsKey(QueryRemedies.Untracked),
        report.Properties.TryGetValue(QueryRemedies.Portion, out var portion) ? portion : null);
}
