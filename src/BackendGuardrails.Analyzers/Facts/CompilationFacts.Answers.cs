using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Blocking;
using BackendGuardrails.Facts.Data.BulkWrites;
using BackendGuardrails.Facts.Data.Concurrency;
using BackendGuardrails.Facts.Data.Indexes;
using BackendGuardrails.Facts.Data.Lifetimes;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Columns;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Data.Queries.Idle;
using BackendGuardrails.Facts.Data.Queries.Memory;
using BackendGuardrails.Facts.Data.Queries.Pages;
using BackendGuardrails.Facts.Data.Queries.Products;
using BackendGuardrails.Facts.Data.Queries.Reruns;
using BackendGuardrails.Facts.Data.Queries.Translation;
using BackendGuardrails.Facts.Data.Queries.Untracked;
using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Messaging;
using BackendGuardrails.Facts.Migrations;
using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Http.Idempotency;
using BackendGuardrails.Facts.Http.Validation;
using BackendGuardrails.Facts.Keys;
using BackendGuardrails.Facts.Loops;
using BackendGuardrails.Facts.Payments;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Facts.Values;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts;

/// <summary>What can be asked.</summary>
internal sealed partial class CompilationFacts
{
    public Compilation Compilation { get; }

    public KnownTypes Types { get; }

    public OptionReader Options { get; }

    public SourceNames Names { get; }

    public OperationIndex Operations { get; } = new();

    public FileBodies Bodies { get; }

    public EndpointFiles EndpointFiles { get; }

    public CalledMethods CalledMethods { get; }

    public Callers Callers { get; }

    public CallTargets CallTargets { get; }

    public Implementations Implementations { get; }

    public Functions Functions { get; }

    public Guards Guards { get; }

    public DeveloperPlaces DeveloperPlaces { get; }

    public RetryingStrategies RetryingStrategies { get; }

    public StrategyScope StrategyScope { get; }

    public EfWork EfWork { get; }

    public EntityModel EntityModel { get; }

    public QueryChains QueryChains { get; }

    public QueryShapes QueryShapes { get; }

    public UntranslatableCode UntranslatableCode { get; }

    public TranslatedLambdas TranslatedLambdas { get; }

    public UnboundedReads UnboundedReads { get; }

    public UnpagedLists UnpagedLists { get; }

    public MemoryReductions MemoryReductions { get; }

    public SentBackKeyLists SentBackKeys { get; }

    public PlainSelects PlainSelects { get; }

    public UnstablePages UnstablePages { get; }

    public DeepPages DeepPages { get; }

    public OpenPages OpenPages { get; }

    public RowProducts RowProducts { get; }

    public IdleIncludes IdleIncludes { get; }

    public UntouchedReads UntouchedReads { get; }

    public WholeReads WholeReads { get; }

    public UntrackedQueries UntrackedQueries { get; }

    public LostChanges LostChanges { get; }

    public TwiceTrackedEntities TwiceTracked { get; }

    public BulkWrites BulkWrites { get; }

    public RoundTrips RoundTrips { get; }

    /// <summary>The same way of asking, for what changes something: writes, messages, payments.</summary>
    public RoundTrips Effects { get; }

    public RepeatedEffects RepeatedEffects { get; }

    public DuplicateGuards DuplicateGuards { get; }

    public IdempotencyMarkers IdempotencyMarkers { get; }

    public RepeatedTrips RepeatedTrips { get; }

    public FewRounds FewRounds { get; }

    public LazyLoads LazyLoads { get; }

    public ExplicitLoads ExplicitLoads { get; }

    public UnloadedReads UnloadedReads { get; }

    public PostponedSaves PostponedSaves { get; }

    /// <summary>Where the code can await.</summary>
    public AsyncPlaces AsyncPlaces { get; }

    public BlockingCalls BlockingCalls { get; }

    public SharedContexts SharedContexts { get; }

    public MissingIndexes MissingIndexes { get; }

    public DefeatedIndexes DefeatedIndexes { get; }

    public ColumnRewrites ColumnRewrites { get; }

    public IndexPlaces IndexPlaces { get; }

    public EndpointModel Endpoints { get; }

    public EndpointDeclarations EndpointDeclarations { get; }

    public Probes Probes { get; }

    public TypeArguments TypeArguments { get; }

    public Bindings Bindings { get; }

    public ClientTexts ClientTexts { get; }

    public HostSetup Host { get; }

    public BoundaryPlaces BoundaryPlaces { get; }

    public ThrownTypes ThrownTypes { get; }

    public ErrorBodies ErrorBodies { get; }

    public Authorization Authorization { get; }

    public RateLimits RateLimits { get; }

    public BackgroundLoops BackgroundLoops { get; }

    public SchemaStarts SchemaStarts { get; }

    public MissingRows MissingRows { get; }

    public BoundEntities BoundEntities { get; }

    public AnsweredEntities AnsweredEntities { get; }

    public StateChanges StateChanges { get; }

    public LoadedWrites LoadedWrites { get; }

    public SqlWrites SqlWrites { get; }

    public QueryRuns QueryRuns { get; }

    public RowLoads RowLoads { get; }

    public HttpClientRegistrations HttpClients { get; }

    /// <summary>What the program registers with its container.</summary>
    public ServiceRegistrations Registrations { get; }

    public KeptContexts KeptContexts { get; }

    public KeptFunctions KeptFunctions { get; }

    public LateResults LateResults { get; }

    public SentRequests SentRequests { get; }

    public SqlSinks SqlSinks { get; }

    public SqlText SqlText { get; }

    public Inboxes Inboxes { get; }

    public HostPlaces HostPlaces { get; }

    public Pipelines Pipelines { get; }

    public ExceptionHandling ExceptionHandling { get; }

    public DataControllers DataControllers { get; }

    public RouteVersions RouteVersions { get; }

    /// <summary>What validates the requests of minimal APIs.</summary>
    public RequestValidation RequestValidation { get; }
    public PossibleValues PossibleValues { get; }
    public PaymentKeys PaymentKeys { get; }
    public KeySinks KeySinks { get; }
    public Repetitions Repetitions { get; }
    public MessageWork MessageWork { get; }
    public Acknowledgments Acknowledgments { get; }
    public RabbitConsumers RabbitConsumers { get; }
    public RabbitQueues RabbitQueues { get; }
    public KafkaConsumers KafkaConsumers { get; }
    public BusReceivers BusReceivers { get; }
    public SchemaMigrations Migrations { get; }
    public UniqueClaims UniqueClaims { get; }
}
