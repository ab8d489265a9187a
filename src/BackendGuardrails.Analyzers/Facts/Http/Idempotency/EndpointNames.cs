using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Http.Idempotency;

/// <summary>What an endpoint says of itself by its names: the function, the route, the types that are sent. Each name is a list of words.</summary>
internal sealed class EndpointNames
{
    /// <summary>What only asks, and what a provider calls: it sends its own identifier, and it sends again on purpose.</summary>
    private static readonly ImmutableHashSet<string> Asking = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "authenticate", "calculate", "calculation", "calculator", "callback", "count", "estimate", "estimation", "export", "filter", "find", "get", "hook", "ipn", "list", "login", "logout", "lookup", "notification", "notify",
        "preview", "query", "quote", "report", "search", "signin", "signup", "simulate", "simulation", "token", "validate", "validation", "verify", "verification", "webhook");

    /// <summary>What is in the end as it was after the first time.</summary>
    private static readonly ImmutableHashSet<string> Setting = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "approve", "archive", "assign", "cancel", "change", "clear", "close", "delete", "deliver", "disable", "edit", "enable", "lock", "mark", "move", "patch", "print", "reject", "remove", "rename", "reopen", "reorder",
        "replace", "save", "set", "ship", "sort", "switch", "sync", "toggle", "unlock", "unsubscribe", "update", "upsert", "void");

    /// <summary>Words at the end of a name that say what kind of thing it is, not what it is about.</summary>
    private static readonly ImmutableHashSet<string> Kinds = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "action", "api", "async", "body", "command", "controller", "create", "data", "detail", "details", "dto", "endpoint", "entity", "form", "handler", "info", "information", "input", "message", "model", "now", "page", "params",
        "payload", "post", "request", "resource", "view", "vm");

    /// <summary>Behind these words stands what else is needed.</summary>
    private static readonly ImmutableHashSet<string> Prepositions = ImmutableHashSet.Create(StringComparer.Ordinal, "as", "at", "between", "by", "for", "from", "in", "into", "of", "on", "through", "to", "using", "via", "with", "without");

    /// <summary>A word of the list that is about something else behind one of these.</summary>
    private static readonly ImmutableHashSet<string> Others = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ascending", "column", "data", "descending", "display", "email", "event", "file", "mail", "newsletter", "push", "re", "sort", "text", "topic", "webhook");

    /// <summary>Words that name a thing, and say nothing in front of another one: an order note is no order.</summary>
    private static readonly ImmutableHashSet<string> Things = ImmutableHashSet.Create(StringComparer.Ordinal, "payment", "order", "invoice", "subscription", "payout", "credit", "deposit", "charge");

    private static readonly ImmutableHashSet<string> Making = ImmutableHashSet.Create(
        StringComparer.Ordinal, "add", "book", "complete", "confirm", "create", "execute", "finish", "issue", "make", "new", "place", "post", "process", "request", "send", "start", "submit");

    private EndpointNames(ImmutableArray<string> function, ImmutableArray<ImmutableArray<string>> segments, bool endsOpen, ImmutableArray<ImmutableArray<string>> types)
    {
        Function = function;
        Segments = segments;
        EndsOpen = endsOpen;
        Types = types;
    }

    private ImmutableArray<string> Function { get; }

    /// <summary>Of the route, without its parameters.</summary>
    private ImmutableArray<ImmutableArray<string>> Segments { get; }

    /// <summary>Whether a parameter stands between the last two segments.</summary>
    private bool EndsOpen { get; }

    private ImmutableArray<ImmutableArray<string>> Types { get; }

    public static EndpointNames Of(Endpoint endpoint, string? route, IEnumerable<ITypeSymbol> sent)
    {
        var function = endpoint.Function;
        var name = endpoint.Kind is EndpointKind.FastEndpoint or EndpointKind.PageHandler ? function.ContainingType.Name : function.Name;
        route ??= endpoint.Kind == EndpointKind.Action ? $"{function.ContainingType.Name}/{name}" : "";
        var parts = route.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries).Where(part => !IsVersion(part)).ToList();
        var literal = parts.Where(part => part.IndexOf('{') < 0).Select(NameWords.Of).Where(words => words.Length > 0).ToImmutableArray();
        var isOpen = parts.Count > 1 && parts[parts.Count - 1].IndexOf('{') < 0 && parts[parts.Count - 2].IndexOf('{') >= 0;
        return new(NameWords.Of(name), literal, isOpen, sent.Select(type => NameWords.Of(type.Name)).ToImmutableArray());
    }

    /// <summary>Whether the endpoint answers a question, or a provider that calls back.</summary>
    public bool AreOfQuestion => Function.Concat(Segments.SelectMany(words => words)).Concat(Types.SelectMany(words => words)).Any(word => Asking.Contains(NameWords.Singular(word)));

    /// <summary>Whether it gives something a value, and the same one the next time.</summary>
    public bool AreOfSetting => StartsWith(Function) || Segments.Length > 0 && StartsWith(Segments[Segments.Length - 1]) || Types.Any(StartsWith);

    /// <summary>Whether the endpoint is about one of the words.</summary>
    public bool AreAbout(WordList words) => IsAbout(Function, words) || IsAboutRoute(words) || Types.Any(type => IsAbout(type, words));

    public static bool IsAbout(string name, WordList words) => IsAbout(NameWords.Of(name), words);

    private static bool StartsWith(ImmutableArray<string> words) => words.Length > 0 && Setting.Contains(words[0]);

    private static bool IsVersion(string part) => part.Length > 1 && part[0] is 'v' or 'V' && part.Skip(1).All(character => char.IsDigit(character) || character is '.' or '{' or '}' or ':' || char.IsLetter(character)) && part.Any(char.IsDigit);

    /// <summary>The last segment; the one in front of it where the last only says that one is made: <c>orders/create</c>.</summary>
    private bool IsAboutRoute(WordList words) =>
        Segments.Length > 0 && IsAbout(Segments[Segments.Length - 1], words)
        || Segments.Length > 1 && !EndsOpen && Making.Contains(Segments[Segments.Length - 1][0]) && IsAbout(Segments[Segments.Length - 2], words);

    private static bool IsAbout(ImmutableArray<string> name, WordList words)
    {
        var preposition = name.Select((word, index) => (word, index)).FirstOrDefault(pair => pair.index > 0 && Prepositions.Contains(pair.word)).index;
        var head = (preposition > 0 ? name.Take(preposition) : name).Select(NameWords.Singular).ToList();
        while (head.Count > 1 && (Kinds.Contains(head[head.Count - 1]) || head[head.Count - 1].All(char.IsDigit)))
            head.RemoveAt(head.Count - 1);
        if (head.Count == 0)
            return false;
        var last = head[head.Count - 1];
        if (words.Contains(last) && !(head.Count > 1 && Others.Contains(head[head.Count - 2])))
            return true;
        return head.Count > 1 && words.Contains(head[0]) && !Things.Contains(head[0]);
    }
}
