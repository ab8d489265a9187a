using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Repeats;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Something that stays undone when a message is lost.</summary>
/// <param name="In">The method that does it; null for one that the code calls itself.</param>
/// <param name="IsCertain">Whether it is seen to last: a row, a message, money, a mail. Otherwise other code is told, and what that does cannot be seen.</param>
internal sealed record Work(IOperation Operation, ReachedMethod? In, bool IsCertain)
{
    /// <summary>Such as <c>SaveChangesAsync</c> (in Orders.PlaceAsync).</summary>
    public string Text => In is { Calls: > 0, Method: { MethodKind: MethodKind.Ordinary } method } ? $"'{Name}' (in {method.ContainingType.Name}.{method.Name})" : $"'{Name}'";

    private string Name => Operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } function } => function.Unwrap() switch
        {
            IMemberReferenceOperation held => held.Member.Name,
            IParameterReferenceOperation given => given.Parameter.Name,
            ILocalReferenceOperation local => local.Local.Name,
            _ => "Invoke",
        },
        IInvocationOperation call => call.TargetMethod.Name,
        IObjectCreationOperation creation => creation.Type?.Name ?? "",
        _ => Operation.Syntax.ToString().Split('\n')[0].Trim(),
    };
}

/// <summary>What does code do with a message that lasts? Logging, measuring and showing do not, and what is kept in memory is gone with the process anyway.</summary>
internal sealed class MessageWork(Effects effects, ReachedCode code, CalledMethods called)
{
    /// <summary>Members of libraries that leave something behind, by the words their names start with.</summary>
    private static readonly (string Type, string[] Words)[] Lasting =
    [
        ("System.Net.Http.HttpClient", ["Post", "Put", "Patch", "Delete", "Send"]), ("System.Net.Http.Json.HttpClientJsonExtensions", ["Post", "Put", "Patch", "Delete"]),
        ("System.Net.Mail.SmtpClient", ["Send"]), ("MailKit.IMailTransport", ["Send"]), ("MailKit.MailTransport", ["Send"]), ("SendGrid.ISendGridClient", ["Send"]), ("System.IO.File", ["Write", "Copy", "Move"]),
        ("Azure.Storage.Blobs.BlobClient", ["Upload"]), ("Azure.Storage.Blobs.BlobContainerClient", ["Upload"]), ("Amazon.S3.IAmazonS3", ["Put", "Upload"]),
    ];

    /// <summary>The first words of methods that do something with what they are given.</summary>
    private static readonly ImmutableHashSet<string> Doing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "add", "apply", "approve", "book", "cancel", "charge", "complete", "confirm", "consume", "create", "delete", "dispatch", "execute", "handle", "import", "index", "insert", "invoke", "pay", "persist", "place", "process", "publish",
        "refund", "register", "remove", "reserve", "save", "send", "ship", "store", "sync", "synchronize", "update", "upload", "upsert", "write");

    /// <summary>Words in the names of what is beside the work: losing it costs a line or a point of a curve.</summary>
    private static readonly ImmutableHashSet<string> Aside = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "audio", "cache", "console", "counter", "diagnostic", "diagnostics", "heartbeat", "hub", "log", "logger", "logging", "logs", "mapper", "meter", "metric", "metrics", "monitoring", "ping", "serializer", "statistic", "statistics", "stats", "telemetry",
        "trace", "tracer", "traces", "tracing");

    /// <summary>Whether a name speaks of logs, metrics and the like.</summary>
    public static bool IsAside(string name) => NameWords.Of(name).Any(Aside.Contains);

    /// <summary>What a function does, the surest first and of those the nearest; null for one that only logs, measures or shows.</summary>
    public Work? Of(IMethodSymbol function, CancellationToken cancellationToken)
    {
        var all = new List<Work>();
        var onlyLogs = false;
        foreach (var (operation, reached) in code.Operations(function, cancellationToken))
        {
            if (Additions.Is(operation, out var entity) && entity is not null && IsAside(entity.Name))
                onlyLogs = true;
            else if (Judge(operation, cancellationToken) is { } isCertain)
                all.Add(new(operation, reached, isCertain));
        }

        // What is saved then are rows of a log.
        return onlyLogs && all.All(work => effects.Of(work.Operation) is { Kind: TripKind.Save }) ? null : all.OrderByDescending(work => work.IsCertain).ThenByDescending(work => effects.Of(work.Operation) is not null).FirstOrDefault();
    }

    /// <summary>What an operation does, itself or through what it calls.</summary>
    public Work? Of(IOperation operation, CancellationToken cancellationToken)
    {
        if (Judge(operation, cancellationToken) is { } isCertain)
            return new(operation, null, isCertain);
        if (operation is not IInvocationOperation call)
            return null;
        return called.By(call, cancellationToken)
            .Concat(call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().Select(lambda => lambda.Symbol))
            .Select(target => Of(target, cancellationToken) is { } inner ? inner with { In = inner.In is { Calls: var calls } reached ? reached with { Calls = calls + 1 } : null } : null)
            .OfType<Work>()
            .OrderByDescending(work => work.IsCertain)
            .FirstOrDefault();
    }

    /// <summary>What is done in a function or loop behind a call that gets a message.</summary>
    public Work? Behind(IInvocationOperation receiving, CancellationToken cancellationToken)
    {
        var around = receiving.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).OfType<ILoopOperation>().FirstOrDefault() ?? receiving.EnclosingFunction() switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILocalFunctionOperation { Body: { } body } => body,
            _ => receiving.MemberBody(),
        };
        return around.ChildOperations.SelectMany(part => part.Executed()).OfType<IInvocationOperation>()
            .Where(call => call.Syntax.Span.End > receiving.Syntax.Span.End && !call.Ancestors().TakeWhile(outer => outer != around).Any(outer => outer is ICatchClauseOperation))
            .Select(call => Of(call, cancellationToken))
            .OfType<Work>()
            .OrderByDescending(work => work.IsCertain)
            .ThenByDescending(work => effects.Of(work.Operation) is not null)
            .FirstOrDefault();
    }

    /// <summary>True for what lasts, false for what is told to somebody else, null for what does not matter.</summary>
    private bool? Judge(IOperation operation, CancellationToken cancellationToken)
    {
        if (effects.Of(operation) is not null || Additions.Is(operation, out _))
            return true;
        if (operation is not IInvocationOperation call)
            return null;
        if (Lasting.Any(row => row.Words.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)) && call.TargetMethod.ContainingType.IsOrInherits(row.Type)))
            return true;
        return IsToldToOthers(call, cancellationToken) ? false : null;
    }

    /// <summary>A delegate that somebody else gave, or a member whose code is in another project, that does something by its name.</summary>
    private bool IsToldToOthers(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return call.Arguments.Length > 0 && (method.ReturnsVoid || method.ReturnType.Name is "Task" or "ValueTask") && call.Instance?.Unwrap() is IParameterReferenceOperation or IMemberReferenceOperation && !code.IsHere(call, cancellationToken);
        return method is { MethodKind: MethodKind.Ordinary, IsStatic: false, ContainingType: { } type }
            && NameWords.Of(method.Name).FirstOrDefault() is { } verb && Doing.Contains(verb)
            && IsOfTeam(type, call) && !IsAside(type.Name) && !type.IsOrInherits("System.Collections.IEnumerable") && !IsOfLiveClients(call)
            && !code.IsHere(call, cancellationToken);
    }

    private static bool IsOfTeam(INamedTypeSymbol type, IOperation at)
    {
        if (type.OutermostNamespace() is "Azure" or "Confluent" or "MassTransit" or "Microsoft" or "RabbitMQ" or "System")
            return false;
        var isHere = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, at.SemanticModel?.Compilation.Assembly);
        return isHere ? type.TypeKind == TypeKind.Interface || type.IsAbstract
            : type.OutermostNamespace() is "MediatR" or "Mediator" || type.OutermostNamespace() is { Length: > 0 } team && team == at.SemanticModel?.Compilation.AssemblyName?.Split('.')[0];
    }

    /// <summary>Who looks at a page now: <c>hub.Clients.All.UpdateOrder(order)</c>.</summary>
    private static bool IsOfLiveClients(IInvocationOperation call) =>
        call.Receiver()?.DescendantsAndSelf().Any(part => part.Type?.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore.SignalR", StringComparison.Ordinal) == true) == true;
}
