namespace BackendGuardrails.Queries;

internal enum AnswerKind
{
    /// <summary>At most one row per key.</summary>
    Dictionary,

    /// <summary>The rows of each key, in their order.</summary>
    Lookup,

    /// <summary>How many rows each key has.</summary>
    Counts,

    /// <summary>The keys that have rows.</summary>
    Keys,

    /// <summary>What the context holds when all have been loaded: at most one row per key.</summary>
    Found,

    /// <summary>The sum, the smallest, the largest, the average of each key.</summary>
    Values,
}

/// <summary>How the rows of all keys are held, and how the loop finds those of one.</summary>
internal sealed class Answers
{
    private readonly KeyedQuery _query;
    private readonly QueryCall _call;
    private readonly AnswerKind _kind;
    private readonly string _keys;
    private readonly string? _portion;
    private readonly NewNames _names;
    private string _holder;
    private readonly string _member;

    /// <param name="portion">How many keys the query may be given at once; null for any number.</param>
    public Answers(KeyedQuery query, AnswerKind kind, string keys, string? portion, NewNames names)
    {
        (_query, _call, _kind, _keys, _portion, _names) = (query, query.Call, kind, keys, portion, names);
        _member = query.Member.Name;
        var set = NewNames.Camel(_call.SetName);
        _holder = kind switch
        {
            AnswerKind.Counts => names.Local($"{NewNames.Camel(_call.Entity.Name)}CountsBy{_member}"),
            AnswerKind.Values => names.Local($"{NewNames.Camel(_call.Operation)}{(query.Measured!.Body is MemberAccessExpressionSyntax measured ? NewNames.Pascal(measured.NameOf()) : $"Of{NewNames.Pascal(_call.SetName)}")}By{_member}"),
            AnswerKind.Keys => names.Local($"{ItemSource.Plural(NewNames.Camel(_member == "Id" ? $"{_call.Entity.Name}Id" : _member))}With{NewNames.Pascal(_call.SetName)}", $"{set}{_member}s"),
            _ => names.Local($"{set}By{_member}"),
        };
    }

    /// <summary>Null where one query for all keys cannot answer the same.</summary>
    public static AnswerKind? Of(KeyedQuery query, bool isOfOneRow) => query.Call.Operation switch
    {
        "FirstOrDefault" or "SingleOrDefault" or "First" or "Single" when isOfOneRow && !query.IsNullableMember => AnswerKind.Dictionary,
        "SingleOrDefault" or "Single" => AnswerKind.Lookup,
        "Find" => AnswerKind.Found,
        "First" or "FirstOrDefault" when isOfOneRow => AnswerKind.Lookup,
        "ToList" or "ToArray" or "" => AnswerKind.Lookup,
        "Count" or "LongCount" when query is { Select: null, IsOrdered: false } && !(query.IsNullableKey && query.IsNullableMember) => AnswerKind.Counts,
        "Sum" or "Min" or "Max" or "Average" when query.Measured is not null && !(query.IsNullableKey && query.IsNullableMember) => AnswerKind.Values,
        "Any" when query is { Select: null, IsOrdered: false } => AnswerKind.Keys,
        _ => null,
    };

    /// <summary>The statements that load them; null where they cannot be written.</summary>
    public IReadOnlyList<string>? Statements()
    {
        if (_kind is AnswerKind.Dictionary or AnswerKind.Counts or AnswerKind.Values or AnswerKind.Found && !Has("System.Collections.Generic.CollectionExtensions", "GetValueOrDefault") && _call.Operation is not ("First" or "Single")
            || _kind == AnswerKind.Keys && !Has("System.Linq.Enumerable", "ToHashSet"))
            return null;
        if (_kind == AnswerKind.Found)
            return _portion is null ? Loaded() : null;
        if (_portion is not null)
            return Has("System.Linq.Enumerable", "Chunk") ? new PortionedAnswers(this).Statements(_portion) : null;
        var (rows, key, value) = Rows(_keys);
        var loaded = _kind switch
        {
            AnswerKind.Lookup when !_call.IsAsync => $"{rows}{_call.Dot}ToLookup({Selectors(key, value)})",
            AnswerKind.Lookup => $"({Run(rows, "ToList", "")}).ToLookup({Selectors(key, value)})",
            AnswerKind.Keys when !_call.IsAsync => $"{rows}{_call.Dot}ToHashSet()",
            AnswerKind.Keys => $"({Run(rows, "ToList", "")}).ToHashSet()",
            _ => Run(rows, "ToDictionary", Selectors(key, value)),
        };
        if (_call.Loop.Held(loaded) is not { } held)
            return new[] { $"var {_holder} = {loaded};" };
        _holder = held;
        return [];
    }

    /// <summary>What stands in the loop for the query.</summary>
    /// <param name="wanted">The key, where it is not the one of the query.</param>
    /// <param name="holder">What the answers are called, where they have another name.</param>
    public string Answer(ExpressionSyntax place, string? wanted = null, string? holder = null)
    {
        var key = wanted ?? _query.Key.ToString();
        var held = holder ?? _holder;
        return (_kind, _call.Operation) switch
        {
            (AnswerKind.Dictionary, "First" or "Single") => $"{held}[{Sure(key)}]",
            (AnswerKind.Dictionary, _) => Guarded(key, found => $"{held}.GetValueOrDefault({found})", IsReference() ? "null" : "default", place),
            (AnswerKind.Found, _) => $"{held}.GetValueOrDefault({key})",
            (AnswerKind.Values, "Sum") => Guarded(key, found => $"{held}.GetValueOrDefault({found}{(IsNullable() ? ", 0" : "")})", "0", place),
            (AnswerKind.Values, _) when IsNullable() => Guarded(key, found => $"{held}.GetValueOrDefault({found})", "null", place),
            (AnswerKind.Values, _) => $"{held}[{Sure(key)}]",
            (AnswerKind.Counts, _) => Guarded(key, found => $"{held}.GetValueOrDefault({found})", _call.Operation == "Count" ? "0" : "0L", place),
            (AnswerKind.Keys, _) when _query.IsNullableKey && !_query.IsNullableMember => $"({key} is {{ }} {Value()} && {held}.Contains({_value}))",
            (AnswerKind.Keys, _) => $"{held}.Contains({key})",
            (_, "") => $"{held}[{key}]",
            _ => $"{held}[{key}].{_call.Operation}()",
        };
    }

    internal string Holder => _holder;

    internal AnswerKind Kind => _kind;

    internal string Keys => _keys;

    internal KeyedQuery Query => _query;

    internal string Name(params string[] names) => _names.Local(names);

    /// <summary>The query for the rows of a list of keys, not yet run, and what the key and the value of each row are.</summary>
    internal (string Rows, string Key, string? Value) Rows(string keys)
    {
        var row = _query.Row;
        var found = _query.Composed(keys);
        if (_kind == AnswerKind.Keys)
            return ($"{found}{_call.Dot}Select({row} => {row}.{_member}){_call.Dot}Distinct()", "", null);
        if (_kind is AnswerKind.Counts or AnswerKind.Values)
        {
            var (result, arguments) = _kind == AnswerKind.Counts ? ("Count", "") : ("Value", _call.Unindented(_query.Measured!));
            var (group, count) = (_names.Local("rows", "group"), _names.Local("counted"));
            var sure = _query.IsNullableMember ? $"{(_call.ChecksNull ? "!" : "")}.Value" : "";
            return ($"{found}{_call.Dot}GroupBy({row} => {row}.{_member}){_call.Dot}Select({group} => new {{ {group}.Key, {result} = {group}.{_call.Operation}({arguments}) }})", $"{count} => {count}.Key{sure}", $"{count} => {count}.{result}");
        }

        var nullable = _kind == AnswerKind.Lookup && _query.IsNullableKey && !_query.IsNullableMember ? $"({_query.Member.Type.ToMinimalDisplayString(_call.Loop.Model, _call.Whole.SpanStart)}?)" : "";
        if (_query.Select is not { } select)
            return (found, $"{row} => {nullable}{row}.{_member}", null);
        var lambda = (LambdaExpressionSyntax)select.ArgumentList.Arguments[0].Expression;
        var (parameter, pair) = (KeyedQuery.ParameterOf(lambda)!, _names.Local("row", "pair"));
        return ($"{found}{_call.Dot}Select({parameter} => new {{ Key = {nullable}{parameter}.{_member}, Value = {_call.Unindented(lambda.Body)} }})", $"{pair} => {pair}.Key", $"{pair} => {pair}.Value");
    }

    /// <summary>What was added and not yet saved is found too, as before.</summary>
    private IReadOnlyList<string> Loaded()
    {
        var row = _names.Local(NewNames.Camel(_call.Entity.Name), "row");
        var wanted = $"Where({row} => {_keys}.Contains({row}.{_member}))";
        return new[] { $"{Run($"{_call.Chain}.{wanted}", "Load", "")};", $"var {_holder} = {_call.Chain}.Local.{wanted}.ToDictionary({row} => {row}.{_member});" };
    }

    /// <summary>Runs a query as the one in the loop was run.</summary>
    internal string Run(string query, string terminal, string arguments) => _call.IsAsync
        ? $"await {query}{_call.Dot}{terminal}Async({string.Join(", ", new[] { arguments, _call.Token }.Where(argument => argument.Length > 0))}){_call.Configure}"
        : $"{query}{_call.Dot}{terminal}({arguments})";

    internal static string Selectors(string key, string? value) => value is null ? key : $"{key}, {value}";

    private string? _value;

    private string Value() => _value ??= _names.Local(NewNames.Camel(_query.Item.Name is { } name && name != "Value" ? name : "key"), "key", "wanted");

    /// <summary>A key that may be null has no row.</summary>
    private string Guarded(string key, Func<string, string> find, string otherwise, ExpressionSyntax place)
    {
        if (!_query.IsNullableKey)
            return find(key);
        var text = $"{key} is {{ }} {Value()} ? {find(_value!)} : {otherwise}";
        return place.Parent is EqualsValueClauseSyntax or ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax || place.Parent is AssignmentExpressionSyntax assignment && assignment.Right == place ? text : $"({text})";
    }

    /// <summary>Where there is no row for null, the query has thrown as well.</summary>
    private string Sure(string key) => _query.IsNullableKey ? $"{key}{(_call.ChecksNull ? "!" : "")}.Value" : key;

    /// <summary>Of no rows: null, and not an exception.</summary>
    internal bool IsNullable() => IsReference() || _call.Loop.TypeOf(_call.Whole)?.IsNullable() == true;

    private bool IsReference() => _call.Loop.TypeOf(_call.Whole) is { IsReferenceType: true };

    private bool Has(string type, string method) => _call.Loop.Model.Compilation.GetTypesByMetadataName(type).Any(found => !found.GetMembers(method).IsEmpty);
}
