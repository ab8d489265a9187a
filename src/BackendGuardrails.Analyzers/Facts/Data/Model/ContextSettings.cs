using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Data.Model;

internal enum Tracking
{
    /// <summary>Nothing is said: entities are tracked.</summary>
    Default,
    Tracked,
    NotTracked,
    NotTrackedButIdentified,

    /// <summary>It depends.</summary>
    Mixed,
}

internal enum Splitting
{
    Default,
    Single,
    Split,
    Mixed,
}

/// <summary>What this compilation tells its contexts about queries, wherever it does: in OnConfiguring, in a registration, in a constructor.</summary>
internal sealed class ContextSettings(Compilation compilation, SourceNames names)
{
    private static readonly string[] Providers =
    [
        "UseNpgsql", "UseSqlServer", "UseAzureSql", "UseSqlite", "UseMySql", "UseMySQL", "UseOracle", "UseInMemoryDatabase", "UseCosmos", "UseFirebird", "UseMongoDB", "UseSnakeCaseNamingConvention",
        "AddNpgsqlDbContext", "AddSqlServerDbContext", "AddSqlServer", "AddNpgsql", "AddSqlite", "AddMySqlDbContext", "AddOracleDatabaseDbContext",
    ];

    private readonly ConcurrentDictionary<string, object> _known = new(StringComparer.Ordinal);

    /// <summary>Whether proxies load what is read. Where no context is configured in this compilation, that is not known.</summary>
    public LazyLoading Proxies(CancellationToken cancellationToken) => Remember("proxies", () =>
    {
        var calls = CallsOf("UseLazyLoadingProxies", cancellationToken).ToList();
        if (calls.Count == 0)
            return IsConfiguredHere(cancellationToken) && ReferencedContexts.Of(compilation, cancellationToken).Count == 0 ? LazyLoading.Off : LazyLoading.Unknown;
        var isUncertain = calls.Any(call => call.Arguments.Any(argument => argument.IsWritten() && argument.Parameter?.Type.SpecialType == SpecialType.System_Boolean && !argument.Value.IsConstant(true)));
        return isUncertain || LazyLoadingCanBeOff(cancellationToken) ? LazyLoading.Unknown : LazyLoading.On;
    });

    /// <summary>Whether this compilation tells a context which database it uses: what else there is to say is said there.</summary>
    public bool IsConfiguredHere(CancellationToken cancellationToken) => (bool)Remember<object>("provider", () => Providers.Any(provider => !names.Find(provider, cancellationToken).IsEmpty));

    /// <summary>Somebody says <c>ChangeTracker.LazyLoadingEnabled = …</c>.</summary>
    public bool LazyLoadingCanBeOff(CancellationToken cancellationToken) => !names.Find("LazyLoadingEnabled", cancellationToken).IsEmpty;

    public Splitting Splitting(CancellationToken cancellationToken) => Remember("splitting", () =>
        Only(CallsOf("UseQuerySplittingBehavior", cancellationToken).SelectMany(call => call.Arguments).Select(argument => MemberOf(argument.Value)), Model.Splitting.Default, Model.Splitting.Mixed, name => name switch
        {
            "SplitQuery" => Model.Splitting.Split,
            "SingleQuery" => Model.Splitting.Single,
            _ => Model.Splitting.Mixed,
        }));

    public Tracking Tracking(CancellationToken cancellationToken) => Remember("tracking", () =>
        Only(CallsOf("UseQueryTrackingBehavior", cancellationToken).SelectMany(call => call.Arguments).Select(argument => MemberOf(argument.Value)).Concat(AssignedTracking(cancellationToken)), Model.Tracking.Default, Model.Tracking.Mixed, name => name switch
        {
            "NoTracking" => Model.Tracking.NotTracked,
            "NoTrackingWithIdentityResolution" => Model.Tracking.NotTrackedButIdentified,
            "TrackAll" => Model.Tracking.Tracked,
            _ => Model.Tracking.Mixed,
        }));

    /// <summary><c>ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking</c></summary>
    private IEnumerable<string?> AssignedTracking(CancellationToken cancellationToken) => names.Find("QueryTrackingBehavior", cancellationToken)
        .Select(name => name.Parent?.Parent is { } assignment ? names.ModelOf(name.SyntaxTree)?.GetOperation(assignment, cancellationToken) : null)
        .OfType<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "QueryTrackingBehavior" })
        .Select(assignment => MemberOf(assignment.Value));

    private IEnumerable<IInvocationOperation> CallsOf(string name, CancellationToken cancellationToken) => ModelConfiguration.CallsOf(name, names, cancellationToken)
        .Where(call => call.TargetMethod.IsWithin("Microsoft.EntityFrameworkCore"));

    private static string? MemberOf(IOperation value) => (value.Unwrap() as IFieldReferenceOperation)?.Field.Name;

    private static T Only<T>(IEnumerable<string?> said, T none, T mixed, Func<string?, T> read)
    {
        var values = said.Select(read).Distinct().ToList();
        return values.Count switch { 0 => none, 1 => values[0], _ => mixed };
    }

    private T Remember<T>(string question, Func<T> answer)
        where T : notnull => _known.TryGetValue(question, out var known) ? (T)known : (T)_known.GetOrAdd(question, answer());
}
