namespace BackendGuardrails.Queries;

/// <summary>The same, with a query for each so many keys, because the database does not take any number at once.</summary>
internal sealed class PortionedAnswers(Answers answers)
{
    public IReadOnlyList<string>? Statements(string portion)
    {
        var call = answers.Query.Call;
        var keys = answers.Name("portion", "someKeys");
        var (rows, key, value) = answers.Rows(keys);
        if (answers.Kind == AnswerKind.Lookup && answers.Query.Select is not null || TypeOfRows() is not { } type)
            return null;
        var loop = $"foreach (var {keys} in {answers.Keys}.Chunk({portion}))\n";
        var all = Indented(answers.Run(rows, "ToList", ""));
        if (answers.Kind == AnswerKind.Keys)
            return new[] { $"var {answers.Holder} = new HashSet<{Text(answers.Query.Member.Type)}>();", $"{loop}    {answers.Holder}.UnionWith({all});" };
        if (answers.Kind == AnswerKind.Lookup)
        {
            var list = answers.Name("all" + NewNames.Pascal(call.SetName), "allRows");
            return new[] { $"var {list} = new List<{Text(type)}>();", $"{loop}    {list}.AddRange({all});", $"var {answers.Holder} = {list}.ToLookup({Answers.Selectors(key, value)});" };
        }

        var each = answers.Name("found", "row");
        return new[]
        {
            $"var {answers.Holder} = new Dictionary<{Text(answers.Query.Member.Type.WithoutNull())}, {Text(type)}>();",
            $"{loop}{{\n    foreach (var {each} in {Indented(all)})\n        {answers.Holder}.Add({Of(key, each)}, {(value is null ? each : Of(value, each))});\n}}",
        };

        string Text(ITypeSymbol symbol) => symbol.ToMinimalDisplayString(call.Loop.Model, call.Whole.SpanStart);
    }

    /// <summary>Null for a type without a name.</summary>
    private ITypeSymbol? TypeOfRows()
    {
        var query = answers.Query;
        var compilation = query.Call.Loop.Model.Compilation;
        var type = answers.Kind == AnswerKind.Counts ? compilation.GetSpecialType(query.Call.Operation == "Count" ? SpecialType.System_Int32 : SpecialType.System_Int64)
            : answers.Kind == AnswerKind.Values ? query.Call.Loop.TypeOf(query.Call.Whole)
            : query.Select is { } select ? query.Call.Loop.TypeOf((ExpressionSyntax)((LambdaExpressionSyntax)select.ArgumentList.Arguments[0].Expression).Body) : query.Call.Entity;
        return type is null or { IsAnonymousType: true } or { TypeKind: TypeKind.Error } ? null : type;
    }

    /// <summary>The body of <c>row => row.Key</c> for a row of another name.</summary>
    private static string Of(string selector, string row) => row + selector.Substring(selector.IndexOf('.'));

    private static string Indented(string text) => text.Replace("\n", "\n    ");
}
